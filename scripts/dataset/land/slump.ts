import type { Field } from "./height-field.ts";
import type { ReliefFacts } from "./relief-facts.ts";
import type { HeightRange } from "./relief-range.ts";

/** Steepest slope that stands, rise over run: about 42 degrees. */
const STEEPEST = 0.9;
/** Sweeps over the land; what is left after them is steeper than `STEEPEST` by a few percent. */
const SWEEPS = 24;

/**
 * Lets slopes that are too steep slide: the higher cell loses what the lower one gains. Heights stay
 * in their range, and the cells of spot heights stay as they are. Changes `heights` and returns it.
 */
export function slumped(heights: Field, range: HeightRange, facts: ReliefFacts): Field {
  const { columns, rows, values } = heights;
  const fixed = new Set(facts.spots.map(({ column, row }) => row * columns + column));
  const inRange = (cell: number, height: number) =>
    Math.min(Math.max(height, range.low.values[cell]!), range.high.values[cell]!);
  const diagonalM = Math.hypot(facts.cellWidthM, facts.cellHeightM);
  const slide = (a: number, b: number, mostM: number): void => {
    const difference = values[a]! - values[b]!;
    const excess = Math.abs(difference) - mostM;
    if (excess <= 0) return;
    const moved = (Math.sign(difference) * excess) / 3;
    if (!fixed.has(a)) values[a] = inRange(a, values[a]! - moved);
    if (!fixed.has(b)) values[b] = inRange(b, values[b]! + moved);
  };
  const last = (rows - 1) * columns - 2;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let step = 0; step <= last; step++) {
      // There and back by turns: sliding always one way would comb the slopes.
      const cell = sweep % 2 === 0 ? step : last - step;
      if ((cell + 1) % columns === 0) continue;
      slide(cell, cell + 1, STEEPEST * facts.cellWidthM);
      slide(cell, cell + columns, STEEPEST * facts.cellHeightM);
      slide(cell, cell + columns + 1, STEEPEST * diagonalM);
      slide(cell + 1, cell + columns, STEEPEST * diagonalM);
    }
  }
  return heights;
}
