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
  isTown: Type.Optional(Type.Boolean({ description: "A landmark at any scale" })),
  validFrom: Type.Optional(Type.String({ description: "First day of the name; absent = always" })),
  validTo: Type.Optional(Type.String({ description: "First day without it" })),
  ...provenance,
});
export type Place = Static<typeof Place>;
