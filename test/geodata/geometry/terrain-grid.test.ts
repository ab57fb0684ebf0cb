import fc from "fast-check";
import { expect, test } from "vitest";
import { makeTerrainGrid, type TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";
import {
  elevationM,
  type MetricTerrainHeader,
  makeMetricTerrain,
} from "../../../geodata/radio/terrain/metric-terrain.ts";

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

test("a centre beside a void has its own height: a void without a share does not matter", () => {
  const holed = Int16Array.from(plane);
  holed[8] = header.voidValue;
  const grid = makeTerrainGrid(header, holed);
  expect(grid.elevationM(106.5, 21.5)).toBe(111);
  expect(grid.elevationM(107, 21.5)).toBe(121);
  expect(grid.elevationM(107, 21.25)).toBeUndefined();
});

test("a grid in degrees and one in metres read the same heights in the same way, voids included", () => {
  const heights = fc.array(
    fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 1500 }) }, fc.constant(-32_768)),
    { minLength: 9, maxLength: 9 },
  );
  // Quarters of a cell, beyond the edges too: exact in degrees and in metres.
  const quarter = fc.integer({ min: -2, max: 10 });
  fc.assert(
    fc.property(heights, quarter, quarter, (values, east, south) => {
      const heightsM = Int16Array.from(values);
      const metric = makeMetricTerrain(
        {
          crs: "EPSG:32648",
          originEastingM: 680_000,
          originNorthingM: 2_430_000,
          cellSizeM: 32,
          columns: 3,
          rows: 3,
          voidValue: -32_768,
          synthetic: true,
          sources: [],
        } as unknown as MetricTerrainHeader,
        heightsM,
      );
      expect(makeTerrainGrid(header, heightsM).elevationM(106 + east / 8, 22 - south / 8)).toBe(
        elevationM(metric, 680_000 + east * 8, 2_430_000 - south * 8),
      );
    }),
  );
});

test("a void value that is not read as one is refused", () => {
  expect(() => makeTerrainGrid({ ...header, voidValue: -9999 }, plane)).toThrow(
    "got a void value of -9999, expected -32768",
  );
});
