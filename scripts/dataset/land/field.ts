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

/** Three box blurs in a row: close to a Gaussian with a standard deviation of `radius` cells. */
export function blurred(
  { columns, rows }: Size,
  values: Float64Array,
  radius: number,
): Float64Array {
  let result = values;
  for (let round = 0; round < 3; round++) {
    result = boxBlurred(result, radius, { stride: 1, length: columns, lineStride: columns });
    result = boxBlurred(result, radius, { stride: columns, length: rows, lineStride: 1 });
  }
  return result;
}

/** Running mean along one direction; the edge cell is repeated beyond the edge. */
function boxBlurred(
  values: Float64Array,
  radius: number,
  { stride, length, lineStride }: { stride: number; length: number; lineStride: number },
): Float64Array {
  const result = new Float64Array(values.length);
  const width = 2 * radius + 1;
  for (let line = 0; line < values.length / length; line++) {
    const start = line * lineStride;
    const at = (position: number) =>
      values[start + Math.min(Math.max(position, 0), length - 1) * stride]!;
    let sum = 0;
    for (let position = -radius; position <= radius; position++) sum += at(position);
    for (let position = 0; position < length; position++) {
      result[start + position * stride] = sum / width;
      sum += at(position + radius + 1) - at(position - radius);
    }
  }
  return result;
}
