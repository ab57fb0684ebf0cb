import { medianEarthRadiusKm } from "../../../geodata/radio/effective-earth.ts";
import { medianLossDb } from "../../../geodata/radio/point-to-point.ts";
import { directionOf, makePolarGrid } from "../../../geodata/radio/sweep/polar-grid.ts";
import { fillRaster, pixelsAround } from "../../../geodata/radio/sweep/polar-raster.ts";
import { makePolarSweep } from "../../../geodata/radio/sweep/polar-sweep.ts";
import { fillSweepLossDb } from "../../../geodata/radio/sweep/sweep-loss.ts";
import { sweepRays } from "../../../geodata/radio/sweep/sweep-rays.ts";
import type { MetricTerrain } from "../../../geodata/radio/terrain/metric-terrain.ts";
import { sampleLine } from "../../../geodata/radio/terrain/sample-line.ts";
import { scaleFactorAt } from "../../../geodata/radio/terrain/utm48.ts";
import type { BenchMast } from "./demonstration-world.ts";

export const FREQUENCY_GHZ = 1.8;
export const ANTENNA_AGL_M = 30;
const RECEIVER_AGL_M = 1.5;
export const RADIUS_KM = medianEarthRadiusKm(45);

/** The area engine around one mast, in three stages that write into arrays made once. */
export function makeAreaWork(terrain: MetricTerrain, rangeM: number, stepM: number) {
  const grid = makePolarGrid(rangeM, stepM);
  const buffer = new ArrayBuffer(5 * 4 * grid.rays * grid.steps);
  const lossDb = new Float32Array(grid.rays * grid.steps);
  let raster = new Float32Array(0);
  const sweepOf = ({ groundM }: BenchMast) =>
    makePolarSweep(
      {
        grid,
        txHeightAmslM: groundM + ANTENNA_AGL_M,
        rxHeightAglM: RECEIVER_AGL_M,
        radiusKm: RADIUS_KM,
        lowestFrequencyGHz: 0.7,
      },
      buffer,
    );
  return {
    places: grid.rays * grid.steps,
    grid,
    lossDb,
    sweep: (mast: BenchMast) => sweepRays(terrain, mast.place, sweepOf(mast)),
    loss: (mast: BenchMast) => fillSweepLossDb(sweepOf(mast), FREQUENCY_GHZ, "horizontal", lossDb),
    raster: (mast: BenchMast) => {
      const pixels = pixelsAround(mast.place, rangeM, stepM, terrain.header);
      if (raster.length !== pixels.columns * pixels.rows)
        raster = new Float32Array(pixels.columns * pixels.rows);
      fillRaster(grid, lossDb, mast.place, pixels, raster);
      return raster;
    },
    sweepOf,
  };
}
type AreaWork = ReturnType<typeof makeAreaWork>;

/**
 * The baseline: for each place a profile of its own, drawn and computed from the mast to there. Every
 * `every`-th place alone, for it takes long. Returns the greatest difference from `lossDb`, dB.
 */
export function profilePerPlace(
  terrain: MetricTerrain,
  { place, groundM }: BenchMast,
  { grid, lossDb }: AreaWork,
  every: number,
): number {
  const { steps, rays, stepM } = grid;
  const scale = scaleFactorAt(place.eastingM);
  const distanceKm = Float64Array.from({ length: steps + 1 }, (_, i) => (i * stepM) / 1000);
  const heightM = new Float64Array(steps + 1);
  let worstDb = 0;
  for (let at = 0; at < rays * steps; at += every) {
    const step = (at % steps) + 1;
    const { east, north } = directionOf(Math.floor(at / steps), grid);
    const reachM = step * stepM * scale;
    const to = {
      eastingM: place.eastingM + east * reachM,
      northingM: place.northingM + north * reachM,
    };
    const terrainHeightM = heightM.subarray(0, step + 1);
    sampleLine(terrain, place, to, terrainHeightM);
    const exactDb = medianLossDb(
      {
        distanceKm: distanceKm.subarray(0, step + 1),
        terrainHeightM,
        obstacleHeightM: terrainHeightM,
      },
      groundM + ANTENNA_AGL_M,
      terrainHeightM[step]! + RECEIVER_AGL_M,
      RADIUS_KM,
      FREQUENCY_GHZ,
      "horizontal",
    );
    worstDb = Math.max(worstDb, Math.abs(exactDb - lossDb[at]!));
  }
  return worstDb;
}
