import { type Static, Type } from "typebox";

/** Verdict of a thôn for mobile broadband, or one mobile technology. */
export const MobileVerdict = Type.Union(
  [
    Type.Literal("phu_song"),
    Type.Literal("lom_song"),
    Type.Literal("trang_song"),
    Type.Literal("chua_ro"),
  ],
  {
    description:
      "phu_song covered; lom_song centre covered, a cluster not; trang_song centre without signal; chua_ro no evidence",
  },
);
export type MobileVerdict = Static<typeof MobileVerdict>;

/** Verdict of a thôn for fibre to the home. */
export const FtthVerdict = Type.Union(
  [Type.Literal("co_cap"), Type.Literal("chua_co_cap"), Type.Literal("chua_ro")],
  { description: "co_cap has fibre; chua_co_cap has none; chua_ro no evidence" },
);
export type FtthVerdict = Static<typeof FtthVerdict>;

export const Verdict = Type.Union([
  Type.Literal("phu_song"),
  Type.Literal("lom_song"),
  Type.Literal("trang_song"),
  Type.Literal("co_cap"),
  Type.Literal("chua_co_cap"),
  Type.Literal("chua_ro"),
]);
export type Verdict = Static<typeof Verdict>;

/** Flags beside a verdict; they never change it. */
export const VerdictFlag = Type.Literal("dang_xac_minh", {
  description: "An open report or a contradicting calculation: to be checked on the ground",
});
export type VerdictFlag = Static<typeof VerdictFlag>;

/** One verdict per theme, as lists, tiles and exports carry it. */
export const VillageVerdicts = Type.Object({
  mobile: MobileVerdict,
  umts: MobileVerdict,
  lte: MobileVerdict,
  nr: MobileVerdict,
  ftth: FtthVerdict,
});
export type VillageVerdicts = Static<typeof VillageVerdicts>;
