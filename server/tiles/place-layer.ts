import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { attributesOf, fieldsOf, type LayerSource } from "./layer-source.ts";

/** Names and spot heights; they have no validity. */
export function placeLayer(snapshot: CoverageSnapshot): { places: LayerSource } {
  const always = async () => "";
  return {
    places: {
      minZoom: 0,
      fields: fieldsOf("places", {
        id: "String",
        name: "String",
        outside: "Boolean",
        elevationM: "Number",
      }),
      shapesKey: always,
      attributesKey: always,
      shapes: async () =>
        (await snapshot.rows("places")).map(({ id, lon, lat }) => ({
          key: id,
          geometry: { type: "Point", coordinates: [lon, lat] },
        })),
      attributes: async () =>
        attributesOf(
          "places",
          (await snapshot.rows("places")).map(({ id, name, communeCode, elevationM }) => [
            id,
            {
              id,
              name,
              outside: communeCode === undefined,
              ...(elevationM !== undefined && { elevationM }),
            },
          ]),
        ),
    },
  };
}
