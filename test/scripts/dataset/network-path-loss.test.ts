import fc from "fast-check";
import { expect, test } from "vitest";
import { makeTerrainGrid } from "../../../geodata/geometry/terrain-grid.ts";
import {
  isHiddenByRidge,
  linkBetween,
  pathLossDb,
} from "../../../scripts/dataset/network/path-loss.ts";

/** 11 x 11 km of ground at 100 m, with a wall of the given height across the middle. */
function landWithWall(wallM: number) {
  const size = 111;
  const heightsM = new Int16Array(size * size).fill(100);
  // Three columns wide, so that the samples along a path cannot step over it.
  for (let row = 0; row < size; row++) heightsM.fill(100 + wallM, row * size + 54, row * size + 57);
  const header = {
    originLon: 106,
    originLat: 22,
    cellSizeDeg: 0.001,
    columns: size,
    rows: size,
    voidValue: -32768,
    synthetic: true,
    source: "test",
  };
  return makeTerrainGrid(header, heightsM);
}

const west = { lon: 106.03, lat: 21.95, heightAglM: 30 };
const east = { lon: 106.08, lat: 21.95, heightAglM: 1.5 };

test("over flat ground between high antennas the loss is that of free space", () => {
  const high = { ...east, heightAglM: 60 };
  const link = linkBetween(landWithWall(0), { ...west, heightAglM: 60 }, high);
  const freeSpaceDb = 32.45 + 20 * Math.log10(1800) + 20 * Math.log10(link.distanceKm);
  expect(link.distanceKm).toBeCloseTo(5.16, 1);
  expect(pathLossDb(link, 1800)).toBeCloseTo(freeSpaceDb, 6);
});

test("a ridge above the line of sight hides the far side, and a higher one costs more", () => {
  expect(isHiddenByRidge(linkBetween(landWithWall(0), west, east))).toBe(false);
  const low = linkBetween(landWithWall(80), west, east);
  const high = linkBetween(landWithWall(300), west, east);
  expect(isHiddenByRidge(low)).toBe(true);
  expect(pathLossDb(high, 1800)).toBeGreaterThan(pathLossDb(low, 1800) + 5);
});

test("a single knife edge costs what ITU-R P.526 says", () => {
  // Wall 100 m over both ends' line of sight of 31.5 m at midpoint: nu from P.526 equation (26).
  const level = { ...east, heightAglM: 30 };
  const link = linkBetween(landWithWall(130), west, level);
  const d = link.distanceKm * 1000;
  const wavelengthM = 299.792458 / 900;
  const nu = 100 * Math.sqrt((2 / wavelengthM) * (4 / d));
  const edgeDb = 6.9 + 20 * Math.log10(Math.sqrt((nu - 0.1) ** 2 + 1) + nu - 0.1);
  const roughDb = (1 - Math.exp(-edgeDb / 6)) * (10 + 0.02 * link.distanceKm);
  const freeSpaceDb = 32.45 + 20 * Math.log10(900) + 20 * Math.log10(link.distanceKm);
  expect(Math.abs(pathLossDb(link, 900) - (freeSpaceDb + edgeDb + roughDb))).toBeLessThan(1);
});

test("the way there and the way back lose the same", () => {
  const height = fc.double({ min: 1.5, max: 45, noNaN: true });
  fc.assert(
    fc.property(height, height, fc.integer({ min: 0, max: 400 }), (a, b, wallM) => {
      const land = landWithWall(wallM);
      const sender = { ...west, heightAglM: a };
      const receiver = { ...east, heightAglM: b };
      const there = pathLossDb(linkBetween(land, sender, receiver), 1800);
      const back = pathLossDb(linkBetween(land, receiver, sender), 1800);
      expect(there).toBeCloseTo(back, 6);
    }),
    { numRuns: 60 },
  );
});

test("an end without a height is an error, not sea level", () => {
  const outside = { lon: 107, lat: 21.95, heightAglM: 1.5 };
  expect(() => linkBetween(landWithWall(0), west, outside)).toThrow("No height at 107");
});
