import { type Static, Type } from "typebox";
import { validity } from "./day.ts";
import { provenance } from "./provenance.ts";

export const SiteStatus = Type.Union([
  Type.Literal("de_xuat"),
  Type.Literal("ke_hoach"),
  Type.Literal("da_cap_phep"),
  Type.Literal("vuong_mat_bang"),
  Type.Literal("dang_xay_dung"),
  Type.Literal("cho_dien"),
  Type.Literal("cho_phat_song"),
  Type.Literal("hoat_dong"),
  Type.Literal("tam_ngung"),
  Type.Literal("thao_do"),
  Type.Literal("chua_ro"),
]);
export type SiteStatus = Static<typeof SiteStatus>;

/**
 * The classes that the map draws; `on_air` is the only one that covers anybody. `unknown` is a site
 * of which nobody has said whether it is on air.
 */
export const SiteStage = Type.Union([
  Type.Literal("on_air"),
  Type.Literal("under_construction"),
  Type.Literal("planned"),
  Type.Literal("blocked", { description: "Planned, and held up by land or people" }),
  Type.Literal("off"),
  Type.Literal("unknown"),
]);
export type SiteStage = Static<typeof SiteStage>;
export const SITE_STAGE: Record<SiteStatus, SiteStage> = {
  de_xuat: "planned",
  ke_hoach: "planned",
  da_cap_phep: "planned",
  vuong_mat_bang: "blocked",
  dang_xay_dung: "under_construction",
  cho_dien: "under_construction",
  cho_phat_song: "under_construction",
  hoat_dong: "on_air",
  tam_ngung: "off",
  thao_do: "off",
  chua_ro: "unknown",
};

/** One operator's equipment on a mast. A change of status is a new row of the same id. */
export const Site = Type.Object({
  id: Type.String({ minLength: 1 }),
  code: Type.String({ minLength: 1, description: "The operator's own code (mã trạm)" }),
  name: Type.Optional(Type.String()),
  operatorCode: Type.String({ pattern: "^[A-Z]{2,5}$" }),
  mastId: Type.String({ minLength: 1 }),
  status: SiteStatus,
  onAirFrom: Type.Optional(Type.String({ description: "First day on air" })),
  power: Type.Optional(Type.String({ description: "Nguồn điện" })),
  backhaul: Type.Optional(Type.String({ description: "Truyền dẫn" })),
  ...validity,
  ...provenance,
});
export type Site = Static<typeof Site>;

/** A site as a viewer may see it: the operator's code of a generalised one is not told. */
export const VisibleSite = Type.Object({
  ...Site.properties,
  code: Type.Optional(Site.properties.code),
});
export type VisibleSite = Static<typeof VisibleSite>;
