import { type Field, mapField } from "./height-field.ts";
import type { ReliefFacts } from "./relief-facts.ts";
import { forCellsAround } from "./spot-bend.ts";

/** The lowest and the highest that a cell may be, metres. */
export interface HeightRange {
  low: Field;
  high: Field;
}

/** Steepest rise of land away from a commune's highest and lowest height, rise over run. */
const CONE_SLOPE = 0.45;
/** A commune's range gives way to a spot height outside it within this distance, metres. */
export const SPOT_EXCEPTION_M = 1000;
/** How far the exception has closed at the end of that distance, metres. */
const EXCEPTION_RISE_M = 400;
/** Heights bend into a bound over this many metres instead of breaking at it. */
const SOFTNESS_M = 16;

/** The communes' ranges, opened outwards at `CONE_SLOPE`, and around spots that lie outside them. */
export function rangeAround(shape: Field, facts: ReliefFacts): HeightRange {
  const low = mapField(shape, (cell) =>
    facts.communes.reduce(
      (bound, { elevationMinM }, region) =>
        Math.max(bound, elevationMinM - CONE_SLOPE * facts.distancesM[region]![cell]!),
      0,
    ),
  );
  const high = mapField(shape, (cell) =>
    facts.communes.reduce(
      (bound, { elevationMaxM }, region) =>
        Math.min(bound, elevationMaxM + CONE_SLOPE * facts.distancesM[region]![cell]!),
      Number.POSITIVE_INFINITY,
    ),
  );
  for (const spot of facts.spots) {
    forCellsAround(shape, spot, SPOT_EXCEPTION_M, facts, (cell, distanceM) => {
      const rise = (distanceM / SPOT_EXCEPTION_M) ** 2 * EXCEPTION_RISE_M;
      const [lowest, highest] = [low.values[cell]!, high.values[cell]!];
      if (spot.elevationM < lowest) low.values[cell] = Math.min(lowest, spot.elevationM + rise);
      if (spot.elevationM > highest) high.values[cell] = Math.max(highest, spot.elevationM - rise);
    });
  }
  return { low, high };
}

/** Bends every height into its range; never leaves it. */
export function bentIntoRange(heights: Field, { low, high }: HeightRange): Field {
  return mapField(heights, (cell) => {
    const [lowest, highest] = [low.values[cell]!, high.values[cell]!];
    const softness = Math.min(SOFTNESS_M, Math.max(0, highest - lowest) / 8);
    const under = -softMaximum(-heights.values[cell]!, -highest, softness);
    return Math.min(softMaximum(under, lowest, softness), highest);
  });
}

/** The greater of both, rounded off by at most a quarter of `softness` where they are near. */
function softMaximum(a: number, b: number, softness: number): number {
  const apart = Math.abs(a - b);
  const blend = apart < softness ? (softness - apart) ** 2 / (4 * softness) : 0;
  return Math.max(a, b) + blend;
}
