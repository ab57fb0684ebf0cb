import { type BestServers, NO_SERVER } from "./best-servers.ts";

/** Where places lie in the grid: pixel columns and rows, one entry a place. */
export interface PixelPoints {
  readonly columns: Int32Array;
  readonly rows: Int32Array;
}

/** Three answers that are never added up into two. */
export interface CoveredCount {
  covered: number;
  belowThreshold: number;
  /** No server's raster has a level there, or the place is outside the grid. */
  notComputed: number;
}

/** How many places the best server reaches at `thresholdDbm` or above (50 to 130 ns a place). */
export function countCovered(
  grid: BestServers,
  points: PixelPoints,
  thresholdDbm: number,
): CoveredCount {
  // Levels are kept in single precision: a level that equals the threshold must stay equal to it.
  const threshold = Math.fround(thresholdDbm);
  const count: CoveredCount = { covered: 0, belowThreshold: 0, notComputed: 0 };
  for (let i = 0; i < points.columns.length; i++) {
    const column = points.columns[i]!;
    const row = points.rows[i]!;
    const inside = column >= 0 && row >= 0 && column < grid.columns && row < grid.rows;
    const pixel = row * grid.columns + column;
    if (!inside || grid.bestServer[pixel] === NO_SERVER) count.notComputed++;
    else if (grid.bestRsrpDbm[pixel]! >= threshold) count.covered++;
    else count.belowThreshold++;
  }
  return count;
}
