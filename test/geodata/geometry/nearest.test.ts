import * as fc from "fast-check";
import { expect, test } from "vitest";
import { distanceM, distanceToLineM } from "../../../geodata/geometry/distance.ts";
import { makeNearestLines, makeNearestPoints } from "../../../geodata/geometry/nearest.ts";

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
      expect(found).toHaveLength(measured.length);
      for (const [index, near] of found.entries()) {
        expect(near.distanceM).toBeCloseTo(measured[index]!.distance, 3);
      }
      expect(new Set(found.map(({ row }) => row.id)).size).toBe(found.length);
    }),
    { numRuns: 500 },
  );
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
