/** Cells a degree: 0.01° is 1.0 x 1.1 km here. */
const CELLS_PER_DEGREE = 100;

/** A cell of the public grid: all that is told of where a generalised thing stands. */
export interface PublicCell {
  /** Whole cells east of 0° and north of 0°. */
  column: number;
  row: number;
  /** Its centre, WGS 84 degrees. */
  lon: number;
  lat: number;
}

/** The 0.01° cell that a position lies in; two positions of one cell give the same. */
export function publicCellOf(lon: number, lat: number): PublicCell {
  const [column, row] = [Math.floor(lon * CELLS_PER_DEGREE), Math.floor(lat * CELLS_PER_DEGREE)];
  return { column, row, lon: centreOf(column), lat: centreOf(row) };
}

function centreOf(index: number): number {
  return (index * 2 + 1) / (2 * CELLS_PER_DEGREE);
}
