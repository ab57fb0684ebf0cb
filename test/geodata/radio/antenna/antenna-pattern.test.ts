import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { SampledPattern } from "../../../../geodata/radio/antenna/antenna-pattern.ts";
import { patternGainDb } from "../../../../geodata/radio/antenna/antenna-pattern.ts";
import {
  OMNI,
  TR_36_814,
  TR_38_901_ELEMENT,
} from "../../../../geodata/radio/antenna/reference-patterns.ts";
import { sectorGainDb } from "../../../../geodata/radio/antenna/sector-gain.ts";

const SAMPLED: SampledPattern = {
  kind: "sampled",
  horizontalLossDb: Float32Array.from({ length: 360 }, (_, deg) => Math.min(deg, 360 - deg) / 6),
  // Strongest 6 degrees below the horizon.
  verticalLossDb: Float32Array.from({ length: 360 }, (_, deg) =>
    Math.abs(((deg + 174) % 360) - 180),
  ),
  peakGainDbi: 17.5,
};

test.each([
  // 12 (35 / 70)² = 3: half the beamwidth.
  [35, 0, -3],
  [-35, 0, -3],
  [0, 5, -3],
  [0, -5, -3],
  [35, 5, -6],
  // 12 (50 / 70)² = 6.1224...
  [50, 0, -12 * (5 / 7) ** 2],
  // 12 (102 / 70)² = 25.5 is cut to 25; 12 (101 / 70)² = 24.98 is not.
  [102, 0, -25],
  [101, 0, -12 * (101 / 70) ** 2],
  [180, 0, -25],
  // 12 (13 / 10)² = 20.28 is cut to 20; 12 * 1.2² is not.
  [0, 13, -20],
  [0, 12, -17.28],
  [0, 90, -20],
  // 3 + 20 stay below the floor of the sum, 25 + 20 do not.
  [35, 90, -23],
  [180, 90, -25],
])("TR 36.814 at %d degrees aside and %d above gives %d dB", (azimuth, elevation, gainDb) => {
  expect(patternGainDb(TR_36_814, azimuth, elevation)).toBeCloseTo(gainDb, 12);
});

test.each([
  [0, 0, 0],
  [32.5, 0, -3],
  [0, -32.5, -3],
  [65, 0, -12],
  // 12 (103 / 65)² = 30.1; 12 (102 / 65)² = 29.55.
  [103, 0, -30],
  [102, 0, -12 * (102 / 65) ** 2],
  [65, 65, -24],
  [90, 90, -30],
])("the element of TR 38.901 at %d, %d degrees gives %d dB", (azimuth, elevation, gainDb) => {
  expect(patternGainDb(TR_38_901_ELEMENT, azimuth, elevation)).toBeCloseTo(gainDb, 12);
});

test("omni is 0 dB, and not -0, in every direction", () => {
  for (const azimuth of [-500, -180, 0, 0.1, 90, 359])
    for (const elevation of [-90, 0, 45]) expect(patternGainDb(OMNI, azimuth, elevation)).toBe(0);
});

test("a sampled pattern is read at its angles, and linearly between them", () => {
  expect(patternGainDb(SAMPLED, 0, -6)).toBe(0);
  expect(patternGainDb(SAMPLED, 6, -6)).toBe(-1);
  expect(patternGainDb(SAMPLED, 354, -6)).toBe(-1);
  expect(patternGainDb(SAMPLED, -9, -6)).toBeCloseTo(-1.5, 6);
  expect(patternGainDb(SAMPLED, 0, 0)).toBe(-6);
  expect(patternGainDb(SAMPLED, 0, -6.25)).toBeCloseTo(-0.25, 6);
  expect(patternGainDb(SAMPLED, 359.5, -6)).toBeCloseTo(-0.5 / 6, 6);
  expect(patternGainDb(SAMPLED, -1e-300, -6)).toBe(0);
});

test("azimuths run clockwise from north, elevations upwards, tilt downwards", () => {
  // Sector to the east, 8 degrees down: its axis goes to azimuth 90 and elevation -8.
  expect(sectorGainDb(TR_36_814, 90, 8, 90, -8)).toBe(0);
  expect(sectorGainDb(TR_36_814, 90, 8, 125, -8)).toBeCloseTo(-3, 12);
  expect(sectorGainDb(TR_36_814, 90, 8, 90, -3)).toBeCloseTo(-3, 12);
  expect(sectorGainDb(TR_36_814, 90, 8, 90, -13)).toBeCloseTo(-3, 12);
  expect(sectorGainDb(TR_36_814, 350, 0, 25, 0)).toBeCloseTo(-3, 12);
  expect(sectorGainDb(TR_36_814, 10, 0, 335, 0)).toBeCloseTo(-3, 12);
});

test("no direction exceeds the peak, and whole turns change nothing", () => {
  const angle = fc
    .integer({ min: -720_000, max: 720_000 })
    .map((thousandths) => thousandths / 1000);
  const elevation = fc
    .integer({ min: -90_000, max: 90_000 })
    .map((thousandths) => thousandths / 1000);
  for (const pattern of [TR_36_814, TR_38_901_ELEMENT, OMNI, SAMPLED])
    fc.assert(
      fc.property(angle, angle, elevation, (azimuth, towards, up) => {
        const gainDb = sectorGainDb(pattern, azimuth, 4, towards, up);
        expect(gainDb).toBeLessThanOrEqual(0);
        expect(sectorGainDb(pattern, azimuth + 360, 4, towards - 720, up)).toBeCloseTo(gainDb, 8);
      }),
    );
});
