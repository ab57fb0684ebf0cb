import { type Static, Type } from "typebox";
import { validity } from "./day.ts";
import { lonLat } from "./geojson.ts";
import { provenance } from "./provenance.ts";

const MastKind = Type.Union([
  Type.Literal("tu_dung"),
  Type.Literal("day_co"),
  Type.Literal("don_than"),
  Type.Literal("tren_mai"),
  Type.Literal("nguy_trang"),
]);

/** A position (vị trí trạm, cột) that carries the sites of one or more operators. */
export const Mast = Type.Object({
  id: Type.String({ minLength: 1 }),
  ...lonLat,
  kind: Type.Optional(MastKind),
  heightM: Type.Optional(Type.Number({ minimum: 0, maximum: 300, description: "Above ground, m" })),
  communeCode: Type.Optional(Type.String({ description: "Commune of 2023 that it stands in" })),
  owner: Type.Optional(Type.String({ description: "Who owns the structure" })),
  ...validity,
  ...provenance,
});
export type Mast = Static<typeof Mast>;
