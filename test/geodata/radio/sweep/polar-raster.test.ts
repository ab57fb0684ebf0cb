import fc from "fast-check";
import { expect, test } from "vitest";
import { makePolarGrid } from "../../../../geodata/radio/sweep/polar-grid.ts";
import {
  fillRaster,
  type PixelGrid,
  pixelsAround,
} from "../../../../geodata/radio/sweep/polar-raster.ts";
import { scaleFactorAt } from "../../../../geodata/radio/terrain/utm48.ts";

/** The centre of a pixel: the cells of the terrain have their edges on multiples of 30 m. */
const mast = { eastingM: 690_015, northingM: 2_420_025 };
const terrain = { originEastingM: 600_015, originNorthingM: 2_460_015, cellSizeM: 30 };
const grid = makePolarGrid(3000, 30);
const pixels = pixelsAround(mast, 3000, 30, terrain);
const centre = (pixels.rows >> 1) * pixels.columns + (pixels.columns >> 1);

/** Values of the polar grid by distance (m) and azimuth (rad). */
const polar = (value: (distanceM: number, azimuthRad: number) => number) =>
  Float32Array.from({ length: grid.rays * grid.steps }, (_, at) =>
    value(
      ((at % grid.steps) + 1) * grid.stepM,
      (Math.floor(at / grid.steps) / grid.rays) * 2 * Math.PI,
    ),
  );

function rasterOf(values: Float32Array): Float32Array {
  const out = new Float32Array(pixels.columns * pixels.rows);
  fillRaster(grid, values, mast, pixels, out);
  return out;
}

test("what rises with the distance on the ground does so in the pixels", () => {
  const raster = rasterOf(polar((distanceM) => distanceM));
  const scale = scaleFactorAt(mast.eastingM);
  for (const steps of [3, 20, 99]) {
    for (const at of [centre + steps, centre - steps, centre + steps * pixels.columns])
      expect(raster[at]).toBeCloseTo((steps * 30) / scale, 1);
  }
});

test("north is up and azimuth runs clockwise, over the seam too", () => {
  const raster = rasterOf(polar((_, azimuthRad) => Math.cos(azimuthRad)));
  expect(raster[centre - 50 * pixels.columns]).toBeCloseTo(1, 3);
  expect(raster[centre + 50 * pixels.columns]).toBeCloseTo(-1, 3);
  expect(raster[centre + 50]).toBeCloseTo(0, 3);
  const east = rasterOf(polar((_, azimuthRad) => Math.sin(azimuthRad)));
  expect(east[centre + 50]).toBeCloseTo(1, 3);
  expect(east[centre - 50 * pixels.columns - 1]).toBeCloseTo(-1 / 50, 2);
});

test("beyond the range and beside what is not computed there is nothing, never a number", () => {
  const raster = rasterOf(
    polar((distanceM, azimuthRad) => (distanceM > 1500 && azimuthRad < 1 ? NaN : 5)),
  );
  expect(raster[0]).toBeNaN();
  expect(raster[centre - 60 * pixels.columns + 10]).toBeNaN();
  expect(raster[centre - 40 * pixels.columns + 10]).toBe(5);
  expect(raster[centre + 60 * pixels.columns]).toBe(5);
  expect(raster[centre]).toBe(5);
});

/** The edges of a grid's pixels, m from one of the terrain's. */
const edges = ({ originEastingM, originNorthingM, cellSizeM }: typeof terrain) => [
  originEastingM - cellSizeM / 2,
  originNorthingM + cellSizeM / 2,
];

test("pixels of two masts lie on one another and on the cells of the terrain, any mast, step, grid", () => {
  fc.assert(
    fc.property(
      fc.tuple(
        fc.double({ min: 0, max: 40_000, noNaN: true }),
        fc.double({ min: 0, max: 40_000, noNaN: true }),
      ),
      fc.constantFrom([30, 30], [30, 10], [30, 90], [10, 30], [12.5, 25], [20, 20]),
      fc.constantFrom(0, 7, 13.25),
      fc.integer({ min: 200, max: 20_000 }),
      ([east, north], [cellM = 30, stepM = 30], shiftM, rangeM) => {
        const ground = {
          originEastingM: 600_000 + cellM / 2 + shiftM,
          originNorthingM: 2_460_000 - cellM / 2 - shiftM,
          cellSizeM: cellM,
        };
        const place = { eastingM: 650_000 + east, northingM: 2_400_000 + north };
        const [one, other] = [place, { eastingM: 671_234.5, northingM: 2_411_111.1 }].map((at) =>
          pixelsAround(at, rangeM, stepM, ground),
        ) as [PixelGrid, PixelGrid];
        const finer = Math.min(cellM, stepM);
        const isWhole = (metres: number, of: number) =>
          expect(Math.abs(metres / of - Math.round(metres / of))).toBeLessThan(1e-6);
        for (const axis of [0, 1]) {
          isWhole(edges(one)[axis]! - edges(other)[axis]!, stepM);
          isWhole(edges(one)[axis]! - edges(ground)[axis]!, finer);
        }
        // Nothing in range is cut off.
        const reachM = rangeM * scaleFactorAt(place.eastingM);
        const [west, top] = edges(one) as [number, number];
        expect(west).toBeLessThanOrEqual(place.eastingM - reachM);
        expect(west + one.columns * stepM).toBeGreaterThanOrEqual(place.eastingM + reachM);
        expect(top).toBeGreaterThanOrEqual(place.northingM + reachM);
        expect(top - one.rows * stepM).toBeLessThanOrEqual(place.northingM - reachM);
      },
    ),
    { interruptAfterTimeLimit: 5000, markInterruptAsFailure: true },
  );
});
