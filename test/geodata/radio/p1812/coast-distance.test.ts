import { expect, test } from "vitest";
import { coastDistancesKm } from "../../../../geodata/radio/p1812/coast-distance.ts";
import type { P1812Link } from "../../../../geodata/radio/p1812/link.ts";
import { p1812, p1812LossDb } from "../../../../geodata/radio/p1812/p1812.ts";
import { makePathProfile, ZONE } from "../../../../geodata/radio/path-profile.ts";

const { sea, coastal, inland } = ZONE;

/** Sea level and zones every 2 km. */
const path = (zones: number[]) =>
  makePathProfile({
    distanceKm: zones.map((_, i) => 2 * i),
    terrainHeightM: zones.map(() => 0),
    zones,
  });

test.each<[string, number[], { tx: number; rx: number }]>([
  ["ships at both ends", [sea, sea, sea], { tx: 0, rx: 0 }],
  ["a ship that sends to the land", [sea, sea, coastal, inland], { tx: 0, rx: 3 }],
  ["a mast that sends to a ship", [inland, coastal, coastal, sea], { tx: 5, rx: 0 }],
  ["both on land, a bay between them", [inland, sea, sea, coastal, inland], { tx: 1, rx: 3 }],
  [
    "two bays: the nearer one counts",
    [coastal, sea, inland, inland, sea, inland],
    { tx: 1, rx: 1 },
  ],
  ["no sea on the path", [inland, coastal, inland], { tx: 500, rx: 500 }],
])("distance to the coast: %s", (_, zones, expected) => {
  expect(coastDistancesKm(path(zones))).toEqual(expected);
});

test("without zones the path is inland, and the coast is far", () => {
  const bare = makePathProfile({ distanceKm: [0, 1, 2], terrainHeightM: [0, 0, 0] });
  expect(coastDistancesKm(bare)).toEqual({ tx: 500, rx: 500 });
});

const ship: P1812Link = {
  frequencyGHz: 2.6,
  timePercent: 1,
  txHeightAglM: 50,
  rxHeightAglM: 10,
  polarization: "vertical",
  centreLatDeg: 20,
};
/** 300 km of open sea. */
const openSea = path(Array.from({ length: 151 }, () => sea));

/** Act, P.1812-8 eq. 49, of an antenna at the coast `heightM` above the sea, dB. */
const couplingDb = (heightM: number) => -3 * (1 + Math.tanh(0.07 * (50 - heightM)));

test("an antenna at sea couples into the duct at distance 0 (Table 5), not 500 km", () => {
  const known = p1812(openSea, ship);
  const ductingDb = known.ductingDb;
  const lossDb = known.lossDb;
  const far = p1812(openSea, { ...ship, txCoastKm: 500, rxCoastKm: 500 });
  expect(ductingDb - far.ductingDb).toBeCloseTo(couplingDb(50) + couplingDb(10), 9);
  // Of the 8.7 dB of coupling what line of sight does not give anyway.
  expect(far.lossDb - lossDb).toBeCloseTo(7.58, 2);
  expect(p1812LossDb(openSea, ship)).toBe(lossDb);
  expect(p1812LossDb(openSea, { ...ship, txCoastKm: 0, rxCoastKm: 0 })).toBe(lossDb);
});

test("each end has its own coast, and a distance that is stated stands", () => {
  // 2 km of shore before the sea: 1 km to its edge.
  const shore = path([coastal, ...Array.from({ length: 60 }, () => sea)]);
  const { ductingDb } = p1812(shore, ship);
  const atSea = p1812(shore, { ...ship, txCoastKm: 0 }).ductingDb;
  expect(ductingDb - atSea).toBeCloseTo((Math.exp(-0.25) - 1) * couplingDb(50), 9);
  expect(p1812(shore, { ...ship, txCoastKm: 1, rxCoastKm: 0 }).ductingDb).toBe(ductingDb);
  expect(p1812(shore, { ...ship, txCoastKm: 400 }).ductingDb).toBeGreaterThan(ductingDb);
});
