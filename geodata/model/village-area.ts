import { type Static, Type } from "typebox";
import { ArealGeometry } from "./geojson.ts";

/** The land shaded for a thôn. Voronoi areas are derived from centres and commune outlines. */
export const VillageArea = Type.Object({
  villageId: Type.String({ minLength: 1 }),
  areaSource: Type.Union([Type.Literal("voronoi"), Type.Literal("surveyed")]),
  geometry: ArealGeometry,
});
export type VillageArea = Static<typeof VillageArea>;
