import * as fc from "fast-check";
import { expect, test } from "vitest";
import { distanceM, distanceToLineM } from "../../../geodata/geometry/distance.ts";
import {
  indexPoints,
  makeNearestLines,
  makeNearestPoints,
} from "../../../geodata/geometry/nearest.ts";

const place = fc.tuple(
  fc.double({ min: 106.5, max: 107.1, noNaN: true }),
  fc.double({ min: 21.7, max: 22.1, noNaN: true }),
);
const count = fc.integer({ min: 0, max: 6 });

test("the nearest masts are those that measuring every mast gives", () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 40 }), place, count, (places, [lon, lat], wanted) => {
      const masts = places.map(([mastLon, mastLat], id) => ({ id, lon: mastLon, lat: mastLat }));
      const measured = masts
        .map((row) => ({ row, distanceM: distanceM(lon, lat, row.lon, row.lat) }))
        .sort((a, b) => a.distanceM - b.distanceM || a.row.id - b.row.id);
      expect(makeNearestPoints(masts)(lon, lat, wanted)).toEqual(measured.slice(0, wanted));
    }),
    { numRuns: 500 },
  );
});

test("the nearest roads are those that measuring every road gives, each once", () => {
  const line = fc.array(place, { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 15 }), place, count, (lines, [lon, lat], wanted) => {
      const roads = lines.map((coordinates, id) => ({
        id,
        geometry: { type: "LineString" as const, coordinates },
      }));
      const measured = roads
        .map(({ id, geometry }) => ({ id, distance: distanceToLineM(lon, lat, geometry) }))
        .sort((a, b) => a.distance - b.distance || a.id - b.id)
        .slice(0, wanted);
      const found = makeNearestLines(roads)(lon, lat, wanted);
      expect(found.map(({ row, distanceM }) => ({ id: row.id, distance: distanceM }))).toEqual(
        measured,
      );
    }),
    { numRuns: 500 },
  );
});

test("from the other end of the country the nearest are still those that measuring gives", () => {
  const anywhere = fc.tuple(
    fc.double({ min: 102, max: 110, noNaN: true }),
    fc.double({ min: 8, max: 24, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(anywhere, { minLength: 2, maxLength: 30 }), anywhere, (places, from) => {
      const masts = places.map(([lon, lat]) => ({ lon, lat }));
      const away = masts.map((mast) => distanceM(...from, mast.lon, mast.lat));
      expect(makeNearestPoints(masts)(...from)[0]?.distanceM).toBe(Math.min(...away));
      // Roads of a few kilometres: segments of hundreds are no roads.
      const roads = places.map(([lon, lat], index) => ({
        geometry: {
          type: "LineString" as const,
          coordinates: [
            [lon, lat],
            [lon + 0.03 * Math.cos(index), lat + 0.03 * Math.sin(index)],
          ],
        },
      }));
      const toRoads = roads.map(({ geometry }) => distanceToLineM(...from, geometry));
      expect(makeNearestLines(roads)(...from)[0]?.distanceM).toBe(Math.min(...toRoads));
    }),
    { numRuns: 300 },
  );
});

test("a place that is no place is refused: a search for it would never end", () => {
  const masts = [{ lon: 106.7, lat: 21.9 }];
  expect(() => makeNearestPoints(masts)(Number.NaN, 21.9)).toThrow("expected a position");
  expect(() => makeNearestPoints(masts)(106.7, Infinity)).toThrow("expected a position");
});

test("a road of one position is as far as that position", () => {
  const geometry = { type: "LineString" as const, coordinates: [[106.71, 21.9]] };
  const away = distanceM(106.7, 21.9, 106.71, 21.9);
  expect(distanceToLineM(106.7, 21.9, geometry)).toBe(away);
  expect(makeNearestLines([{ geometry }])(106.7, 21.9)[0]?.distanceM).toBe(away);
});

test("one is given when no number is asked for, and none where there is none", () => {
  const masts = [
    { id: "near", lon: 106.71, lat: 21.9 },
    { id: "far", lon: 106.8, lat: 21.9 },
  ];
  expect(makeNearestPoints(masts)(106.7, 21.9).map(({ row }) => row.id)).toEqual(["near"]);
  expect(makeNearestPoints([])(106.7, 21.9)).toEqual([]);
  expect(makeNearestLines([])(106.7, 21.9, 3)).toEqual([]);
});

test("of two masts at one place the first in the list comes first", () => {
  const twins = ["a", "b", "c"].map((id) => ({ id, lon: 106.71, lat: 21.9 }));
  expect(makeNearestPoints(twins)(106.7, 21.9, 2).map(({ row }) => row.id)).toEqual(["a", "b"]);
});

test("north is farther than it looks in degrees: a mast 0.0101° east is nearer than one 0.0100° north", () => {
  const masts = [
    { id: "north", lon: 106.7, lat: 21.91 },
    { id: "east", lon: 106.7101, lat: 21.9 },
  ];
  expect(makeNearestPoints(masts)(106.7, 21.9)[0]?.row.id).toBe("east");
});

test("a road of several lines is measured at its nearest part", () => {
  const road = {
    geometry: {
      type: "MultiLineString" as const,
      coordinates: [
        [
          [106.5, 21.7],
          [106.6, 21.7],
        ],
        [
          [106.7, 21.9],
          [106.8, 21.9],
        ],
      ],
    },
  };
  expect(makeNearestLines([road])(106.75, 21.9)).toEqual([{ row: road, distanceM: 0 }]);
});

test("one index asked for some of its rows says the same as an index of these alone", () => {
  const place = fc.record({
    lon: fc.double({ min: 106, max: 107, noNaN: true }),
    lat: fc.double({ min: 21, max: 22, noNaN: true }),
    isMeant: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(place, { maxLength: 40 }), place, fc.nat(5), (rows, from, count) => {
      const some = indexPoints(rows).among(({ isMeant }) => isMeant);
      const alone = makeNearestPoints(rows.filter(({ isMeant }) => isMeant));
      expect(some(from.lon, from.lat, count)).toEqual(alone(from.lon, from.lat, count));
    }),
    { numRuns: 200, interruptAfterTimeLimit: 5_000, markInterruptAsFailure: true },
  );
});
