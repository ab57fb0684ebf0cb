import { booleanPointInPolygon } from "@turf/turf";
import fc from "fast-check";
import { expect, test } from "vitest";
import { labelPoint } from "../../../server/imports/label-point.ts";

test("the label of a horseshoe lies on its land, not in its hollow", () => {
  const horseshoe = {
    type: "Polygon" as const,
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [8, 10],
        [8, 2],
        [2, 2],
        [2, 10],
        [0, 10],
        [0, 0],
      ],
    ],
  };
  const point = labelPoint(horseshoe);
  expect(point && booleanPointInPolygon([point.lon, point.lat], horseshoe)).toBe(true);
});

test("the label of any star-shaped outline lies inside it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 5, maxLength: 40 }),
      (radii) => {
        const ring = radii.map((radius, index) => {
          const angle = (2 * Math.PI * index) / radii.length;
          return [106.8 + radius * Math.cos(angle), 21.9 + radius * Math.sin(angle)];
        });
        const outline = { type: "Polygon" as const, coordinates: [[...ring, ring[0] as number[]]] };
        const point = labelPoint(outline);
        expect(point && booleanPointInPolygon([point.lon, point.lat], outline)).toBe(true);
      },
    ),
  );
});

test("an outline without area has no label", () => {
  const flat = [
    [106.8, 21.9],
    [106.9, 21.9],
    [106.8, 21.9],
    [106.8, 21.9],
  ];
  expect(labelPoint({ type: "Polygon", coordinates: [flat] })).toBeUndefined();
});
