import { area, booleanPointInPolygon, feature } from "@turf/turf";
import fc from "fast-check";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { expect, test } from "vitest";
import { distanceM } from "../../../geodata/geometry/distance.ts";
import { villageAreas } from "../../../geodata/geometry/village-areas.ts";

const commune = "06202";

/** A commune of about 10 km with a jagged edge, a bay and a hole: concave, 240 vertices. */
const jagged: Polygon = {
  type: "Polygon",
  coordinates: [
    Array.from({ length: 241 }, (_, index): Position => {
      const angle = (2 * Math.PI * (index % 240)) / 240;
      const bay = Math.abs(angle - Math.PI) < 0.4 ? 0.35 : 1;
      const radius = 0.05 * bay * (1 + 0.18 * Math.sin(9 * angle));
      return [
        Math.round((107 + radius * Math.cos(angle)) * 1e6) / 1e6,
        Math.round((21.9 + radius * Math.sin(angle)) * 1e6) / 1e6,
      ];
    }),
    [
      [107.01, 21.9],
      [107.01, 21.91],
      [107.02, 21.91],
      [107.02, 21.9],
      [107.01, 21.9],
    ],
  ],
};

function village(id: string, lon: number, lat: number, communeCode = commune) {
  return { id, lon, lat, communeCode };
}

function areaOf(geometry: Polygon | MultiPolygon): number {
  return area(feature(geometry));
}

const centre = fc.record({
  lon: fc.double({ min: 106.94, max: 107.06, noNaN: true }),
  lat: fc.double({ min: 21.84, max: 21.96, noNaN: true }),
});

test("the areas of a commune cover it: nothing is left over and nothing is counted twice", () => {
  fc.assert(
    fc.property(fc.array(centre, { minLength: 1, maxLength: 14 }), (centres) => {
      const villages = centres.map(({ lon, lat }, index) => village(`v${index}`, lon, lat));
      const areas = villageAreas(villages, [{ code: commune, geometry: jagged }]);
      const sum = areas.reduce((total, { geometry }) => total + areaOf(geometry), 0);
      expect(sum / areaOf(jagged)).toBeCloseTo(1, 4);
    }),
    { numRuns: 40 },
  );
});

test("every piece of land goes to the nearest centre on the ground", () => {
  const villages = [
    village("west", 106.97, 21.89),
    village("north", 107.0, 21.935),
    village("east", 107.035, 21.9),
    village("south", 107.0, 21.865),
  ];
  const areas = villageAreas(villages, [{ code: commune, geometry: jagged }]);
  fc.assert(
    fc.property(centre, ({ lon, lat }) => {
      const holder = areas.find(({ geometry }) => booleanPointInPolygon([lon, lat], geometry));
      expect(holder !== undefined).toBe(booleanPointInPolygon([lon, lat], jagged));
      const distances = villages
        .map(({ id, ...point }) => ({ id, metres: distanceM(lon, lat, point.lon, point.lat) }))
        .toSorted((a, b) => a.metres - b.metres);
      const undecided = distances[1]!.metres - distances[0]!.metres < 5;
      if (holder && !undecided) expect(holder.villageId).toBe(distances[0]!.id);
    }),
  );
});

test("a centre outside its commune gets the part that is nearest to it", () => {
  const villages = [village("inside", 106.98, 21.9), village("outside", 107.2, 21.9)];
  const areas = villageAreas(villages, [{ code: commune, geometry: jagged }]);
  expect(areas.map(({ villageId }) => villageId)).toEqual(["inside"]);
  const nearer = villageAreas(
    [villages[0]!, village("outside", 107.07, 21.9)],
    [{ code: commune, geometry: jagged }],
  );
  expect(nearer.map(({ villageId }) => villageId)).toEqual(["inside", "outside"]);
});

test("one thôn alone gets its whole commune, a commune without thôn gives nothing", () => {
  const areas = villageAreas(
    [village("only", 107, 21.9)],
    [
      { code: commune, geometry: jagged },
      { code: "06238", geometry: jagged },
    ],
  );
  expect(areas).toHaveLength(1);
  expect(areaOf(areas[0]!.geometry) / areaOf(jagged)).toBeCloseTo(1, 6);
});

test("thôn on one point, in a row or of an unknown commune never break the map", () => {
  const row = [106.97, 106.98, 106.99, 107.0].map((lon, index) => village(`r${index}`, lon, 21.9));
  const villages = [...row, village("twin", 107.0, 21.9), village("stray", 107, 21.9, "99999")];
  const areas = villageAreas(villages, [{ code: commune, geometry: jagged }]);
  expect(areas.map(({ villageId }) => villageId).toSorted()).toEqual(["r0", "r1", "r2", "r3"]);
  const sum = areas.reduce((total, { geometry }) => total + areaOf(geometry), 0);
  expect(sum / areaOf(jagged)).toBeCloseTo(1, 4);
});

test("a commune of two parts is shared as one: its far part goes to the nearest thôn", () => {
  const square = (west: number): Position[] => [
    [west, 21.8],
    [west + 0.01, 21.8],
    [west + 0.01, 21.81],
    [west, 21.81],
    [west, 21.8],
  ];
  const parts: MultiPolygon = {
    type: "MultiPolygon",
    coordinates: [[square(106.6)], [square(106.7)]],
  };
  const [a, b] = villageAreas(
    [village("a", 106.605, 21.805), village("b", 106.64, 21.805)],
    [{ code: commune, geometry: parts }],
  );
  expect(a!.geometry).toMatchObject({ type: "Polygon" });
  expect(areaOf(b!.geometry)).toBeCloseTo(areaOf(a!.geometry), -2);
});
