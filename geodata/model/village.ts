import { type Static, Type } from "typebox";
import { validity } from "./day.ts";
import { lonLat } from "./geojson.ts";
import { provenance } from "./provenance.ts";

export const VillageKind = Type.Union([
  Type.Literal("thon"),
  Type.Literal("ban"),
  Type.Literal("khu"),
  Type.Literal("khoi_pho"),
]);

/** A residential cluster (cụm dân cư) of a thôn, away from its centre. */
export const Cluster = Type.Object({
  id: Type.String({ minLength: 1, description: "Unique within the thôn" }),
  name: Type.Optional(Type.String()),
  ...lonLat,
  households: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type Cluster = Static<typeof Cluster>;

/** A thôn: the unit that counts. */
export const Village = Type.Object({
  id: Type.String({ minLength: 1, pattern: "^[A-Za-z0-9._-]+$" }),
  name: Type.String({ minLength: 1 }),
  otherNames: Type.Array(Type.String()),
  kind: VillageKind,
  communeCode: Type.String({
    pattern: "^\\d{5}$",
    description: "Code of its commune of 2023; that of 2025 follows the crosswalk",
  }),
  ...lonLat,
  positionAccuracyM: Type.Optional(Type.Number({ minimum: 0 })),
  clusters: Type.Array(Cluster),
  households: Type.Optional(Type.Integer({ minimum: 0 })),
  population: Type.Optional(Type.Integer({ minimum: 0 })),
  gridPower: Type.Optional(Type.Boolean({ description: "Có điện lưới" })),
  hardship: Type.Optional(Type.Boolean({ description: "Đặc biệt khó khăn" })),
  ...validity,
  ...provenance,
});
export type Village = Static<typeof Village>;
