import type { Geometry } from "geojson";
import { expect, test } from "vitest";
import {
  bboxContains,
  bboxesIntersect,
  bboxOf,
  positionsOf,
} from "../../../geodata/geometry/bbox.ts";
import type { Bbox } from "../../../geodata/model/geojson.ts";

const GEOMETRIES: [string, Geometry, Bbox][] = [
  ["Point", { type: "Point", coordinates: [106.7, 21.9] }, [106.7, 21.9, 106.7, 21.9]],
  [
    "LineString",
    {
      type: "LineString",
      coordinates: [
        [107, 21.7, 300],
        [106.5, 22, 200],
      ],
    },
    [106.5, 21.7, 107, 22],
  ],
  [
    "MultiPolygon",
    {
      type: "MultiPolygon",
      coordinates: [
        [
          [
            [1, 1],
            [2, 1],
            [2, 2],
            [1, 1],
          ],
        ],
        [
          [
            [-3, 5],
            [0, 5],
            [0, 6],
            [-3, 5],
          ],
        ],
      ],
    },
    [-3, 1, 2, 6],
  ],
  [
    "GeometryCollection",
    {
      type: "GeometryCollection",
      geometries: [
        { type: "Point", coordinates: [5, 6] },
        { type: "MultiPoint", coordinates: [[4, 9]] },
      ],
    },
    [4, 6, 5, 9],
  ],
];

test.each(GEOMETRIES)(
  "the box of a %s is the smallest around all its positions",
  (_, geometry, box) => {
    expect(bboxOf(geometry)).toEqual(box);
  },
);

test("heights are no part of a box, and a geometry without positions has none", () => {
  expect(bboxOf({ type: "MultiPoint", coordinates: [] })).toBeUndefined();
  expect([...positionsOf({ type: "Point", coordinates: [1, 2, 3] })]).toEqual([[1, 2, 3]]);
});

/** All intervals with whole ends from 0 to 4, points included. */
const INTERVALS = [0, 1, 2, 3, 4].flatMap((from) =>
  [0, 1, 2, 3, 4].filter((to) => to >= from).map((to) => [from, to] as const),
);
const sharedStep = (a: readonly [number, number], b: readonly [number, number]) =>
  [0, 1, 2, 3, 4].some((n) => a[0] <= n && n <= a[1] && b[0] <= n && n <= b[1]);

test("boxes meet when they share a point, a touching corner included", () => {
  for (const a of INTERVALS)
    for (const b of INTERVALS)
      for (const c of INTERVALS) {
        const first: Bbox = [a[0], b[0], a[1], b[1]];
        const second: Bbox = [c[0], b[0], c[1], b[1]];
        const turned: Bbox = [b[0], c[0], b[1], c[1]];
        expect(bboxesIntersect(first, second)).toBe(sharedStep(a, c));
        expect(bboxesIntersect([b[0], a[0], b[1], a[1]], turned)).toBe(sharedStep(a, c));
      }
});

test("a box holds its edges and corners", () => {
  const box: Bbox = [1, 1, 3, 2];
  for (let lon = 0; lon <= 4; lon++)
    for (let lat = 0; lat <= 3; lat++)
      expect(bboxContains(box, lon, lat)).toBe([1, 2, 3].includes(lon) && [1, 2].includes(lat));
});
