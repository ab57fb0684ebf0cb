import type { Grid } from "./field.ts";

/** What the relief has to meet, on the cells of one grid. */
export interface ReliefFacts {
  grid: Grid;
  cellM: { width: number; height: number };
  communes: readonly { elevationMinM: number; elevationMeanM: number; elevationMaxM: number }[];
  /** Commune of every cell, index into `communes`, -1 outside. */
  regions: Int16Array;
  /** Distance of every cell to each commune, metres. */
  distancesM: readonly Float64Array[];
  /** Spot heights by cell, metres. */
  spots: ReadonlyMap<number, number>;
}

/** Across a commune border the ways of reading the carved land blend over this distance, metres. */
const BLEND_M = 450;
/** Rounds in which each commune's mean is brought to its fact. */
const MEAN_ROUNDS = 8;
/** A commune's range gives way to a spot height outside it within this distance, metres. */
export const SPOT_EXCEPTION_M = 400;
/** How far a spot height bends the land, metres, in rounds from wide to narrow. */
const REACH_M = [900, 400] as const;
/** Steepest slope that stands, rise over run: about 42 degrees; sweeps in which steeper ones slide. */
const STEEPEST = 0.9;
const SWEEPS = 24;
/**
 * Bends carved land onto the facts without moving its valleys: in each commune the order of heights
 * stays, their distribution becomes that of `heightOfRank` with the commune's mean; spot heights are
 * met exactly at their cell; no cell leaves its commune's range but near a spot that does. Beyond
 * the district the nearest communes are read on.
 */
export function fitToFacts(carved: Float64Array, facts: ReliefFacts): Float64Array {
  const readings = readingsOf(carved, facts);
  const bound = boundsOf(facts);
  const aims = facts.communes.map(({ elevationMeanM }) => elevationMeanM);
  const fitted = () =>
    bentToSpots(
      blended(readings, facts, aims).map((height, cell) => bound(cell, height)),
      bound,
      facts,
    );
  for (let round = 0; round < MEAN_ROUNDS; round++) {
    for (const [region, mean] of meansOf(fitted(), facts).entries())
      aims[region] = aims[region]! + facts.communes[region]!.elevationMeanM - mean;
  }
  const heights = fitted();
  // Sliding moves land but hardly changes a mean, so once at the end is enough.
  slump(heights, bound, facts);
  return heights;
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

/** How a commune reads a cell in or near it: with what weight, and how high in its own ranks, 0..1. */
type Reading = Record<"cell" | "region" | "weight" | "rank", number>;

function readingsOf(land: Float64Array, { regions, distancesM }: ReliefFacts): Reading[] {
  const nearestM = distancesM[0]!.map((first, cell) =>
    distancesM.reduce((nearest, distances) => Math.min(nearest, distances[cell]!), first),
  );
  return distancesM.flatMap((distances, region) => {
    const sorted = land.filter((_, cell) => regions[cell] === region).sort();
    const readings: Reading[] = [];
    for (let cell = 0; cell < land.length; cell++) {
      const beyondM = distances[cell]! - nearestM[cell]!;
      // Farther out the blend is wider: nothing is known there.
      const widthM = BLEND_M + nearestM[cell]!;
      if (beyondM >= widthM) continue;
      const rank = rankIn(sorted, land[cell]!);
      readings.push({ cell, region, weight: (1 - beyondM / widthM) ** 2, rank });
    }
    return readings;
  });
}

/** Share of the sorted heights that lie lower, 0..1. */
function rankIn(sorted: Float64Array, height: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < height) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
}

function blended(
  readings: readonly Reading[],
  { communes, regions }: ReliefFacts,
  aims: readonly number[],
): Float64Array {
  const weights = new Float64Array(regions.length);
  const sums = new Float64Array(regions.length);
  for (const { cell, region, weight, rank } of readings) {
    const { elevationMinM: min, elevationMaxM: max } = communes[region]!;
    const height = min + (max - min) * heightOfRank(rank, (aims[region]! - min) / (max - min));
    weights[cell] = weights[cell]! + weight;
    sums[cell] = sums[cell]! + weight * height;
  }
  return sums.map((sum, cell) => sum / weights[cell]!);
}

/** Keeps a height in the range of the cell's commune, but around spots that lie outside it. */
type Bound = (cell: number, height: number) => number;

function boundsOf(facts: ReliefFacts): Bound {
  const { communes, regions, spots } = facts;
  const open = new Set<number>();
  for (const [spot, elevationM] of spots) {
    const commune = communes[regions[spot]!];
    if (commune && (elevationM < commune.elevationMinM || elevationM > commune.elevationMaxM))
      forCellsAround(spot, SPOT_EXCEPTION_M, facts, (cell) => open.add(cell));
  }
  return (cell, height) => {
    const commune = communes[regions[cell]!];
    if (commune === undefined || open.has(cell)) return Math.max(height, 0);
    return Math.min(Math.max(height, commune.elevationMinM), commune.elevationMaxM);
  };
}

/** Adds what the spots miss, spread around them, and sets their own cells exactly. */
function bentToSpots(heights: Float64Array, bound: Bound, facts: ReliefFacts): Float64Array {
  const bent = heights.slice();
  for (const reachM of REACH_M) {
    const weights = new Map<number, number>();
    const sums = new Map<number, number>();
    for (const [spot, elevationM] of facts.spots) {
      const miss = elevationM - bent[spot]!;
      forCellsAround(spot, reachM, facts, (cell, distanceM) => {
        const weight = (1 - (distanceM / reachM) ** 2) ** 2;
        weights.set(cell, (weights.get(cell) ?? 0) + weight);
        sums.set(cell, (sums.get(cell) ?? 0) + weight * miss);
      });
    }
    for (const [cell, sum] of sums)
      bent[cell] = bound(cell, bent[cell]! + sum / Math.max(weights.get(cell)!, 1));
  }
  for (const [spot, elevationM] of facts.spots) bent[spot] = elevationM;
  return bent;
}

/** Visits the cells nearer to a spot than `reachM`. */
function forCellsAround(
  spot: number,
  reachM: number,
  { grid: { columns, rows }, cellM }: ReliefFacts,
  visit: (cell: number, distanceM: number) => void,
): void {
  const [width, height] = [Math.ceil(reachM / cellM.width), Math.ceil(reachM / cellM.height)];
  const [column, row] = [spot % columns, Math.floor(spot / columns)];
  for (let dy = Math.max(-height, -row); dy <= Math.min(height, rows - 1 - row); dy++) {
    for (let dx = Math.max(-width, -column); dx <= Math.min(width, columns - 1 - column); dx++) {
      const distanceM = Math.sqrt((dx * cellM.width) ** 2 + (dy * cellM.height) ** 2);
      if (distanceM < reachM) visit(spot + dy * columns + dx, distanceM);
    }
  }
}

function meansOf(heights: Float64Array, { communes, regions }: ReliefFacts): number[] {
  const sums = communes.map(() => 0);
  const counts = communes.map(() => 0);
  for (const [cell, region] of regions.entries()) {
    if (region < 0) continue;
    sums[region] = sums[region]! + heights[cell]!;
    counts[region] = counts[region]! + 1;
  }
  return sums.map((sum, region) => sum / counts[region]!);
}

/**
 * Lets slopes that are too steep slide: the higher cell loses what the lower one gains. Heights stay
 * in their range, and the cells of spot heights stay as they are. Changes `heights`.
 */
function slump(heights: Float64Array, bound: Bound, { grid, cellM, spots }: ReliefFacts): void {
  const slide = (a: number, b: number, mostM: number): void => {
    const difference = heights[a]! - heights[b]!;
    const excess = Math.abs(difference) - mostM;
    if (excess <= 0) return;
    const moved = (Math.sign(difference) * excess) / 3;
    if (!spots.has(a)) heights[a] = bound(a, heights[a]! - moved);
    if (!spots.has(b)) heights[b] = bound(b, heights[b]! + moved);
  };
  const last = (grid.rows - 1) * grid.columns - 2;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let step = 0; step <= last; step++) {
      // There and back by turns: sliding always one way would comb the slopes.
      const cell = sweep % 2 === 0 ? step : last - step;
      if ((cell + 1) % grid.columns === 0) continue;
      slide(cell, cell + 1, STEEPEST * cellM.width);
      slide(cell, cell + grid.columns, STEEPEST * cellM.height);
    }
  }
}
