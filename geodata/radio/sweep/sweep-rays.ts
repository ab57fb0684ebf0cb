import { heightInside, isInside } from "../terrain/height-inside.ts";
import { heightAt, type MetricTerrain } from "../terrain/metric-terrain.ts";
import { scaleFactorAt, type UtmPoint } from "../terrain/utm48.ts";
import { directionOf } from "./polar-grid.ts";
import type { PolarSweep } from "./polar-sweep.ts";
import { makeRayWalker } from "./ray-walker.ts";

/**
 * Sweeps rays `from` (included) to `to` (not included) of a mast into the arrays of `sweep`. Rays do
 * not know of each other: any split among workers gives the same bytes. Steps are metres on the
 * ground, by the grid's scale at the mast (within 10 km it changes by less than 1e-5).
 */
export function sweepRays(
  terrain: MetricTerrain,
  mast: UtmPoint,
  sweep: PolarSweep,
  from = 0,
  to = sweep.grid.rays,
): void {
  const { originEastingM, originNorthingM, cellSizeM, columns, rows } = terrain.header;
  const { heightsM } = terrain;
  const { grid } = sweep;
  const walk = makeRayWalker(sweep);
  const heightM = new Float64Array(grid.steps + 1);
  const stepCells = (grid.stepM * scaleFactorAt(mast.eastingM)) / cellSizeM;
  const mastX = (mast.eastingM - originEastingM) / cellSizeM;
  const mastY = (originNorthingM - mast.northingM) / cellSizeM;
  for (let ray = from; ray < to; ray++) {
    const { east, north } = directionOf(ray, grid);
    const stepX = east * stepCells;
    const stepY = -north * stepCells;
    const endX = mastX + grid.steps * stepX;
    const endY = mastY + grid.steps * stepY;
    if (isInside(columns, rows, mastX, mastY) && isInside(columns, rows, endX, endY))
      for (let i = 0; i <= grid.steps; i++)
        heightM[i] = heightInside(heightsM, columns, rows, mastX + i * stepX, mastY + i * stepY);
    else
      for (let i = 0; i <= grid.steps; i++)
        heightM[i] = heightAt(heightsM, columns, rows, mastX + i * stepX, mastY + i * stepY);
    walk(heightM, ray);
  }
}
