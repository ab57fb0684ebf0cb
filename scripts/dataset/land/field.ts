import type { TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";

/** The height grid: `makeTerrainGrid(header, heightsM)` reads it. */
export interface Terrain {
  header: TerrainHeader;
  /** Row-major, north-west first, whole metres above sea level. */
  heightsM: Int16Array;
}

/** Where the cells of a grid lie. Numbers on it are row-major, north-west first. */
export type Grid = Pick<
  TerrainHeader,
  "originLon" | "originLat" | "cellSizeDeg" | "columns" | "rows"
>;
export type Size = Pick<Grid, "columns" | "rows">;

/** Column and row of a position, in grid units, not rounded. */
export function gridPosition(grid: Grid, lon: number, lat: number): [column: number, row: number] {
  return [(lon - grid.originLon) / grid.cellSizeDeg, (grid.originLat - lat) / grid.cellSizeDeg];
}

/** Bilinear in grid units; positions beyond the edge read the edge. */
export function sampleAt(size: Size, values: Float64Array, column: number, row: number): number {
  const x = Math.min(Math.max(column, 0), size.columns - 1);
  const y = Math.min(Math.max(row, 0), size.rows - 1);
  const west = Math.min(Math.floor(x), size.columns - 2);
  const north = Math.min(Math.floor(y), size.rows - 2);
  const along = (first: number) =>
    values[first]! + (values[first + 1]! - values[first]!) * (x - west);
  const upper = along(north * size.columns + west);
  return upper + (along((north + 1) * size.columns + west) - upper) * (y - north);
}
