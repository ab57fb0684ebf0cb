import type { Bbox } from "../model/geojson.ts";

/** Cells a degree: 0.01° is 1.0 x 1.1 km here. */
const CELLS_PER_DEGREE = 100;
/** A tenth of a millimetre, in cells. */
const HAIR = 1e-7;
/** Places looked at along a line: a corner of less than an eighth of a cell may be missed. */
const STEPS_PER_CELL = 8;

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

/** Its four sides, degrees, a hair inside: what only touches it has no share in it. */
export function publicCellBox({ column, row }: PublicCell): Bbox {
  const sides = [column + HAIR, row + HAIR, column + 1 - HAIR, row + 1 - HAIR];
  return sides.map((side) => side / CELLS_PER_DEGREE) as Bbox;
}

/**
 * The cells that a straight line between the centres of two others passes through, without these:
 * none between neighbours.
 */
export function publicCellsBetween(from: PublicCell, to: PublicCell): PublicCell[] {
  const [east, north] = [to.column - from.column, to.row - from.row];
  const steps = STEPS_PER_CELL * Math.max(Math.abs(east), Math.abs(north));
  if (steps <= STEPS_PER_CELL) return [];
  const passed = new Map<string, PublicCell>();
  for (let step = 1; step < steps; step += 1) {
    const column = Math.floor(from.column + 0.5 + (east * step) / steps);
    const row = Math.floor(from.row + 0.5 + (north * step) / steps);
    passed.set(`${column} ${row}`, { column, row, lon: centreOf(column), lat: centreOf(row) });
  }
  for (const end of [from, to]) passed.delete(`${end.column} ${end.row}`);
  return [...passed.values()];
}

function centreOf(index: number): number {
  return (index * 2 + 1) / (2 * CELLS_PER_DEGREE);
}
