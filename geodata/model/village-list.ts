import { type Static, Type } from "typebox";
import { Epoch } from "./administrative-unit.ts";
import { Day } from "./day.ts";
import { lonLat } from "./geojson.ts";
import { DistanceBasis } from "./precision.ts";
import { DataSource, DataSourceMix } from "./provenance.ts";
import { VerdictFlag, VillageVerdicts } from "./verdict.ts";

/** A thôn as lists, the table and downloads carry it. */
export const VillageListItem = Type.Object({
  id: Type.String(),
  name: Type.String(),
  otherNames: Type.Array(Type.String()),
  communeCode: Type.String({ description: "Of the epoch asked for" }),
  communeName: Type.String(),
  ...lonLat,
  households: Type.Optional(Type.Integer()),
  population: Type.Optional(Type.Integer()),
  remote: Type.Boolean({ description: "Vùng sâu, vùng xa by the rule" }),
  gridPower: Type.Optional(Type.Boolean()),
  hardship: Type.Optional(Type.Boolean()),
  distanceToMastM: Type.Optional(Type.Integer({ description: "Nearest mast on air, m" })),
  mastDistanceBasis: Type.Optional(DistanceBasis),
  distanceToRoadM: Type.Optional(Type.Integer({ description: "Nearest road, m" })),
  distanceToSpanM: Type.Optional(Type.Integer({ description: "Nearest cable in service, m" })),
  distanceToCabinetM: Type.Optional(
    Type.Integer({ description: "Nearest fibre cabinet or box, m" }),
  ),
  fibreDistanceBasis: Type.Optional(DistanceBasis),
  verdicts: VillageVerdicts,
  operatorCount: Type.Integer({
    description: "How many operators cover the centre with a technology that the rule counts",
  }),
  flags: Type.Array(VerdictFlag),
  dataSource: DataSource,
});
export type VillageListItem = Static<typeof VillageListItem>;

/** `GET /api/villages` */
export const VillageList = Type.Object({
  asOf: Day,
  rule: Type.String(),
  epoch: Epoch,
  operator: Type.Optional(Type.String()),
  dataSource: DataSourceMix,
  numberMatched: Type.Integer(),
  items: Type.Array(VillageListItem),
  next: Type.Optional(Type.String({ description: "URL of the next page" })),
});
export type VillageList = Static<typeof VillageList>;
