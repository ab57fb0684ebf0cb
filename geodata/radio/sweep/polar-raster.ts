import { scaleFactorAt, type UtmPoint } from "../terrain/utm48.ts";
import { bearingRad } from "./bearing.ts";
import type { PolarGrid } from "./polar-grid.ts";

/** Square pixels in the metric grid of the terrain: rows north to south, columns west to east. */
export interface PixelGrid {
  /** Centre of the north-west pixel, m. */
  readonly originEastingM: number;
  readonly originNorthingM: number;
  readonly cellSizeM: number;
  readonly columns: number;
  readonly rows: number;
}

/** The pixels around a mast out to `rangeM`, the mast in the middle of one. */
export function pixelsAround(mast: UtmPoint, rangeM: number, cellSizeM: number): PixelGrid {
  const reach = Math.ceil((rangeM * scaleFactorAt(mast.eastingM)) / cellSizeM);
  return {
    originEastingM: mast.eastingM - reach * cellSizeM,
    originNorthingM: mast.northingM + reach * cellSizeM,
    cellSizeM,
    columns: 2 * reach + 1,
    rows: 2 * reach + 1,
  };
}

/**
 * Carries values of a polar grid to pixels, bilinear in azimuth and range: `out` is row-major, NaN
 * beyond the range and where a polar neighbour with a share is NaN. Within one step of the mast the
 * first ring stands.
 */
export function fillRaster(
  grid: PolarGrid,
  values: Float32Array,
  mast: UtmPoint,
  pixels: PixelGrid,
  out: Float32Array,
): void {
  const { stepM, steps, rays } = grid;
  const { originEastingM, originNorthingM, cellSizeM, columns, rows } = pixels;
  const groundPerGrid = 1 / scaleFactorAt(mast.eastingM);
  const raysPerRad = rays / (2 * Math.PI);
  for (let row = 0; row < rows; row++) {
    const north = (originNorthingM - row * cellSizeM - mast.northingM) * groundPerGrid;
    for (let column = 0; column < columns; column++) {
      const east = (originEastingM + column * cellSizeM - mast.eastingM) * groundPerGrid;
      const at = row * columns + column;
      const ring = Math.max(Math.sqrt(east * east + north * north) / stepM - 1, 0);
      if (ring > steps - 1) {
        out[at] = NaN;
        continue;
      }
      const bearing = bearingRad(east, north) * raysPerRad;
      const ray = Math.floor(bearing);
      const side = bearing - ray;
      const inner = Math.min(Math.floor(ring), steps - 2);
      const beyond = ring - inner;
      const left = (ray % rays) * steps + inner;
      const right = ((ray + 1) % rays) * steps + inner;
      const leftValue = between(values[left]!, values[left + 1]!, beyond);
      // What has no share is not asked: a void beside the line does not matter.
      out[at] =
        side === 0
          ? leftValue
          : leftValue * (1 - side) + between(values[right]!, values[right + 1]!, beyond) * side;
    }
  }
}

function between(near: number, far: number, part: number): number {
  if (part === 0) return near;
  return part === 1 ? far : near * (1 - part) + far * part;
}
