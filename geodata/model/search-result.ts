import { type Static, Type } from "typebox";
import { lonLat } from "./geojson.ts";

/** `GET /api/search?q=`: found without diacritics, by old and new names. */
export const SearchHit = Type.Object({
  kind: Type.Union([
    Type.Literal("village"),
    Type.Literal("commune"),
    Type.Literal("site"),
    Type.Literal("place"),
  ]),
  id: Type.String({ description: "Village id, commune `code@validFrom`, site id, place name" }),
  name: Type.String(),
  context: Type.String({ description: "Where it is, or what it was called before" }),
  ...lonLat,
});
export type SearchHit = Static<typeof SearchHit>;
export const SearchResult = Type.Object({ q: Type.String(), items: Type.Array(SearchHit) });
export type SearchResult = Static<typeof SearchResult>;
