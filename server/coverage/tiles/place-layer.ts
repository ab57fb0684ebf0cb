import { isValidOn } from "../../../geodata/model/day.ts";
import type { CoverageSnapshot, Question } from "../coverage-snapshot.ts";
import { once } from "../once.ts";
import { stretchAround } from "../validity-stretch.ts";
import { attributesOf, fieldsOf, type LayerSource } from "./layer-source.ts";

/** Names and spot heights of a day. */
export function placeLayer(snapshot: CoverageSnapshot): { places: LayerSource } {
  const key = async ({ asOf }: Question) => stretchAround(await all(), asOf);
  const all = once(async () =>
    (await snapshot.rows("places")).map((place) => ({
      ...place,
      validFrom: place.validFrom ?? "",
    })),
  );
  const valid = async ({ asOf }: Question) =>
    (await all()).filter((place) => isValidOn(place, asOf));
  return {
    places: {
      minZoom: 0,
      fields: fieldsOf("places", {
        id: "String",
        name: "String",
        outside: "Boolean",
        town: "Boolean",
        elevationM: "Number",
      }),
      shapesKey: key,
      attributesKey: key,
      shapes: async (question) =>
        (await valid(question)).map(({ id, lon, lat }) => ({
          key: id,
          geometry: { type: "Point", coordinates: [lon, lat] },
        })),
      attributes: async (question) =>
        attributesOf(
          "places",
          (await valid(question)).map(({ id, name, communeCode, isTown, elevationM }) => [
            id,
            {
              id,
              name,
              outside: communeCode === undefined,
              town: isTown === true,
              ...(elevationM !== undefined && { elevationM }),
            },
          ]),
        ),
    },
  };
}
