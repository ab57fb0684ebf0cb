import type { MetricTerrain } from "../terrain/metric-terrain.ts";
import type { UtmPoint } from "../terrain/utm48.ts";
import { eachLink, type LinkOptions, type OnLink } from "./each-link.ts";
import type { LinkCell } from "./link-cell.ts";

/** What a point hears; a point may hear one cell while the way of another is not known. */
export interface BestCells {
  /** Index of the strongest cell, the lower one of two that are equal; `NO_CELL` where none is heard. */
  readonly cell: Int32Array;
  /** Its level, dBm; NaN where none is heard. */
  readonly levelDbm: Float64Array;
  /** Links to the point that might be heard but cross ground that is not known. */
  readonly notComputed: Uint32Array;
}

export const NO_CELL = -1;

/** "not_computed" is no answer, "too_weak" is one: every link was computed or cannot reach the floor. */
export type PointReception = "heard" | "too_weak" | "not_computed";

/** The strongest cell of each point. `onLink` is told every link on the way, as of `eachLink`. */
export function findBestCells(
  terrain: MetricTerrain,
  cells: readonly LinkCell[],
  points: readonly UtmPoint[],
  options: LinkOptions,
  onLink?: OnLink,
): BestCells {
  const best: BestCells = {
    cell: new Int32Array(points.length).fill(NO_CELL),
    levelDbm: new Float64Array(points.length).fill(NaN),
    notComputed: new Uint32Array(points.length),
  };
  eachLink(terrain, cells, points, options, (cell, point, levelDbm, lossDb, distanceM) => {
    onLink?.(cell, point, levelDbm, lossDb, distanceM);
    const before = best.levelDbm[point]!;
    if (Number.isNaN(levelDbm)) best.notComputed[point]! += 1;
    else if (
      best.cell[point] === NO_CELL ||
      levelDbm > before ||
      (levelDbm === before && cell < best.cell[point]!)
    ) {
      best.cell[point] = cell;
      best.levelDbm[point] = levelDbm;
    }
  });
  return best;
}

export function receptionOf(best: BestCells, point: number): PointReception {
  if (best.cell[point] !== NO_CELL) return "heard";
  return best.notComputed[point]! > 0 ? "not_computed" : "too_weak";
}
