import { type Static, Type } from "typebox";
import { validity } from "./day.ts";
import { LinearGeometry } from "./geojson.ts";
import { provenance } from "./provenance.ts";

const RoadClass = Type.Union([
  Type.Literal("quoc_lo"),
  Type.Literal("duong_tinh"),
  Type.Literal("duong_xa"),
  Type.Literal("duong_thon"),
]);

export const Road = Type.Object({
  id: Type.String({ minLength: 1 }),
  class: RoadClass,
  name: Type.Optional(Type.String()),
  geometry: LinearGeometry,
  ...validity,
  ...provenance,
});
export type Road = Static<typeof Road>;
