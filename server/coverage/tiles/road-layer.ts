import { isValidOn } from "../../../geodata/model/day.ts";
import type { CoverageSnapshot, Question } from "../coverage-snapshot.ts";
import { stretchAround } from "../validity-stretch.ts";
import { attributesOf, fieldsOf, type LayerSource } from "./layer-source.ts";

export function roadLayer(snapshot: CoverageSnapshot): { roads: LayerSource } {
  const shapesKey = async ({ asOf }: Question) => stretchAround(await snapshot.rows("roads"), asOf);
  const valid = async ({ asOf }: Question) =>
    (await snapshot.rows("roads")).filter((road) => isValidOn(road, asOf));
  return {
    roads: {
      minZoom: 0,
      fields: fieldsOf("roads", { id: "String", class: "String", name: "String" }),
      shapesKey,
      attributesKey: shapesKey,
      shapes: async (question) =>
        (await valid(question)).map(({ id, geometry }) => ({ key: id, geometry })),
      attributes: async (question) =>
        attributesOf(
          "roads",
          (await valid(question)).map((road) => [
            road.id,
            {
              id: road.id,
              class: road.class,
              ...(road.name !== undefined && { name: road.name }),
            },
          ]),
        ),
    },
  };
}
