import { bboxPolygon, booleanIntersects, feature } from "@turf/turf";
import * as fc from "fast-check";
import type { Geometry, Position } from "geojson";
import { expect, test } from "vitest";
import { bboxContains, bboxesIntersect, bboxOf } from "../../../geodata/geometry/bbox.ts";
import { covers, intersectsBbox } from "../../../geodata/geometry/intersects.ts";
import { orientation } from "../../../geodata/geometry/orientation.ts";
import type { Bbox } from "../../../geodata/model/geojson.ts";

const TRIANGLE: Geometry = {
  type: "Polygon",
  coordinates: [
    [
      [0, 0],
      [4, 0],
      [0, 4],
      [0, 0],
    ],
  ],
};
const RING: Geometry = {
  type: "Polygon",
  coordinates: [
    [
      [0, 0],
      [6, 0],
      [6, 6],
      [0, 6],
      [0, 0],
    ],
    [
      [2, 2],
      [2, 4],
      [4, 4],
      [4, 2],
      [2, 2],
    ],
  ],
};
const DIAGONAL: Geometry = {
  type: "LineString",
  coordinates: [
    [0, 0],
    [4, 4],
  ],
};

const CASES: [string, Geometry, Bbox, boolean][] = [
  ["a box inside a polygon", TRIANGLE, [0.5, 0.5, 1, 1], true],
  ["a box around a polygon", TRIANGLE, [-1, -1, 5, 5], true],
  ["a box in the corner of the polygon's own box, beyond its edge", TRIANGLE, [3, 3, 4, 4], false],
  ["a box that touches a slanted edge with one corner", TRIANGLE, [2, 2, 3, 3], true],
  ["a box that touches a side from outside", TRIANGLE, [-1, 1, 0, 2], true],
  ["a box that touches a corner from outside", TRIANGLE, [-1, -1, 0, 0], true],
  ["a box that a polygon does not reach", TRIANGLE, [-1, -1, -0.5, 5], false],
  ["a point box inside", TRIANGLE, [1, 1, 1, 1], true],
  ["a point box on the slanted edge", TRIANGLE, [2, 2, 2, 2], true],
  [
    "a point box just beyond the edge",
    TRIANGLE,
    [2, 2.0000000000000004, 2, 2.0000000000000004],
    false,
  ],
  ["a line box that crosses", TRIANGLE, [-1, 1, 9, 1], true],
  ["a line box that passes by", TRIANGLE, [-1, 4.5, 9, 4.5], false],
  ["a line box that ends on the edge", TRIANGLE, [2, 2, 9, 2], true],
  ["a box in a hole", RING, [2.5, 2.5, 3.5, 3.5], false],
  ["a box that fills a hole", RING, [2, 2, 4, 4], true],
  ["a point box in a hole", RING, [3, 3, 3, 3], false],
  ["a box across a hole's edge", RING, [3, 3, 5, 5], true],
  ["a line through a box without a vertex in it", DIAGONAL, [1, 1, 2, 2], true],
  ["a line that passes a box's corner", DIAGONAL, [1, 0, 2, 1], true],
  ["a line whose own box meets but which does not", DIAGONAL, [2, 0, 4, 1], false],
  ["a line on the edge of a box", DIAGONAL, [4, 4, 5, 5], true],
  ["a point in a box", { type: "Point", coordinates: [1, 1] }, [0, 0, 2, 2], true],
  ["a point on the edge of a box", { type: "Point", coordinates: [2, 1] }, [0, 0, 2, 2], true],
  ["a point beside a box", { type: "Point", coordinates: [2.1, 1] }, [0, 0, 2, 2], false],
  [
    "the second of many points",
    {
      type: "MultiPoint",
      coordinates: [
        [9, 9],
        [1, 1],
      ],
    },
    [0, 0, 2, 2],
    true,
  ],
  [
    "the second of many lines",
    {
      type: "MultiLineString",
      coordinates: [
        [
          [9, 9],
          [8, 8],
        ],
        DIAGONAL.coordinates,
      ],
    },
    [1, 1, 2, 2],
    true,
  ],
  [
    "the second of many polygons, in a hole of the first",
    {
      type: "MultiPolygon",
      coordinates: [
        RING.coordinates,
        [
          [
            [2.5, 2.5],
            [3, 2.5],
            [3, 3],
            [2.5, 2.5],
          ],
        ],
      ],
    },
    [2.9, 2.6, 2.95, 2.7],
    true,
  ],
  [
    "a member of a collection",
    { type: "GeometryCollection", geometries: [DIAGONAL, TRIANGLE] },
    [0.5, 3, 0.6, 3.1],
    true,
  ],
];

test.each(CASES)("%s", (_, geometry, box, expected) => {
  expect(intersectsBbox(geometry, box)).toBe(expected);
});

/** A star around the origin, never crossing itself. */
const star: fc.Arbitrary<Position[]> = fc
  .array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 3, maxLength: 9 })
  .map((radii) => {
    const ring = radii.map((radius, index): Position => {
      const angle = (2 * Math.PI * index) / radii.length;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
    return [...ring, ring[0]!];
  });
const coordinate = fc.double({ min: -1.2, max: 1.2, noNaN: true });
const box = fc
  .tuple(coordinate, coordinate, coordinate, coordinate)
  .map(([a, b, c, d]): Bbox => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]);

test("random areas and lines meet random boxes exactly where Turf says so", () => {
  fc.assert(
    fc.property(star, box, fc.boolean(), (ring, anyBox, areal) => {
      fc.pre(anyBox[2] - anyBox[0] > 1e-6 && anyBox[3] - anyBox[1] > 1e-6);
      const geometry: Geometry = areal
        ? { type: "Polygon", coordinates: [ring] }
        : { type: "LineString", coordinates: ring };
      const expected = booleanIntersects(feature(geometry), bboxPolygon(anyBox));
      expect(intersectsBbox(geometry, anyBox)).toBe(expected);
    }),
    { numRuns: 600 },
  );
});

test("what meets a box, its own box meets; a point meets a box that contains it", () => {
  fc.assert(
    fc.property(star, box, coordinate, coordinate, (ring, anyBox, lon, lat) => {
      const geometry: Geometry = { type: "Polygon", coordinates: [ring] };
      const meets = intersectsBbox(geometry, anyBox);
      expect(!meets || bboxesIntersect(bboxOf(geometry)!, anyBox)).toBe(true);
      const inside = covers(geometry, lon, lat);
      expect(!inside || bboxContains(bboxOf(geometry)!, lon, lat)).toBe(true);
      const point: Geometry = { type: "Point", coordinates: [lon, lat] };
      expect(intersectsBbox(point, anyBox)).toBe(bboxContains(anyBox, lon, lat));
    }),
    { numRuns: 1000 },
  );
});

test("a polygon covers its own vertices and the middle of its edges on whole numbers, and no point beyond", () => {
  for (let x = -1; x <= 5; x++)
    for (let y = -1; y <= 5; y++)
      expect(covers(TRIANGLE, x, y)).toBe(x >= 0 && y >= 0 && x + y <= 4);
});

test("on which side of a line a point lies is exact where floating point is not", () => {
  const step = 2 ** -53;
  // Kettner et al. 2008, "Classroom examples of robustness problems": points around (0.5, 0.5).
  for (let i = 0; i < 32; i++)
    for (let j = 0; j < 32; j++) {
      const point: Position = [0.5 + i * step * 2, 0.5 + j * step * 2];
      expect(orientation([12, 12], [24, 24], point)).toBe(Math.sign(j - i));
    }
  expect(orientation([0, 0], [1e-300, 1e-300], [2e-300, 2e-300])).toBe(0);
  expect(orientation([0, 0], [5e-324, 0], [0, 5e-324])).toBe(1);
  expect(orientation([-1, -1], [1, 1], [-5e-324, 5e-324])).toBe(1);
});
