import { type Static, Type } from "typebox";
import { Epoch } from "./administrative-unit.ts";
import { Day } from "./day.ts";
import { DataSourceMix } from "./provenance.ts";
import { CountedRatio, Ratio } from "./ratio.ts";

/** The two indicators of the plan that the map computes per thôn. */
export const VillageIndicatorCode = Type.Union([
  Type.Literal("MBB_VILLAGES"),
  Type.Literal("FTTH_VILLAGES"),
]);
export type VillageIndicatorCode = Static<typeof VillageIndicatorCode>;

/** One target of the plan against what the evidence gives. */
export const TargetResult = Type.Object({
  indicator: VillageIndicatorCode,
  ...CountedRatio.properties,
  target: Ratio,
  baseline: Type.Optional(Ratio),
  reached: Type.Boolean(),
  shortfall: Type.Integer({
    minimum: 0,
    description: "How many more thôn are needed: max(0, ceil(target x denominator) - numerator)",
  }),
});
export type TargetResult = Static<typeof TargetResult>;

/** One commune's part of both targets. */
export const CommuneResult = Type.Object({
  code: Type.String(),
  name: Type.String(),
  validFrom: Type.Optional(Type.String({ description: "First day of this unit's validity" })),
  partOfDistrictOnly: Type.Boolean(),
  mobile: CountedRatio,
  ftth: CountedRatio,
  uncoveredRemote: Type.Integer({ minimum: 0, description: "Remote thôn that are trang_song" }),
});
export type CommuneResult = Static<typeof CommuneResult>;

/** `GET /api/summary` */
export const Summary = Type.Object({
  asOf: Day,
  rule: Type.String(),
  epoch: Epoch,
  operator: Type.Optional(
    Type.String({ description: "Present when only one operator is counted" }),
  ),
  technology: Type.Optional(
    Type.String({ description: "Present when only one technology is counted as mobile" }),
  ),
  dataSource: DataSourceMix,
  datasetVersion: Type.Integer(),
  evidenceDays: Type.Array(Day, { description: "Days with evidence: the stops of the time bar" }),
  targets: Type.Array(TargetResult),
  communes: Type.Array(CommuneResult),
});
export type Summary = Static<typeof Summary>;
