import type { TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";

/** Numbers on a regular grid, row-major, north-west first. */
export interface Field {
  columns: number;
  rows: number;
  values: Float64Array;
}

export function makeField(columns: number, rows: number, fill = 0): Field {
  return { columns, rows, values: new Float64Array(columns * rows).fill(fill) };
}

/** A field of the same size; `value` gets the index, column and row. */
export function mapField(
  { columns, rows }: Pick<Field, "columns" | "rows">,
  value: (index: number, column: number, row: number) => number,
): Field {
  const result = makeField(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column;
      result.values[index] = value(index, column, row);
    }
  }
  return result;
}

/** Bilinear in grid units; positions beyond the edge read the edge. */
export function sampleField(field: Field, column: number, row: number): number {
  const x = Math.min(Math.max(column, 0), field.columns - 1);
  const y = Math.min(Math.max(row, 0), field.rows - 1);
  const west = Math.min(Math.floor(x), field.columns - 2);
  const north = Math.min(Math.floor(y), field.rows - 2);
  const first = north * field.columns + west;
  const { values } = field;
  const upper = values[first]! + (values[first + 1]! - values[first]!) * (x - west);
  const lowerFirst = first + field.columns;
  const lower = values[lowerFirst]! + (values[lowerFirst + 1]! - values[lowerFirst]!) * (x - west);
  return upper + (lower - upper) * (y - north);
}

/** Three box blurs in a row: close to a Gaussian with a standard deviation of `radius` cells. */
export function blurred(field: Field, radius: number): Field {
  let result = field;
  for (let round = 0; round < 3; round++) {
    result = boxBlurred(result, radius, 1, field.columns, field.rows, field.columns);
    result = boxBlurred(result, radius, field.columns, field.rows, field.columns, 1);
  }
  return result;
}

/** Running mean along one direction; the edge cell is repeated beyond the edge. */
function boxBlurred(
  field: Field,
  radius: number,
  stride: number,
  length: number,
  lines: number,
  lineStride: number,
): Field {
  const result = makeField(field.columns, field.rows);
  const width = 2 * radius + 1;
  for (let line = 0; line < lines; line++) {
    const start = line * lineStride;
    const at = (position: number) =>
      field.values[start + Math.min(Math.max(position, 0), length - 1) * stride]!;
    let sum = 0;
    for (let position = -radius; position <= radius; position++) sum += at(position);
    for (let position = 0; position < length; position++) {
      result.values[start + position * stride] = sum / width;
      sum += at(position + radius + 1) - at(position - radius);
    }
  }
  return result;
}

/** Column and row of a position, in grid units, not rounded. */
export function gridPosition(
  header: Pick<TerrainHeader, "originLon" | "originLat" | "cellSizeDeg">,
  lon: number,
  lat: number,
): [column: number, row: number] {
  return [
    (lon - header.originLon) / header.cellSizeDeg,
    (header.originLat - lat) / header.cellSizeDeg,
  ];
}
