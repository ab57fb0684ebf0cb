import { bullingtonNuAt1GHz } from "../../../geodata/radio/diffraction/bullington.ts";
import { heightAt, type MetricTerrain } from "../../../geodata/radio/terrain/metric-terrain.ts";
import { sampleLine } from "../../../geodata/radio/terrain/sample-line.ts";
import type { Cell } from "./gdal-viewshed.ts";

/** Effective radius of the Earth for k = 4/3, km. */
export const RADIUS_KM = (4 / 3) * 6371;
/** Points on a path for each column or row that it crosses: at 30 m no more than 21 m apart. */
const POINTS_PER_CELL = 2;

const heights = new Float64Array(2048);
const distances = new Float64Array(2048);

/**
 * Whether one antenna sees the other: Bullington's nu of the profile between the centres of two
 * cells is not above 0, that is, no point of it stands above the direct ray. Undefined where the
 * ground is not known.
 */
export function isInSight(
  terrain: MetricTerrain,
  from: Cell,
  to: Cell,
  fromAglM: number,
  toAglM: number,
): boolean | undefined {
  const { distanceKm, heightM } = profileBetween(terrain, from, to) ?? {};
  if (!distanceKm || !heightM) return undefined;
  const nu = bullingtonNuAt1GHz(
    distanceKm,
    heightM,
    heightM[0]! + fromAglM,
    heightM.at(-1)! + toAglM,
    RADIUS_KM,
  );
  return nu <= 0;
}

/**
 * Whether ground up to `cells` beside the path decides: with the lowest height across the path under
 * every point the antennas see each other, with the highest they do not.
 */
export function isDecidedBeside(
  terrain: MetricTerrain,
  cells: number,
  from: Cell,
  to: Cell,
  fromAglM: number,
  toAglM: number,
): boolean {
  const { distanceKm, heightM } = profileBetween(terrain, from, to) ?? {};
  if (!distanceKm || !heightM) return false;
  const { columns, rows } = terrain.header;
  const txM = heightM[0]! + fromAglM;
  const rxM = heightM.at(-1)! + toAglM;
  const last = heightM.length - 1;
  const [low, high] = [heightM.slice(), heightM.slice()];
  const [east, south] = [to.column - from.column, to.row - from.row];
  const length = Math.hypot(east, south);
  for (let i = 1; i < last; i++)
    for (let aside = -cells; aside <= cells; aside += 0.5) {
      const x = from.column + (east * i) / last - (south / length) * aside;
      const y = from.row + (south * i) / last + (east / length) * aside;
      const beside = heightAt(terrain.heightsM, columns, rows, x, y);
      low[i] = Math.min(low[i]!, beside);
      high[i] = Math.max(high[i]!, beside);
    }
  return (
    bullingtonNuAt1GHz(distanceKm, low, txM, rxM, RADIUS_KM) <= 0 &&
    bullingtonNuAt1GHz(distanceKm, high, txM, rxM, RADIUS_KM) > 0
  );
}

/** Views of arrays that the next call overwrites; undefined where a height is not known. */
function profileBetween(terrain: MetricTerrain, from: Cell, to: Cell) {
  const { originEastingM, originNorthingM, cellSizeM } = terrain.header;
  const point = ({ column, row }: Cell) => ({
    eastingM: originEastingM + column * cellSizeM,
    northingM: originNorthingM - row * cellSizeM,
  });
  const [east, south] = [to.column - from.column, to.row - from.row];
  const steps = POINTS_PER_CELL * Math.max(Math.abs(east), Math.abs(south));
  const heightM = heights.subarray(0, steps + 1);
  if (!sampleLine(terrain, point(from), point(to), heightM)) return undefined;
  const distanceKm = distances.subarray(0, steps + 1);
  const stepKm = (Math.hypot(east, south) * cellSizeM) / 1000 / steps;
  for (let i = 0; i <= steps; i++) distanceKm[i] = i * stepKm;
  return { distanceKm, heightM };
}
