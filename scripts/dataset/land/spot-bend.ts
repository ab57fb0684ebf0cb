import { blurred, type Field, mapField } from "./height-field.ts";
import type { ReliefFacts, SpotCell } from "./relief-facts.ts";
import type { HeightRange } from "./relief-range.ts";

/** How far a spot height bends the land, metres, in rounds from wide to narrow. */
const REACH_M = [1300, 700, 350] as const;
/** Cells over which the carved land tells hollow from rise, about 700 m. */
const ROUGHNESS_CELLS = 8;
/** A bend is this much stronger on a rise than in a hollow, so that it gets valleys of its own. */
const ROUGHNESS = 0.55;

/** Adds what the spots miss, spread around them along the carved shapes, and sets their own cells exactly. */
export function bentToSpots(
  heights: Field,
  roughness: Field,
  range: HeightRange,
  facts: ReliefFacts,
): Field {
  const { columns, rows } = heights;
  const values = Float64Array.from(heights.values);
  for (const reachM of REACH_M) {
    const bends = new Map<number, { weights: number; sum: number }>();
    for (const spot of facts.spots) {
      const miss = spot.elevationM - values[spot.row * columns + spot.column]!;
      forCellsAround(heights, spot, reachM, facts, (cell, distanceM) => {
        const weight = (1 - (distanceM / reachM) ** 2) ** 2;
        const bend = bends.get(cell);
        if (bend) {
          bend.weights += weight;
          bend.sum += weight * miss;
        } else bends.set(cell, { weights: weight, sum: weight * miss });
      });
    }
    for (const [cell, { weights, sum }] of bends) {
      const bend = sum / Math.max(weights, 1);
      const height = values[cell]! + bend * (1 + Math.sign(bend) * roughness.values[cell]!);
      values[cell] = Math.min(Math.max(height, range.low.values[cell]!), range.high.values[cell]!);
    }
  }
  for (const { column, row, elevationM } of facts.spots)
    values[row * columns + column] = elevationM;
  return { columns, rows, values };
}

/** From -ROUGHNESS in hollows to ROUGHNESS on rises of the carved land. */
export function roughnessOf(carved: Field): Field {
  const level = blurred(carved, ROUGHNESS_CELLS);
  const relief = mapField(carved, (cell) => carved.values[cell]! - level.values[cell]!);
  const strength = blurred(
    mapField(relief, (cell) => Math.abs(relief.values[cell]!)),
    ROUGHNESS_CELLS,
  );
  return mapField(relief, (cell) => {
    const share = relief.values[cell]! / Math.max(2 * strength.values[cell]!, 1);
    return ROUGHNESS * Math.min(Math.max(share, -1), 1);
  });
}

/** Visits the cells nearer to the spot than `reachM`. */
export function forCellsAround(
  { columns, rows }: Pick<Field, "columns" | "rows">,
  spot: SpotCell,
  reachM: number,
  { cellWidthM, cellHeightM }: Pick<ReliefFacts, "cellWidthM" | "cellHeightM">,
  visit: (cell: number, distanceM: number) => void,
): void {
  const [width, height] = [Math.ceil(reachM / cellWidthM), Math.ceil(reachM / cellHeightM)];
  const [firstRow, lastRow] = [
    Math.max(0, spot.row - height),
    Math.min(rows - 1, spot.row + height),
  ];
  const firstColumn = Math.max(0, spot.column - width);
  const lastColumn = Math.min(columns - 1, spot.column + width);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const distanceM = Math.sqrt(
        ((column - spot.column) * cellWidthM) ** 2 + ((row - spot.row) * cellHeightM) ** 2,
      );
      if (distanceM < reachM) visit(row * columns + column, distanceM);
    }
  }
}
