import { heightAt, type MetricTerrain } from "./metric-terrain.ts";
import type { UtmPoint } from "./utm48.ts";

/**
 * Heights along a straight line of the grid, for hot loops: allocates nothing. `out` is filled at
 * equal steps with both ends included (one value: the start); metres above sea level, NaN where
 * the terrain does not tell (outside it, or beside a void).
 *
 * @returns true when every height is known; a path with a gap is "not computed" as a whole
 */
export function sampleLine(
  { header, heightsM }: MetricTerrain,
  from: UtmPoint,
  to: UtmPoint,
  out: Float64Array,
): boolean {
  const { originEastingM, originNorthingM, cellSizeM, columns, rows } = header;
  const last = out.length - 1;
  const fromX = (from.eastingM - originEastingM) / cellSizeM;
  const fromY = (originNorthingM - from.northingM) / cellSizeM;
  const toX = (to.eastingM - originEastingM) / cellSizeM;
  const toY = (originNorthingM - to.northingM) / cellSizeM;
  let complete = true;
  for (let i = 0; i <= last; i++) {
    // Written so that both ends are met exactly: an end on the outermost centres stays inside.
    const part = last === 0 ? 0 : i / last;
    const x = part === 1 ? toX : fromX + part * (toX - fromX);
    const y = part === 1 ? toY : fromY + part * (toY - fromY);
    const heightM = heightAt(heightsM, columns, rows, x, y);
    out[i] = heightM;
    if (Number.isNaN(heightM)) complete = false;
  }
  return complete;
}
