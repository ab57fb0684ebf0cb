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

/** Where the cells of a terrain lie: the centre of one of them, and their size, m. */
type Cells = Pick<PixelGrid, "originEastingM" | "originNorthingM" | "cellSizeM">;

/**
 * The pixels around a mast out to `rangeM`, their edges on those of the terrain's cells when one size is
 * a multiple of the other: rasters of one pixel size lie on one another, whichever mast they are of.
 */
export function pixelsAround(
  mast: UtmPoint,
  rangeM: number,
  cellSizeM: number,
  terrain: Cells,
): PixelGrid {
  const reachM = rangeM * scaleFactorAt(mast.eastingM);
  // Cell edges of any terrain of ours are multiples of its cell size, and so are these.
  const eastShiftM = cornerShiftM(terrain.originEastingM, terrain.cellSizeM);
  const northShiftM = cornerShiftM(terrain.originNorthingM, terrain.cellSizeM);
  const west = Math.floor((mast.eastingM - reachM - eastShiftM) / cellSizeM);
  const east = Math.ceil((mast.eastingM + reachM - eastShiftM) / cellSizeM);
  const south = Math.floor((mast.northingM - reachM - northShiftM) / cellSizeM);
  const north = Math.ceil((mast.northingM + reachM - northShiftM) / cellSizeM);
  return {
    originEastingM: eastShiftM + (west + 0.5) * cellSizeM,
    originNorthingM: northShiftM + (north - 0.5) * cellSizeM,
    cellSizeM,
    columns: east - west,
    rows: north - south,
  };
}

/** How far the edges of cells, one of whose centres is `centreM`, lie beyond multiples of their size, m. */
function cornerShiftM(centreM: number, cellSizeM: number): number {
  const edgeM = centreM - cellSizeM / 2;
  return edgeM - Math.floor(edgeM / cellSizeM) * cellSizeM;
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
