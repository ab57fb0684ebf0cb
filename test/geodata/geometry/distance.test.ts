import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  distanceM,
  distanceOutsideM,
  distanceToLineM,
} from "../../../geodata/geometry/distance.ts";
import { makeNearestLines } from "../../../geodata/geometry/nearest.ts";
import { fromVn2000Tm3, toVn2000Tm3 } from "../../../geodata/geometry/vn2000.ts";
import { squareAround } from "../../makers.ts";
import { sampledDistanceM, vincentyM } from "./vincenty.ts";

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

/** Of `distanceM` (Lambert): 1.5 cm over 10 km. */
const lambertErrsM = (metres: number) => 1.5e-6 * metres + 1e-6;

test("distances are within 1.5 millionths of Vincenty's", () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      const right = vincentyM(...a, ...b);
      expect(Math.abs(distanceM(...a, ...b) - right)).toBeLessThan(lambertErrsM(right));
    }),
    { numRuns: 300 },
  );
});

test("the distance to a line is that to the nearest of ever closer points along it", () => {
  const line = fc.array(place, { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(place, line, ([lon, lat], coordinates) => {
      const right = sampledDistanceM(lon, lat, coordinates);
      const got = distanceToLineM(lon, lat, { type: "LineString", coordinates });
      expect(Math.abs(got - right)).toBeLessThan(lambertErrsM(right) + 0.001);
    }),
    { numRuns: 200 },
  );
});

test("a place on a segment of 62 km is found there, and by sampling too", () => {
  const coordinates = [
    [106.5, 22.0999999999644],
    [107.09999999999998, 22.09999999999996],
  ];
  const [lon, lat] = [106.5152331997007, 22.09999999996529];
  expect(sampledDistanceM(lon, lat, coordinates)).toBeLessThan(0.0001);
  expect(distanceToLineM(lon, lat, { type: "LineString", coordinates })).toBeLessThan(0.0001);
});

test("of two segments about as far the nearer one on the ellipsoid counts, not the one on a plane", () => {
  const coordinates = [
    [106.81209138237155, 21.717861322764033],
    [106.78655846645118, 21.776716416672357],
    [106.52503375007431, 21.8720729566853],
  ];
  const geometry = { type: "LineString" as const, coordinates };
  const [lon, lat] = [106.70554345356732, 21.70000000000005];
  // PROJ's geod (Karney 2013), sampled: 10,959.4207 m to the first segment, 10,960.2181 to the second.
  expect(Math.abs(sampledDistanceM(lon, lat, coordinates) - 10_959.4207)).toBeLessThan(0.001);
  expect(Math.abs(distanceToLineM(lon, lat, geometry) - 10_959.4207)).toBeLessThan(0.0155);
  expect(makeNearestLines([{ geometry }])(lon, lat)[0]?.distanceM).toBe(
    distanceToLineM(lon, lat, geometry),
  );
});

test("outside an area the distance is that to its outline, measured in the same way", () => {
  const square = squareAround(106.75, 21.875, 0.125);
  const outline = { type: "LineString" as const, coordinates: square.coordinates[0]! };
  fc.assert(
    fc.property(place, ([lon, lat]) => {
      const outsideM = distanceOutsideM(lon, lat, square);
      const isInside = Math.abs(lon - 106.75) <= 0.125 && Math.abs(lat - 21.875) <= 0.125;
      expect(outsideM).toBe(isInside ? 0 : distanceToLineM(lon, lat, outline));
    }),
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
