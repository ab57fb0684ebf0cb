import { expect, test } from "vitest";
import { findZoneLengths, makeZoneLengths } from "../../../../geodata/radio/p1812/zone-lengths.ts";
import { makePathProfile } from "../../../../geodata/radio/path-profile.ts";

function lengthsOf(distanceKm: number[], zones?: number[]) {
  const lengths = makeZoneLengths();
  const terrainHeightM = distanceKm.map(() => 0);
  findZoneLengths(
    makePathProfile({ distanceKm, terrainHeightM, ...(zones && { zones }) }),
    lengths,
  );
  return lengths;
}

test("a path without zones, or inland all the way, is one section of land", () => {
  const inland = { overWaterFraction: 0, longestLandKm: 7, longestInlandKm: 7 };
  expect(lengthsOf([0, 3, 7])).toEqual(inland);
  expect(lengthsOf([0, 3, 7], [4, 4, 4])).toEqual(inland);
});

test("each point stands for half of the way to its neighbours", () => {
  // Inland 0-1, sea 1-6, coastal 6-9, inland 9-10.
  expect(lengthsOf([0, 2, 4, 8, 10], [4, 1, 1, 3, 4])).toEqual({
    overWaterFraction: 0.5,
    longestLandKm: 4,
    longestInlandKm: 1,
  });
});

test("coastal land is land but not inland, and the sea all the way has neither", () => {
  expect(lengthsOf([0, 1, 2], [3, 3, 3])).toEqual({
    overWaterFraction: 0,
    longestLandKm: 2,
    longestInlandKm: 0,
  });
  expect(lengthsOf([0, 1, 2], [1, 1, 1])).toEqual({
    overWaterFraction: 1,
    longestLandKm: 0,
    longestInlandKm: 0,
  });
});
