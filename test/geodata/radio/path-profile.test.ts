import { expect, test } from "vitest";
import { makePathProfile, pathLengthKm } from "../../../geodata/radio/path-profile.ts";

const distanceKm = [0, 1, 2.5];
const terrainHeightM = [100, 300, 200];

test("clutter stands on the ground between the antennas, not at them", () => {
  const profile = makePathProfile({ distanceKm, terrainHeightM, clutterHeightM: [15, 20, 10] });
  expect([...profile.obstacleHeightM]).toEqual([100, 320, 200]);
  expect([...profile.terrainHeightM]).toEqual(terrainHeightM);
  expect(pathLengthKm(profile)).toBe(2.5);
});

test("without clutter the obstacles are the ground itself", () => {
  const bare = makePathProfile({ distanceKm, terrainHeightM });
  const ends = makePathProfile({ distanceKm, terrainHeightM, clutterHeightM: [15, 0, 10] });
  expect(bare.obstacleHeightM).toBe(bare.terrainHeightM);
  expect(ends.obstacleHeightM).toBe(ends.terrainHeightM);
});

test.each([
  [{ distanceKm: [0, 1], terrainHeightM: [1, 2] }, "got 2 profile points, expected at least 3"],
  [{ distanceKm: [1, 2, 3], terrainHeightM }, "got 1 km at the first point, expected 0"],
  [{ distanceKm: [0, 2, 2], terrainHeightM }, "got 2 km at point 3, expected more than 2 km"],
  [{ distanceKm, terrainHeightM: [1, 2] }, "got 2 terrain heights, expected one for each of 3"],
  [
    { distanceKm, terrainHeightM: [1, Number.NaN, 2] },
    "got NaN among the terrain heights at point 2, expected a number of metres",
  ],
  [{ distanceKm, terrainHeightM, zones: [4, 2, 4] }, "got zone 2 at point 2, expected 1 (sea)"],
  [{ distanceKm, terrainHeightM, zones: [4, 4] }, "got 2 zones, expected one for each of 3 points"],
  [
    { distanceKm, terrainHeightM, clutterHeightM: [1] },
    "got 1 clutter heights, expected one for each of 3 points",
  ],
])("a wrong profile is refused: %o", (parts, message) => {
  expect(() => makePathProfile(parts)).toThrow(message);
});
