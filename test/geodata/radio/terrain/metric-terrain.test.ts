import fc from "fast-check";
import { expect, test } from "vitest";
import {
  elevationAtLonLat,
  elevationM,
  makeMetricTerrain,
} from "../../../../geodata/radio/terrain/metric-terrain.ts";
import { sampleLine } from "../../../../geodata/radio/terrain/sample-line.ts";
import { fromUtm48 } from "../../../../geodata/radio/terrain/utm48.ts";
import { SMALL_GRID, terrainOf } from "./make-terrain.ts";

const { originEastingM, originNorthingM, cellSizeM, columns, rows } = SMALL_GRID;
/** 100 m in the north-west, 10 m up a column, 3 m up a row. */
const plane = terrainOf((column, row) => 100 + 10 * column + 3 * row);
/** The plane with a void at column 10, row 5. */
const holed = terrainOf((column, row) =>
  column === 10 && row === 5 ? undefined : 100 + 10 * column + 3 * row,
);
const at = (column: number, row: number) => ({
  eastingM: originEastingM + column * cellSizeM,
  northingM: originNorthingM - row * cellSizeM,
});
const heightAtCell = (terrain: typeof plane, column: number, row: number) =>
  elevationM(terrain, at(column, row).eastingM, at(column, row).northingM);
const inside = fc.tuple(
  fc.double({ min: 0, max: columns - 1, noNaN: true }),
  fc.double({ min: 0, max: rows - 1, noNaN: true }),
);

test("a plane is read without steps, in metres and in degrees", () => {
  fc.assert(
    fc.property(inside, ([column, row]) => {
      const expected = 100 + 10 * column + 3 * row;
      expect(heightAtCell(plane, column, row)).toBeCloseTo(expected, 5);
      const { lon, lat } = fromUtm48(at(column * 0.9 + 0.5, row * 0.9 + 0.5));
      expect(elevationAtLonLat(plane, lon, lat)).toBeCloseTo(
        100 + 10 * (column * 0.9 + 0.5) + 3 * (row * 0.9 + 0.5),
        3,
      );
    }),
  );
});

test("outside the outermost centres nothing is computed, however near", () => {
  for (const [column, row] of [
    [-0.001, 0],
    [0, -0.001],
    [columns - 0.999, 0],
    [0, rows - 0.999],
    [Number.NaN, 0],
    [0, Number.POSITIVE_INFINITY],
  ] as const)
    expect(heightAtCell(plane, column, row)).toBeUndefined();
  expect(heightAtCell(plane, columns - 1, rows - 1)).toBe(100 + 10 * 19 + 3 * 9);
});

test("a void is not computed as far as it has a share, and never sea level", () => {
  fc.assert(
    fc.property(inside, ([column, row]) => {
      const hasShare = Math.abs(column - 10) < 1 && Math.abs(row - 5) < 1;
      const heightM = heightAtCell(holed, column, row);
      if (hasShare) expect(heightM).toBeUndefined();
      else expect(heightM).toBeCloseTo(100 + 10 * column + 3 * row, 5);
    }),
  );
  // The centres all around have heights of their own.
  for (const [column, row] of [
    [9, 5],
    [11, 5],
    [10, 4],
    [10, 6],
    [9, 4],
    [11, 6],
  ] as const)
    expect(heightAtCell(holed, column, row)).toBe(100 + 10 * column + 3 * row);
  expect(heightAtCell(holed, 10, 5)).toBeUndefined();
});

test("a line has the heights of its points, NaN where they are not computed", () => {
  fc.assert(
    fc.property(inside, inside, fc.integer({ min: 1, max: 40 }), (from, to, points) => {
      const out = new Float64Array(points).fill(-1);
      const complete = sampleLine(holed, at(...from), at(...to), out);
      let known = 0;
      for (const [i, heightM] of out.entries()) {
        const part = points === 1 ? 0 : i / (points - 1);
        const column = from[0] * (1 - part) + to[0] * part;
        const row = from[1] * (1 - part) + to[1] * part;
        const isNear = Math.abs(column - 10) < 1.001 && Math.abs(row - 5) < 1.001;
        // On the outermost centres rounding may fall outside.
        const isOnRim =
          Math.min(column, row, columns - 1 - column, rows - 1 - row) < 1e-6 && i < points - 1;
        if (!Number.isNaN(heightM)) {
          known += 1;
          expect(heightM).toBeCloseTo(100 + 10 * column + 3 * row, 4);
        } else expect(isNear || isOnRim).toBe(true);
      }
      expect(complete).toBe(known === points);
    }),
  );
});

test("a line from a mast outside the terrain is not complete", () => {
  const out = new Float64Array(11);
  expect(sampleLine(plane, at(-1, 5), at(9, 5), out)).toBe(false);
  expect(out[0]).toBeNaN();
  expect(out[1]).toBe(115);
  expect(sampleLine(plane, at(0, 0), at(columns - 1, rows - 1), out)).toBe(true);
});

test("heights that are not as many as the cells are refused", () => {
  expect(() => makeMetricTerrain(plane.header, new Int16Array(3))).toThrow(
    "got 3 heights, expected 20 columns x 10 rows",
  );
});
