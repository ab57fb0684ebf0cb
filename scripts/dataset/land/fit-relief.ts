import { blurred, type Field, makeField, mapField } from "./height-field.ts";
import type { ReliefFacts } from "./relief-facts.ts";
import { bentIntoRange, rangeAround } from "./relief-range.ts";
import { slumped } from "./slump.ts";
import { bentToSpots, roughnessOf } from "./spot-bend.ts";

/** Across a commune border the two ways of reading the carved land blend over this distance, metres. */
const BLEND_M = 700;
/** Rounds in which each commune's mean is brought to its fact: after six all are within 1 m. */
const MEAN_ROUNDS = 6;
/** Cells that the level of the surroundings is measured over, about 3 km. */
const OUTSIDE_BLUR_CELLS = 17;
/** Carved relief is gentler than what the ranges make of it inside: outside it is raised to match. */
const OUTSIDE_GAIN = 1.4;
/** One spot outside the district speaks for about a square kilometre, in cells. */
const SPOT_CELLS = 120;
/** Settlements sit low: the land around a spot lies this much higher, metres. */
const ABOVE_SPOT_M = 30;

/**
 * Bends carved land onto the facts without moving its valleys: in each commune the order of heights
 * stays, their distribution becomes that of `heightOfRank` with the commune's mean; spot heights are
 * met exactly at their cell; no cell leaves its commune's range but near a spot that does.
 */
export function fitToFacts(carved: Field, facts: ReliefFacts): Field {
  const near = facts.communes.map((_, region) => nearCells(carved, facts, region));
  const range = rangeAround(carved, facts);
  const shareOf = (region: number, heightM: number) => {
    const { elevationMinM: min, elevationMaxM: max } = facts.communes[region]!;
    return (heightM - min) / (max - min);
  };
  const wanted = facts.communes.map((commune, region) => shareOf(region, commune.elevationMeanM));
  const aims = [...wanted];
  const roughness = roughnessOf(carved);
  const fitted = (heights: Field) =>
    bentToSpots(bentIntoRange(heights, range), roughness, range, facts);
  for (let round = 0; round < MEAN_ROUNDS; round++) {
    meansOf(fitted(blendedHeights(carved, facts, near, aims)), facts).forEach((mean, region) => {
      aims[region] = aims[region]! + wanted[region]! - shareOf(region, mean);
    });
  }
  const whole = withSurroundings(carved, blendedHeights(carved, facts, near, aims), facts);
  // Sliding moves land but hardly changes a mean, so once at the end is enough.
  return slumped(fitted(whole), range, facts);
}

/**
 * Height of the cell that is higher than the share `rank` of its commune, as a share of the way from
 * the lowest to the highest: partly even, partly a power, so that valley floors still slope while
 * few cells are near the top. The mean over all ranks is `mean`, 0..1.
 */
function heightOfRank(rank: number, mean: number): number {
  const within = Math.min(Math.max(mean, 0.04), 0.96);
  const even = Math.min(within, 1 - within);
  const power = (1 - even) / (within - even / 2) - 1;
  return even * rank + (1 - even) * rank ** power;
}

/** The cells in and around a commune, with the weight of its reading and their rank in it. */
interface NearCells {
  cells: Int32Array;
  weights: Float64Array;
  ranks: Float64Array;
}

function nearCells(carved: Field, { regions, distancesM }: ReliefFacts, region: number): NearCells {
  const distances = distancesM[region]!;
  const cells: number[] = [];
  const own: number[] = [];
  for (let cell = 0; cell < regions.length; cell++) {
    if (distances[cell]! < BLEND_M) cells.push(cell);
    if (regions[cell] === region) own.push(carved.values[cell]!);
  }
  const sorted = Float64Array.from(own).sort();
  return {
    cells: Int32Array.from(cells),
    weights: Float64Array.from(cells, (cell) => (1 - distances[cell]! / BLEND_M) ** 2),
    ranks: Float64Array.from(cells, (cell) => rankIn(sorted, carved.values[cell]!)),
  };
}

/** Share of the sorted heights that lie lower, 0..1, linear between two of them. */
function rankIn(sorted: Float64Array, height: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < height) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  if (low === sorted.length) return 1;
  const [below, above] = [sorted[low - 1]!, sorted[low]!];
  return (low - 1 + (height - below) / Math.max(above - below, 1e-9)) / (sorted.length - 1);
}

/** Heights where a commune is near, by its distribution; the carved ones, unread, farther out. */
function blendedHeights(
  carved: Field,
  facts: ReliefFacts,
  near: readonly NearCells[],
  aims: readonly number[],
): Field {
  const weights = makeField(carved.columns, carved.rows);
  const sums = makeField(carved.columns, carved.rows);
  near.forEach((around, region) => {
    const { elevationMinM: min, elevationMaxM: max } = facts.communes[region]!;
    around.cells.forEach((cell, index) => {
      const weight = around.weights[index]!;
      const height = min + (max - min) * heightOfRank(around.ranks[index]!, aims[region]!);
      weights.values[cell] = weights.values[cell]! + weight;
      sums.values[cell] = sums.values[cell]! + weight * height;
    });
  });
  return mapField(carved, (cell) =>
    weights.values[cell]! > 0 ? sums.values[cell]! / weights.values[cell]! : carved.values[cell]!,
  );
}

/** Beyond the district the carved shapes go on, at the level of what lies next to them and of spots. */
function withSurroundings(carved: Field, inside: Field, facts: ReliefFacts): Field {
  const nearestM = mapField(carved, (cell) =>
    facts.distancesM.reduce(
      (nearest, distances) => Math.min(nearest, distances[cell]!),
      Number.POSITIVE_INFINITY,
    ),
  );
  const known = mapField(carved, (cell) => (nearestM.values[cell]! < BLEND_M ? 1 : 0));
  const sums = mapField(carved, (cell) => known.values[cell]! * inside.values[cell]!);
  for (const spot of facts.spots) {
    const cell = spot.row * carved.columns + spot.column;
    if (known.values[cell]) continue;
    known.values[cell] = SPOT_CELLS;
    sums.values[cell] = SPOT_CELLS * (spot.elevationM + ABOVE_SPOT_M);
  }
  const weight = blurred(known, OUTSIDE_BLUR_CELLS);
  const level = blurred(sums, OUTSIDE_BLUR_CELLS);
  const carvedLevel = blurred(carved, OUTSIDE_BLUR_CELLS);
  // Where neither a commune nor a spot is near, the mean of all that is known is all there is.
  const prior = 0.02;
  const all = (level.values.reduce(add, 0) / weight.values.reduce(add, 0)) * prior;
  return mapField(carved, (cell) => {
    const share = Math.min(nearestM.values[cell]! / BLEND_M, 1);
    const base = (level.values[cell]! + all) / (weight.values[cell]! + prior);
    const outside = base + OUTSIDE_GAIN * (carved.values[cell]! - carvedLevel.values[cell]!);
    return inside.values[cell]! + (outside - inside.values[cell]!) * share;
  });
}

function meansOf(heights: Field, facts: ReliefFacts): number[] {
  const sums = new Float64Array(facts.communes.length);
  const counts = new Float64Array(facts.communes.length);
  for (let cell = 0; cell < heights.values.length; cell++) {
    const region = facts.regions[cell]!;
    if (region < 0) continue;
    sums[region] = sums[region]! + heights.values[cell]!;
    counts[region] = counts[region]! + 1;
  }
  return Array.from(sums, (sum, region) => sum / counts[region]!);
}

function add(a: number, b: number): number {
  return a + b;
}
