import * as fc from "fast-check";
import { expect, test } from "vitest";
import type {
  AntennaPattern,
  SampledPattern,
} from "../../../../geodata/radio/antenna/antenna-pattern.ts";
import {
  departureSlopeMPerKm,
  elevationDegOfSlope,
} from "../../../../geodata/radio/antenna/departure-slope.ts";
import {
  OMNI,
  TR_36_814,
  TR_38_901_ELEMENT,
} from "../../../../geodata/radio/antenna/reference-patterns.ts";
import { sectorGainDb } from "../../../../geodata/radio/antenna/sector-gain.ts";
import { makeSectorTable, tableGainDb } from "../../../../geodata/radio/antenna/sector-table.ts";

/** Evenly spread, unlike fc.double, whose values crowd at 0. */
const spread = (least: number, most: number) =>
  fc.integer({ min: 0, max: 1e9 }).map((share) => least + ((most - least) * share) / 1e9);

const azimuthDeg = spread(0, 360);
const slopeMPerKm = fc.oneof(
  spread(-300, 300),
  spread(-1100, 1100),
  fc.double({ min: -1e7, max: 1e7, noNaN: true }),
  fc.constantFrom(0, -0, 1000, -1000, Infinity, -Infinity),
);
const downtiltDeg = fc.integer({ min: -20, max: 30 });

function greatestErrorDb(pattern: AntennaPattern, azimuths: fc.Arbitrary<number>): number {
  let worst = 0;
  fc.assert(
    fc.property(
      azimuths,
      downtiltDeg,
      fc.array(fc.tuple(azimuthDeg, slopeMPerKm), { minLength: 200, maxLength: 200 }),
      (azimuth, tilt, directions) => {
        const table = makeSectorTable(pattern, azimuth, tilt);
        for (const [towards, slope] of directions) {
          const exactDb = sectorGainDb(pattern, azimuth, tilt, towards, elevationDegOfSlope(slope));
          worst = Math.max(worst, Math.abs(tableGainDb(table, towards, slope) - exactDb));
        }
      },
    ),
    { numRuns: 200 },
  );
  return worst;
}

test.each([
  ["TR 36.814", TR_36_814, 4e-5],
  ["the element of TR 38.901", TR_38_901_ELEMENT, 1e-5],
  ["omni", OMNI, 0],
] as const)(
  "look-ups of %s are as near to the exact gain as the table says",
  (_, pattern, errorDb) => {
    expect(greatestErrorDb(pattern, azimuthDeg)).toBeLessThanOrEqual(errorDb);
  },
);

test("look-ups of a sampled pattern err by a quarter of a node's distance times the change of steepness", () => {
  // 1 dB a degree up and down alternately: the steepness changes by 2 dB per degree at every sample.
  const zigzag = Float32Array.from({ length: 360 }, (_, deg) => deg % 2);
  const pattern: SampledPattern = {
    kind: "sampled",
    horizontalLossDb: zigzag,
    verticalLossDb: zigzag,
    peakGainDbi: 17,
  };
  const boundDb = ((0.1 + 0.03) / 4) * 2;
  const worstDb = greatestErrorDb(pattern, azimuthDeg);
  expect(worstDb).toBeLessThanOrEqual(boundDb);
  expect(worstDb).toBeGreaterThan(boundDb / 4);
});

test("north is found from both of its names, and what is not computed stays so", () => {
  const table = makeSectorTable(TR_36_814, 0, 0);
  expect(tableGainDb(table, 0, 0)).toBe(0);
  expect(tableGainDb(table, 360, 0)).toBe(0);
  expect(tableGainDb(table, NaN, 0)).toBeNaN();
  expect(tableGainDb(table, 0, NaN)).toBeNaN();
});

test("the wave leaves towards the receiver, or towards the horizon that hides it", () => {
  // 10 km over an Earth of 8500 km: the chord dips by 500 / 8500 x 10 = 0.588 m/km.
  // From 100 m down to 50 m: -5 m/km against the chord.
  expect(departureSlopeMPerKm(-Infinity, 100, 50, 10, 8500)).toBeCloseTo(-5.588, 3);
  expect(departureSlopeMPerKm(-7, 100, 50, 10, 8500)).toBeCloseTo(-5.588, 3);
  expect(departureSlopeMPerKm(20, 100, 50, 10, 8500)).toBeCloseTo(19.412, 3);
  expect(elevationDegOfSlope(1000)).toBeCloseTo(45, 12);
  expect(elevationDegOfSlope(-Infinity)).toBe(-90);
});
