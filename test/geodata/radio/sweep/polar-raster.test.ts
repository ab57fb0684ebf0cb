import { expect, test } from "vitest";
import { makePolarGrid } from "../../../../geodata/radio/sweep/polar-grid.ts";
import { fillRaster, pixelsAround } from "../../../../geodata/radio/sweep/polar-raster.ts";
import { scaleFactorAt } from "../../../../geodata/radio/terrain/utm48.ts";

const mast = { eastingM: 690_000, northingM: 2_420_000 };
const grid = makePolarGrid(3000, 30);
const pixels = pixelsAround(mast, 3000, 30);
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
