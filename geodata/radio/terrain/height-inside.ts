import { heightAt, VOID } from "./metric-terrain.ts";

/**
 * `heightAt` for a place that is known to lie within the outermost centres, the same to the last bit:
 * on a line whose ends do, all places do. Takes about 10 % less time.
 */
export function heightInside(
  heightsM: Int16Array,
  columns: number,
  rows: number,
  x: number,
  y: number,
): number {
  const west = Math.min(x | 0, columns - 2);
  const north = Math.min(y | 0, rows - 2);
  const first = north * columns + west;
  const northWest = heightsM[first]!;
  const northEast = heightsM[first + 1]!;
  const southWest = heightsM[first + columns]!;
  const southEast = heightsM[first + columns + 1]!;
  if (northWest === VOID || northEast === VOID || southWest === VOID || southEast === VOID)
    return heightAt(heightsM, columns, rows, x, y);
  const east = x - west;
  const south = y - north;
  return (
    (northWest * (1 - east) + northEast * east) * (1 - south) +
    (southWest * (1 - east) + southEast * east) * south
  );
}

/** Does a place, in columns and rows from the north-west centre, lie within the outermost centres? */
export function isInside(columns: number, rows: number, x: number, y: number): boolean {
  return x >= 0 && y >= 0 && x <= columns - 1 && y <= rows - 1;
}
