import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bullingtonNuAt1GHz } from "../../../../geodata/radio/diffraction/bullington.ts";
import {
  deltaBullingtonLossDb,
  makeDeltaBullingtonTerms,
} from "../../../../geodata/radio/diffraction/delta-bullington.ts";
import {
  bullingtonKnifeEdgeDb,
  bullingtonLossDb,
} from "../../../../geodata/radio/diffraction/knife-edge.ts";
import { smoothBullingtonNuAt1GHz } from "../../../../geodata/radio/diffraction/smooth-bullington.ts";
import { sphericalEarthLossDb } from "../../../../geodata/radio/diffraction/spherical-earth.ts";
import { makePathProfile } from "../../../../geodata/radio/path-profile.ts";
import { mountainProfile, seededChance } from "../mountain-profile.ts";
import { vectorsDir } from "../vectors-dir.ts";

interface ItuCase {
  profile: string;
  f_GHz: number;
  htg_m: number;
  hrg_m: number;
  Lbulla: number;
  Lbulls: number;
  Ldsph: number;
  Ld: number;
}

const folder = vectorsDir("delta-bullington");
const cases: ItuCase[] = JSON.parse(
  readFileSync(join(folder, "itu_delta_bullington_20cases.json"), "utf8"),
);

function ituProfile(file: string) {
  const rows = readFileSync(join(folder, file), "utf8").trim().split("\n");
  const numbers = rows.map((row) => row.trim().split(/\s+/).map(Number));
  return makePathProfile({
    distanceKm: numbers.map(([distance]) => distance!),
    terrainHeightM: numbers.map(([, height]) => height!),
  });
}

test("there are 20 cases of Study Group 3", () => {
  expect(cases).toHaveLength(20);
});

test.each(cases)("$profile at $f_GHz GHz, antennas $htg_m and $hrg_m m: all four losses", (one) => {
  const profile = ituProfile(one.profile);
  const terms = makeDeltaBullingtonTerms();
  const lossDb = deltaBullingtonLossDb(
    profile,
    profile.terrainHeightM[0]! + one.htg_m,
    profile.terrainHeightM.at(-1)! + one.hrg_m,
    8500,
    one.f_GHz,
    0,
    "horizontal",
    terms,
  );
  expect(Math.abs(terms.bullingtonActualDb - one.Lbulla)).toBeLessThan(0.01);
  expect(Math.abs(terms.bullingtonSmoothDb - one.Lbulls)).toBeLessThan(0.01);
  expect(Math.abs(terms.sphericalEarthDb - one.Ldsph)).toBeLessThan(0.01);
  expect(Math.abs(lossDb - one.Ld)).toBeLessThan(0.01);
});

const path = fc.record({
  seed: fc.nat(),
  lengthKm: fc.double({ min: 0.25, max: 250, noNaN: true }),
  points: fc.integer({ min: 3, max: 120 }),
  txAglM: fc.double({ min: 1, max: 400, noNaN: true }),
  rxAglM: fc.double({ min: 1, max: 400, noNaN: true }),
  frequencyGHz: fc.double({ min: 0.03, max: 6, noNaN: true }),
  radiusKm: fc.constantFrom(6371, 8500, 8931, 19113),
  overWaterFraction: fc.constantFrom(0, 0.3, 1),
  polarization: fc.constantFrom("horizontal" as const, "vertical" as const),
});

test("seen from the other end, a path loses the same", () => {
  fc.assert(
    fc.property(path, (given) => {
      const { distanceKm, terrainHeightM } = mountainProfile(
        seededChance(given.seed),
        given.lengthKm,
        given.points,
      );
      const lengthKm = distanceKm.at(-1)!;
      const there = makePathProfile({ distanceKm, terrainHeightM });
      const back = makePathProfile({
        distanceKm: distanceKm.map((_, i) => lengthKm - distanceKm[distanceKm.length - 1 - i]!),
        terrainHeightM: terrainHeightM.toReversed(),
      });
      const txM = terrainHeightM[0]! + given.txAglM;
      const rxM = terrainHeightM.at(-1)! + given.rxAglM;
      const { radiusKm, frequencyGHz, overWaterFraction, polarization } = given;
      const loss = (profile: typeof there, fromM: number, toM: number) =>
        deltaBullingtonLossDb(
          profile,
          fromM,
          toM,
          radiusKm,
          frequencyGHz,
          overWaterFraction,
          polarization,
        );
      expect(
        Math.abs(
          bullingtonNuAt1GHz(distanceKm, terrainHeightM, txM, rxM, radiusKm) -
            bullingtonNuAt1GHz(back.distanceKm, back.terrainHeightM, rxM, txM, radiusKm),
        ),
      ).toBeLessThan(1e-6);
      expect(Math.abs(loss(there, txM, rxM) - loss(back, rxM, txM))).toBeLessThan(1e-6);
    }),
  );
});

test("the smooth Earth is found without looking at every point", () => {
  fc.assert(
    fc.property(path, fc.array(fc.double({ min: 0.01, max: 1, noNaN: true })), (given, steps) => {
      const inner = steps.length < 2 ? [1, 1, 1] : steps;
      let at = 0;
      const distanceKm = Float64Array.from([0, ...inner.map((step) => (at += step * 5))]);
      const level = new Float64Array(distanceKm.length);
      const { txAglM, rxAglM, radiusKm } = given;
      const scanned = bullingtonNuAt1GHz(distanceKm, level, txAglM, rxAglM, radiusKm);
      const found = smoothBullingtonNuAt1GHz(distanceKm, txAglM, rxAglM, radiusKm);
      expect(Math.abs(found - scanned)).toBeLessThan(1e-9 * (1 + Math.abs(scanned)));
    }),
    { numRuns: 1000 },
  );
});

test("the terms add up, and leaving them out changes nothing", () => {
  fc.assert(
    fc.property(path, (given) => {
      const profile = mountainProfile(seededChance(given.seed), given.lengthKm, given.points);
      const terms = makeDeltaBullingtonTerms();
      const loss = (into?: typeof terms) =>
        deltaBullingtonLossDb(
          profile,
          profile.terrainHeightM[0]! + given.txAglM,
          profile.terrainHeightM.at(-1)! + given.rxAglM,
          given.radiusKm,
          given.frequencyGHz,
          given.overWaterFraction,
          given.polarization,
          into,
        );
      const complete = loss(terms);
      const { bullingtonActualDb, bullingtonSmoothDb, sphericalEarthDb } = terms;
      expect(loss()).toBe(complete);
      expect(complete).toBeCloseTo(
        bullingtonActualDb + Math.max(sphericalEarthDb - bullingtonSmoothDb, 0),
        9,
      );
    }),
  );
});

test("one edge loses 6 dB at grazing, nothing when cleared, and more the deeper it cuts", () => {
  expect(bullingtonKnifeEdgeDb(0)).toBeCloseTo(6.03, 2);
  expect(bullingtonKnifeEdgeDb(-0.78)).toBe(0);
  expect(bullingtonKnifeEdgeDb(-Infinity)).toBe(0);
  expect(bullingtonLossDb(0, 100)).toBe(0);
  fc.assert(
    fc.property(fc.double({ min: -0.7, max: 50, noNaN: true }), (nu) => {
      expect(bullingtonKnifeEdgeDb(nu + 0.01)).toBeGreaterThan(bullingtonKnifeEdgeDb(nu));
    }),
  );
});

test("a ridge that just touches the direct ray counts as grazing, from whichever side", () => {
  const distanceKm = Float64Array.of(0, 1, 2);
  const nu = bullingtonNuAt1GHz(distanceKm, Float64Array.of(0, 10, 0), 10, 10, Infinity);
  expect(nu).toBe(0);
});

test("over a spherical Earth more height never loses more, and a high short path loses nothing", () => {
  const loss = (heightM: number, distanceKm: number, polarization: "horizontal" | "vertical") =>
    sphericalEarthLossDb(heightM, 30, 8931, distanceKm, 0.9, 0, polarization);
  for (const polarization of ["horizontal", "vertical"] as const)
    for (let heightM = 1; heightM < 400; heightM += 3)
      expect(loss(heightM + 3, 40, polarization)).toBeLessThanOrEqual(
        loss(heightM, 40, polarization) + 1e-9,
      );
  expect(loss(50, 1, "vertical")).toBe(0);
  expect(loss(10, 80, "vertical")).toBeGreaterThan(20);
});

test("the sea bends vertical polarisation further than the land does", () => {
  const over = (water: number) => sphericalEarthLossDb(10, 10, 8931, 60, 0.06, water, "vertical");
  expect(over(1)).toBeLessThan(over(0) - 3);
  expect(over(0.25)).toBeCloseTo(0.25 * over(1) + 0.75 * over(0), 9);
});
