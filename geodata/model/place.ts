import { type Static, Type } from "typebox";
import { lonLat } from "./geojson.ts";
import { provenance } from "./provenance.ts";

/** A named place or spot height that is not a thôn: found by the search, drawn as a label. */
export const Place = Type.Object({
  id: Type.String({ minLength: 1 }),
  name: Type.String({ minLength: 1 }),
  ...lonLat,
  elevationM: Type.Optional(Type.Number()),
  communeCode: Type.Optional(Type.String()),
  ...provenance,
});
export type Place = Static<typeof Place>;
