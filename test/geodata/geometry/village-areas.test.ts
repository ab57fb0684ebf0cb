import { area, booleanPointInPolygon, feature } from "@turf/turf";
import fc from "fast-check";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { type Geom, intersection, union } from "polyclip-ts";
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

/** Areas are cut along positions rounded to 0.1 m: of a commune of 10 km that is less than this share. */
const TOLERANCE = 5e-5;

type Spot = { lon: number; lat: number };

function shareOut(centres: readonly Spot[]) {
  const villages = centres.map(({ lon, lat }, index) => village(`v${index}`, lon, lat));
  return villageAreas(villages, [{ code: commune, geometry: jagged }]);
}

/** Areas that sum to the commune are disjoint when their union is the commune too. */
function expectShared(centres: readonly Spot[]) {
  const areas = shareOut(centres);
  const sum = areas.reduce((total, { geometry }) => total + areaOf(geometry), 0);
  expect(Math.abs(sum / areaOf(jagged) - 1), "sum of the areas").toBeLessThan(TOLERANCE);
  const [first, ...others] = areas.map(({ geometry }) => geometry.coordinates as Geom);
  const whole: MultiPolygon = { type: "MultiPolygon", coordinates: union(first!, ...others) };
  expect(Math.abs(areaOf(whole) / areaOf(jagged) - 1), "their union").toBeLessThan(TOLERANCE);
}

test("the areas of a commune cover it: nothing is left over and nothing is counted twice", () => {
  fc.assert(
    fc.property(fc.array(centre, { minLength: 1, maxLength: 14 }), (centres) => {
      expectShared(centres);
    }),
    { numRuns: 40 },
  );
});

/** From what floating point just tells apart to a kilometre, degrees. */
const nudge = fc
  .tuple(fc.integer({ min: -1, max: 1 }), fc.integer({ min: 2, max: 15 }))
  .map(([sign, digits]) => sign * 10 ** -digits);

test("centres a hair's breadth apart share the commune too", () => {
  const close = fc
    .tuple(
      fc.array(centre, { minLength: 1, maxLength: 6 }),
      fc.array(fc.tuple(fc.nat(5), nudge, nudge), { minLength: 1, maxLength: 6 }),
    )
    .map(([centres, nudges]) => [
      ...centres,
      ...nudges.map(([of, lon, lat]) => {
        const beside = centres[of % centres.length]!;
        return { lon: beside.lon + lon, lat: beside.lat + lat };
      }),
    ]);
  fc.assert(fc.property(close, expectShared), { numRuns: 20 });
});

test("centres nearly in a row, or on a circle, share the commune too", () => {
  const step = fc.double({ min: -0.004, max: 0.004, noNaN: true });
  const row = fc
    .tuple(centre, step, step, fc.array(nudge, { minLength: 2, maxLength: 10 }))
    .map(([start, lonStep, latStep, nudges]) =>
      nudges.map((off, place) => ({
        lon: start.lon + place * lonStep,
        lat: start.lat + place * latStep + (Math.abs(off) < 1e-4 ? off : 0),
      })),
    );
  const circle = fc
    .tuple(centre, fc.constantFrom(1e-6, 1e-4, 0.02), fc.integer({ min: 3, max: 9 }))
    .map(([middle, radius, count]) =>
      Array.from({ length: count }, (_, place) => ({
        lon: middle.lon + radius * Math.cos((2 * Math.PI * place) / count),
        lat: middle.lat + radius * Math.sin((2 * Math.PI * place) / count),
      })),
    );
  fc.assert(fc.property(fc.oneof(row, circle), expectShared), { numRuns: 20 });
});

/** Found by the property above: with a triangulation their areas summed to as much as twice the commune. */
const COUNTEREXAMPLES: [string, [number, number][]][] = [
  [
    "two centres 1e-13° apart in a corner",
    [
      [106.94000000000015, 21.840000000000035],
      [107.02610748065618, 21.848077026551262],
      [106.94000000000015, 21.937720964964136],
      [106.94000000000017, 21.840000000000018],
      [106.94, 21.84000000000004],
      [107.05999999999986, 21.907155743010446],
    ],
  ],
  [
    "two centres 1e-13° apart among others",
    [
      [106.98, 21.9],
      [106.9800000000001, 21.9000000000001],
      [107.02, 21.88],
      [107.0, 21.93],
    ],
  ],
  [
    "a short row of centres 0.1 µm to 0.1 m apart",
    [
      [107.01552742127576, 21.88818771128518],
      [107.01552742127535, 21.88818871028518],
      [107.01552742127495, 21.88818820028518],
      [107.01552742127454, 21.88818821028518],
      [107.01552742127413, 21.88818781028518],
    ],
  ],
];

test.each(COUNTEREXAMPLES)("%s", (_, centres) => {
  expectShared(centres.map(([lon, lat]) => ({ lon, lat })));
});

test("thôn on one point share its piece in equal angles, in the order of the list", () => {
  const square: Polygon = {
    type: "Polygon",
    coordinates: [
      [
        [106.9, 21.8],
        [107.1, 21.8],
        [107.1, 22],
        [106.9, 22],
        [106.9, 21.8],
      ],
    ],
  };
  for (const count of [2, 3, 5, 40]) {
    const sharers = Array.from({ length: count }, (_, place) =>
      village(`v${place}`, 107 + place * 1e-15, 21.9),
    );
    const areas = villageAreas(sharers, [{ code: commune, geometry: square }]);
    expect(areas.map(({ villageId }) => villageId)).toEqual(sharers.map(({ id }) => id));
    for (const [place, { geometry }] of areas.entries()) {
      const angle = (2 * Math.PI * (place + 0.5)) / count;
      const inside = [107 + 0.01 * Math.cos(angle), 21.9 + 0.01 * Math.sin(angle)];
      expect(booleanPointInPolygon(inside, geometry)).toBe(true);
    }
    const sum = areas.reduce((total, { geometry }) => total + areaOf(geometry), 0);
    expect(Math.abs(sum / areaOf(square) - 1)).toBeLessThan(TOLERANCE);
    const overlaps = areas.slice(1).flatMap(({ geometry }) => {
      const [one, other] = [areas[0]!.geometry, geometry].map(({ coordinates }) => coordinates);
      return intersection(one as Geom, other as Geom);
    });
    const overlapM2 = areaOf({ type: "MultiPolygon", coordinates: overlaps });
    expect(overlapM2 / areaOf(square)).toBeLessThan(TOLERANCE);
  }
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
  expect(areas.map(({ villageId }) => villageId)).toEqual(["r0", "r1", "r2", "r3", "twin"]);
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
