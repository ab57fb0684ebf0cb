import * as fc from "fast-check";
import { expect, test } from "vitest";
import { deltaBullingtonLossDb } from "../../../../geodata/radio/diffraction/delta-bullington.ts";
import { medianEarthRadiusKm } from "../../../../geodata/radio/effective-earth.ts";
import { freeSpaceLossDb } from "../../../../geodata/radio/free-space.ts";
import type { P1812Link } from "../../../../geodata/radio/p1812/link.ts";
import { p1812, p1812LossDb } from "../../../../geodata/radio/p1812/p1812.ts";
import type { P1812Terms } from "../../../../geodata/radio/p1812/terms.ts";
import { makePathProfile, ZONE } from "../../../../geodata/radio/path-profile.ts";
import { type P1812Case, readP1812Cases } from "../../../../server/commands/radio/p1812-files.ts";
import { mountainProfile, seededChance } from "../mountain-profile.ts";
import { vectorsDir } from "../vectors-dir.ts";

const cases = readP1812Cases(vectorsDir("p1812", "profiles"), vectorsDir("p1812", "results"));

/** Each line of the logs that the calculation yields. */
function loggedTerms(terms: P1812Terms, { link }: P1812Case): Record<string, number> {
  const { geometry, zones, betaDiffraction } = terms;
  const { smooth } = geometry;
  // Where ducting loses less than diffraction, the software that wrote the logs had already put
  // Lbda in the place of Lbd.
  const printedLbd =
    terms.ductingWithSightDb > terms.diffractedDb ? terms.diffractedDb : terms.diffractedOrDuctedDb;
  return {
    "d (km)|": terms.lengthKm,
    "dlt (km)|Eq (78)": geometry.txHorizonKm,
    "dlr (km)|Eq (81a)": geometry.rxHorizonKm,
    "th_t (mrad)|Eqs (76-78)": geometry.txHorizonMrad,
    "th_r (mrad)|Eqs (79-81)": geometry.rxHorizonMrad,
    "th (mrad)|Eq (82)": geometry.angleMrad,
    "hts (m)|": terms.txHeightAmslM,
    "hrs (m)|": terms.rxHeightAmslM,
    "htc (m)|Table 5": terms.txHeightAmslM,
    "hrc (m)|Table 5": terms.rxHeightAmslM,
    "w|Table 5": zones.overWaterFraction,
    "dtm (km)|Sec 3.6": zones.longestLandKm,
    "dlm (km)|Sec 3.6": zones.longestInlandKm,
    "phi (deg)|Eq (4)": link.centreLatDeg,
    "b0 (%)|Eq (5)": terms.incidencePercent,
    "ae (km)|Eq (7a)": terms.medianRadiusKm,
    "hst (m)|Eq (85)": smooth.fittedTxM,
    "hsr (m)|Eq (86)": smooth.fittedRxM,
    "hst (m)|Eq (90a)": geometry.ductingTxGroundM,
    "hsr (m)|Eq (90b)": geometry.ductingRxGroundM,
    "hstd (m)|Eq (89)": smooth.txM,
    "hsrd (m)|Eq (89)": smooth.rxM,
    "htc (m)|Eq (37a)": terms.effectiveTxHeightM,
    "hrc (m)|Eq (37b)": terms.effectiveRxHeightM,
    "hte (m)|Eq (92a)": geometry.ductingTxHeightM,
    "hre (m)|Eq (92b)": geometry.ductingRxHeightM,
    "hm (m)|Eq (93)": geometry.roughnessM,
    "Fi|Eq (40)": terms.timeBlend,
    "Fj|Eq (57)": terms.angularBlend,
    "Fk|Eq (58)": terms.distanceBlend,
    "Lbfs|Eq (8)": terms.freeSpaceDb,
    "Lb0p|Eq (10)": terms.sightDb,
    "Lb0b|Eq (11)": terms.sightAtBetaDb,
    "Lbulla (dB)|Eq (21)": betaDiffraction.bullingtonActualDb,
    "Lbulls (dB)|Eq (21)": betaDiffraction.bullingtonSmoothDb,
    "Ldsph (dB)|Eq (27)": betaDiffraction.sphericalEarthDb,
    "Ld50 (dB)|Eq (39)": terms.medianDiffractionDb,
    "Ldb (dB)|Eq (39)": terms.betaDiffractionDb,
    "Ldp (dB)|Eq (41)": terms.diffractionDb,
    "Lbd50 (dB)|Eq (42)": terms.medianDiffractedDb,
    "Lbd (dB)|Eq (43)": printedLbd,
    "Lminb0p (dB)|Eq (59)": terms.notionalLeastDb,
    "Lba (dB)|Eq (46)": terms.ductingDb,
    "Lminbap (dB)|Eq (60)": terms.ductingWithSightDb,
    "Lbda (dB)|Eq (61)": terms.diffractedOrDuctedDb,
    "Lbam (dB)|Eq (62)": terms.modifiedDb,
    "Lbs (dB)|Eq (44)": terms.troposcatterDb,
    "Lbc (dB)|Eq (63)": terms.medianLocationDb,
    "Lb (dB)|Eq (69)": terms.lossDb,
    "Ep (dBuV/m)|Eq (70)": terms.fieldStrengthDbuVm,
  };
}

test("there are 24 validation cases", () => {
  expect(cases).toHaveLength(24);
});

test.each(cases)("$name: every value of the log to the digits printed", (one) => {
  const terms = p1812(one.profile, one.link);
  const wrong: string[] = [];
  const logged = loggedTerms(terms, one);
  for (const [key, value] of Object.entries(logged)) {
    const printed = Number(one.log.get(key));
    // Ten digits were printed, of the inputs too: the last digit may be out by two, and a small
    // difference of large values by 1e-8.
    const digit = 10 ** (Math.floor(Math.log10(Math.abs(printed || 1))) - 9);
    if (!(Math.abs(value - printed) <= Math.max(2 * digit, 1e-8)))
      wrong.push(`${key}: got ${value}, expected ${printed}`);
  }
  expect(wrong).toEqual([]);
  const unchecked = [...one.log.keys()].filter((key) => key.includes("Eq") && !(key in logged));
  expect(unchecked).toEqual([]);
});

test.each(cases)("$name: loss and field strength within 1e-6 dB, by both ways", (one) => {
  const { lossDb, fieldStrengthDbuVm } = p1812(one.profile, one.link);
  expect(Math.abs(lossDb - one.expectedLossDb)).toBeLessThan(1e-6);
  expect(Math.abs(fieldStrengthDbuVm - one.expectedFieldStrengthDbuVm)).toBeLessThan(1e-6);
  expect(Math.abs(p1812LossDb(one.profile, one.link) - lossDb)).toBeLessThan(1e-7);
});

const plain: P1812Link = {
  frequencyGHz: 1.8,
  timePercent: 50,
  txHeightAglM: 42,
  rxHeightAglM: 1.5,
  polarization: "vertical",
  centreLatDeg: 21.9,
};

test("at 50 % of the time, inland and up to 20 km, it is free space and delta-Bullington", () => {
  const chance = seededChance(20);
  const radiusKm = medianEarthRadiusKm(45);
  const differences = Array.from({ length: 4000 }, () => {
    const profile = mountainProfile(
      chance,
      0.25 + 19.75 * chance(),
      20 + Math.floor(200 * chance()),
    );
    const link = { ...plain, frequencyGHz: 0.7 + 3 * chance(), txHeightAglM: 10 + 60 * chance() };
    const last = profile.distanceKm.length - 1;
    const txM = profile.terrainHeightM[0]! + link.txHeightAglM;
    const rxM = profile.terrainHeightM[last]! + link.rxHeightAglM;
    const short =
      freeSpaceLossDb(profile.distanceKm[last]!, txM - rxM, link.frequencyGHz) +
      deltaBullingtonLossDb(profile, txM, rxM, radiusKm, link.frequencyGHz, 0, link.polarization);
    return Math.abs(p1812LossDb(profile, link) - short);
  }).sort((a, b) => a - b);
  const mean = differences.reduce((a, b) => a + b) / differences.length;
  expect(mean).toBeLessThan(0.01);
  expect(differences[Math.floor(0.95 * differences.length)]).toBeLessThan(0.01);
  expect(differences.at(-1)).toBeLessThan(1);
});

const anyLink = fc.record({
  frequencyGHz: fc.double({ min: 0.03, max: 6, noNaN: true }),
  timePercent: fc.oneof(fc.constantFrom(1, 50), fc.double({ min: 1, max: 50, noNaN: true })),
  locationPercent: fc.double({ min: 1, max: 99, noNaN: true }),
  locationDeviationDb: fc.double({ min: 0, max: 12, noNaN: true }),
  txHeightAglM: fc.double({ min: 1, max: 3000, noNaN: true }),
  rxHeightAglM: fc.double({ min: 1, max: 200, noNaN: true }),
  polarization: fc.constantFrom("horizontal" as const, "vertical" as const),
  centreLatDeg: fc.double({ min: -90, max: 90, noNaN: true }),
  txCoastKm: fc.double({ min: 0, max: 20, noNaN: true }),
  rxCoastKm: fc.double({ min: 0, max: 20, noNaN: true }),
});
const anyProfile = fc
  .record({
    seed: fc.nat(),
    lengthKm: fc.double({ min: 0.25, max: 400, noNaN: true }),
    points: fc.integer({ min: 3, max: 60 }),
    zoneOf: fc.array(fc.constantFrom(...Object.values(ZONE)), { minLength: 60, maxLength: 60 }),
  })
  .map(({ seed, lengthKm, points, zoneOf }) => {
    const { distanceKm, terrainHeightM } = mountainProfile(seededChance(seed), lengthKm, points);
    return makePathProfile({ distanceKm, terrainHeightM, zones: zoneOf.slice(0, points) });
  });

test("every loss is a number, at least that of line of sight, and the quick way agrees", () => {
  fc.assert(
    fc.property(anyProfile, anyLink, (profile, link) => {
      const { lossDb, sightDb } = p1812(profile, link);
      expect(lossDb).toBeGreaterThanOrEqual(sightDb);
      expect(lossDb).toBeLessThan(Infinity);
      expect(Math.abs(p1812LossDb(profile, link) - lossDb)).toBeLessThan(1e-5);
    }),
  );
});

test("more places cost more, and places do not differ at sea", () => {
  const inland = mountainProfile(seededChance(3), 8, 100);
  const shore = makePathProfile({ ...inland, zones: [...Array(99).fill(ZONE.inland), ZONE.sea] });
  const lossAt = (profile: typeof inland, locationPercent: number) =>
    p1812LossDb(profile, { ...plain, locationPercent, locationDeviationDb: 8 });
  expect(lossAt(inland, 90) - lossAt(inland, 50)).toBeCloseTo(8 * 1.2816, 2);
  expect(lossAt(inland, 50) - lossAt(inland, 10)).toBeLessThanOrEqual(8 * 1.2821);
  expect(lossAt(shore, 90)).toBe(lossAt(shore, 50));
});

test("a link outside the Recommendation is refused with what was got and expected", () => {
  const profile = mountainProfile(seededChance(1), 5, 50);
  const refusal = (change: Partial<P1812Link>) => () =>
    p1812LossDb(profile, { ...plain, ...change });
  expect(refusal({ frequencyGHz: 6.1 })).toThrow(
    "got a frequency of 6.1 GHz, expected 0.03 to 6 GHz",
  );
  expect(refusal({ frequencyGHz: 0.02 })).toThrow(RangeError);
  expect(refusal({ timePercent: 51 })).toThrow("got a time percentage of 51 %, expected 1 to 50 %");
  expect(refusal({ timePercent: 0.5 })).toThrow(RangeError);
  expect(refusal({ timePercent: Number.NaN })).toThrow(RangeError);
  expect(refusal({ locationPercent: 99.5 })).toThrow(
    "got a location percentage of 99.5 %, expected 1 to 99 %",
  );
  expect(refusal({ txHeightAglM: 0 })).toThrow(RangeError);
});
