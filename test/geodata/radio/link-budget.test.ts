import { expect, test } from "vitest";
import {
  locationMarginDb,
  PENETRATION_LOSS_DB,
  receivedDbm,
  referenceEirpDbm,
  resourceElementShareDb,
  rsrpDbm,
} from "../../../geodata/radio/link-budget.ts";
import { radioDefaults } from "../../../geodata/radio/technology-defaults.ts";

test("one resource element has its share of the carrier", () => {
  // 50 blocks: 600 subcarriers, 10 log10(600) = 27.78 dB. 100: 30.79 dB. 273: 3276, 35.15 dB.
  expect(resourceElementShareDb(50)).toBeCloseTo(-27.78, 2);
  expect(resourceElementShareDb(100)).toBeCloseTo(-30.79, 2);
  expect(resourceElementShareDb(273)).toBeCloseTo(-35.15, 2);
});

test("RSRP of an LTE carrier of 20 MHz behind 140 dB", () => {
  // EPRE 46 - 30.79 = 15.21 dBm; + 17.5 dBi - 1 dB feeder - 140 dB = -108.29 dBm.
  expect(rsrpDbm(46 + 17.5 - 1, 100, 140)).toBeCloseTo(-108.29, 2);
});

test("SS-RSRP of an NR carrier of 100 MHz behind 140 dB", () => {
  // EPRE 53 - 35.15 = 17.85 dBm; + 17 dBi of the SSB beam - 140 dB = -105.15 dBm.
  expect(rsrpDbm(53 + 17, 273, 140)).toBeCloseTo(-105.15, 2);
});

test.each([
  // 43 dBm + 16 dBi - 2 dB, all of it in the BCCH carrier.
  ["gsm", undefined, 57],
  // 43 dBm - 10 dB for P-CPICH + 17 dBi - 2 dB.
  ["umts", 5, 48],
  // 46 - 27.78 + 16 - 1.
  ["lte", 10, 33.22],
  // 46 - 30.79 + 17.5 - 1.
  ["lte", 20, 31.71],
  // 53 - 35.15 + 17.
  ["nr", 100, 34.85],
] as const)(
  "the defaults of %s at %s MHz radiate %d dBm of reference signal",
  (technology, bandwidthMhz, dbm) => {
    expect(referenceEirpDbm(radioDefaults(technology, bandwidthMhz))).toBeCloseTo(dbm, 2);
  },
);

test("the budget for places is the budget of RSRP with the pattern and margins in it", () => {
  const lte = radioDefaults("lte", 10);
  // 33.22 dBm - 6 dB off the axis - 120 dB - 12 dB indoors = -104.78 dBm.
  const dbm = receivedDbm(referenceEirpDbm(lte), -6, 120, PENETRATION_LOSS_DB.indoor);
  expect(dbm).toBeCloseTo(-104.78, 2);
  expect(dbm).toBeCloseTo(rsrpDbm(46 + 16 - 1 - 6, 50, 120 + 12), 10);
});

test("the median holds nothing back, nine places in ten 10.3 dB", () => {
  expect(locationMarginDb(0.5)).toBe(0);
  // 1.2816 x 8 dB.
  expect(locationMarginDb(0.9)).toBeCloseTo(10.25, 2);
  expect(locationMarginDb(0.1)).toBeCloseTo(-10.25, 2);
  // 1.6449 x 6 dB.
  expect(locationMarginDb(0.95, 6)).toBeCloseTo(9.87, 2);
});
