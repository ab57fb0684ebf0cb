import fc from "fast-check";
import { expect, test } from "vitest";
import { makeTerrainGrid, type TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";

const header: TerrainHeader = {
  originLon: 106,
  originLat: 22,
  cellSizeDeg: 0.5,
  columns: 3,
  rows: 3,
  voidValue: -32768,
  synthetic: true,
  source: "test",
};

/** A plane: 100 m in the north-west, 10 m up a column, 1 m up a row. */
const plane = Int16Array.from([100, 110, 120, 101, 111, 121, 102, 112, 122]);

test("at a centre the height is the number of the cell", () => {
  const grid = makeTerrainGrid(header, plane);
  expect(grid.elevationM(106, 22)).toBe(100);
  expect(grid.elevationM(107, 22)).toBe(120);
  expect(grid.elevationM(106, 21)).toBe(102);
  expect(grid.elevationM(107, 21)).toBe(122);
  expect(grid.elevationM(106.5, 21.5)).toBe(111);
});

test("between centres a slope is read without steps", () => {
  const grid = makeTerrainGrid(header, plane);
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, (east, south) => {
      const height = grid.elevationM(106 + east, 22 - south);
      expect(height).toBeCloseTo(100 + 20 * east + 2 * south, 6);
    }),
  );
});

test("outside the grid there is no height, not zero", () => {
  const grid = makeTerrainGrid(header, plane);
  expect(grid.elevationM(105.99, 21.5)).toBeUndefined();
  expect(grid.elevationM(107.01, 21.5)).toBeUndefined();
  expect(grid.elevationM(106.5, 22.01)).toBeUndefined();
  expect(grid.elevationM(106.5, 20.99)).toBeUndefined();
  expect(grid.elevationM(Number.NaN, 21.5)).toBeUndefined();
});

test("beside a void there is no height, farther away there is", () => {
  const holed = Int16Array.from(plane);
  holed[8] = header.voidValue;
  const grid = makeTerrainGrid(header, holed);
  expect(grid.elevationM(106.9, 21.1)).toBeUndefined();
  expect(grid.elevationM(106.2, 21.8)).toBeCloseTo(104.4, 6);
});

test("a grid of the wrong size is refused", () => {
  expect(() => makeTerrainGrid(header, new Int16Array(8))).toThrow(
    "got 8 heights, expected 3 columns x 3 rows",
  );
});
