import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  distanceM,
  distanceOutsideM,
  distanceToLineM,
} from "../../../geodata/geometry/distance.ts";
import { fromVn2000Tm3, toVn2000Tm3 } from "../../../geodata/geometry/vn2000.ts";
import { squareAround } from "../../makers.ts";

const LON = { min: 106.5, max: 107.1, noNaN: true };
const LAT = { min: 21.7, max: 22.1, noNaN: true };
const place = fc.tuple(fc.double(LON), fc.double(LAT));

test("published geodesics of WGS 84 are met within 10 m", () => {
  // New York to London, Karney 2013, "Algorithms for geodesics", and the quarter meridian.
  expect(Math.abs(distanceM(-73.8, 40.6, -0.5, 51.6) - 5_551_759.4)).toBeLessThan(10);
  expect(Math.abs(distanceM(106.7, 0, 106.7, 90) - 10_001_965.729)).toBeLessThan(10);
  // A degree of the equator is a 360th of its circumference.
  expect(distanceM(106, 0, 107, 0)).toBeCloseTo((2 * Math.PI * 6_378_137) / 360, 3);
});

test("distances across the district agree with the province's grid once its scale is taken out", () => {
  fc.assert(
    fc.property(place, place, ([lonA, latA], [lonB, latB]) => {
      const a = toVn2000Tm3(lonA, latA);
      const b = toVn2000Tm3(lonB, latB);
      const grid = Math.hypot(a.x - b.x, a.y - b.y);
      // Transverse Mercator: k0 (1 + E²/2R²), by Simpson's rule over the line.
      const scaleAt = (y: number) => 0.9999 * (1 + ((y - 500_000) / 6_370_000) ** 2 / 2);
      const scale = (scaleAt(a.y) + 4 * scaleAt((a.y + b.y) / 2) + scaleAt(b.y)) / 6;
      // The ellipsoid of VN-2000 lies 24 m below that of WGS 84 here: 4 parts per million.
      expect(Math.abs(distanceM(lonA, latA, lonB, latB) - grid / scale)).toBeLessThan(
        0.01 + grid * 5e-6,
      );
    }),
  );
});

test("a distance is the same both ways, 0 only to itself, and a kilometre is a kilometre", () => {
  fc.assert(
    fc.property(place, place, ([lonA, latA], [lonB, latB]) => {
      expect(distanceM(lonA, latA, lonB, latB)).toBeCloseTo(distanceM(lonB, latB, lonA, latA), 6);
    }),
  );
  expect(distanceM(106.7, 21.9, 106.7, 21.9)).toBe(0);
  const { x, y } = toVn2000Tm3(107.25, 21.9);
  const near = fromVn2000Tm3({ x: x + 999.9, y });
  expect(Math.abs(distanceM(107.25, 21.9, near.lon, near.lat) - 1000)).toBeLessThan(0.01);
});

test("the distance to a line is that to the nearest of many points along it", () => {
  fc.assert(
    fc.property(place, fc.array(place, { minLength: 2, maxLength: 5 }), ([lon, lat], line) => {
      const got = distanceToLineM(lon, lat, { type: "LineString", coordinates: line });
      let sampled = Infinity;
      for (const [index, to] of line.entries()) {
        const from = line[index - 1] ?? to;
        for (let step = 0; step <= 400; step++) {
          const share = step / 400;
          const at = from.map((value, axis) => value + share * (to[axis]! - value));
          sampled = Math.min(sampled, distanceM(lon, lat, at[0]!, at[1]!));
        }
      }
      // Sampled every 0.25 % of a segment of at most 76 km; the local plane errs by metres.
      expect(got).toBeLessThanOrEqual(sampled + 1 + sampled * 1e-3);
      expect(got).toBeGreaterThanOrEqual(sampled - 100 - sampled * 1e-3);
    }),
    { numRuns: 300 },
  );
});

test("a line that passes by, ends short or is hit", () => {
  const road = {
    type: "MultiLineString" as const,
    coordinates: [
      [
        [106.8, 21.9],
        [106.9, 21.9],
      ],
      [
        [106.8, 21.8],
        [106.9, 21.8],
      ],
    ],
  };
  expect(distanceToLineM(106.85, 21.9, road)).toBe(0);
  expect(distanceToLineM(106.85, 21.91, road)).toBeCloseTo(
    distanceM(106.85, 21.91, 106.85, 21.9),
    1,
  );
  expect(distanceToLineM(106.95, 21.9, road)).toBeCloseTo(distanceM(106.95, 21.9, 106.9, 21.9), 6);
  expect(distanceToLineM(106.85, 21.79, road)).toBeCloseTo(
    distanceM(106.85, 21.79, 106.85, 21.8),
    1,
  );
});

test("inside a commune and on its edge a centre lies 0 m outside; beyond, the shortest way to the edge", () => {
  const square = squareAround(106.75, 21.875, 0.125);
  expect(distanceOutsideM(106.75, 21.875, square)).toBe(0);
  expect(distanceOutsideM(106.875, 21.9, square)).toBe(0);
  expect(distanceOutsideM(106.625, 21.75, square)).toBe(0);
  expect(distanceOutsideM(106.9, 21.875, square)).toBeCloseTo(
    distanceM(106.9, 21.875, 106.875, 21.875),
    0,
  );
  expect(distanceOutsideM(106.9, 22.1, square)).toBeCloseTo(distanceM(106.9, 22.1, 106.875, 22), 3);
});

test("a hole is outside, and the nearer of two parts counts", () => {
  const outer = squareAround(106.75, 21.875, 0.125).coordinates[0]!;
  const hole = squareAround(106.75, 21.875, 0.0625).coordinates[0]!.toReversed();
  const withHole = { type: "Polygon" as const, coordinates: [outer, hole] };
  expect(distanceOutsideM(106.8, 21.875, withHole)).toBeCloseTo(
    distanceM(106.8, 21.875, 106.8125, 21.875),
    0,
  );
  const island = squareAround(106.75, 21.875, 0.01).coordinates;
  const parts = { type: "MultiPolygon" as const, coordinates: [withHole.coordinates, island] };
  expect(distanceOutsideM(106.75, 21.875, parts)).toBe(0);
  expect(distanceOutsideM(106.765, 21.875, parts)).toBeCloseTo(
    distanceM(106.765, 21.875, 106.76, 21.875),
    0,
  );
});
