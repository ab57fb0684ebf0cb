import type { Village } from "../../../geodata/model/village.ts";
import type { Facts } from "../facts.ts";
import { type Ground, metresBetween, positionOf } from "./ground.ts";
import type { MastSpot } from "./mast-spots.ts";

/** How many masts of each fate there are. */
export interface MastCounts {
  /** On air in mid-2023. */
  base: number;
  /** On air for the first time between mid-2023 and the end of 2025. */
  added: number;
  /** Known in mid-2023 and still not built at the end of 2025. */
  stuck: number;
  /** First heard of after mid-2023 and not yet on air at the end of 2025. */
  pipeline: number;
}

export interface MastPlan {
  base: MastSpot[];
  /** The first ones reach the thôn of `reachedLater`, in that order; the others fill gaps. */
  added: MastSpot[];
  stuck: MastSpot[];
  pipeline: MastSpot[];
}

export interface CoverageAims {
  /** Thôn that no 4G may reach in mid-2023, hardest first. */
  uncoveredAtStart: readonly Village[];
  /** Of these, the ones that a mast reaches by the end of 2025, easiest first. */
  reachedLater: readonly Village[];
}

/** Nearer masts compete for the same people, metres. */
const CLOSE_M = { town: 300, commune: 900 };
/** A 4G signal this far under what covers is no temptation to claim, dB. */
const SURELY_UNCOVERED_DB = -12;
/** A thôn without signal has no mast this near, metres, if it can be helped. */
const NO_MAST_WITHIN_M = 3500;
/** A mast that is built for one thôn gives it this much over what covers, dB. */
const SERVES_DB = 5;
/** Signal beyond this is worth no more, and below this is worth nothing, dB. */
const USEFUL_DB = { from: -16, to: 10 };

/** Chooses among the spots, each time the one that helps most people. */
export function planMasts(
  spots: readonly MastSpot[],
  counts: MastCounts,
  aims: CoverageAims,
  ground: Ground,
  facts: Facts,
): MastPlan {
  const chosen: MastSpot[] = [];
  const best = new Map<string, number>();
  const take = (spot: MastSpot | undefined): MastSpot => {
    if (spot === undefined) throw new Error(`No spot is left after ${chosen.length} masts`);
    chosen.push(spot);
    for (const [id, margin] of spot.marginDb) {
      best.set(id, Math.max(margin, best.get(id) ?? Number.NEGATIVE_INFINITY));
    }
    return spot;
  };
  const bestSpot = (
    among: (spot: MastSpot) => boolean,
    dark: readonly Village[],
    weightOf: (village: Village) => number,
  ): MastSpot | undefined => {
    let winner: MastSpot | undefined;
    let winning = Number.NEGATIVE_INFINITY;
    for (const spot of spots) {
      if (chosen.includes(spot) || !among(spot)) continue;
      const value =
        gain(spot, best, ground.villages, weightOf) - crowding(spot, chosen) - lit(spot, dark);
      if (value > winning) [winner, winning] = [spot, value];
    }
    return winner;
  };

  /** A spot that serves one thôn well, or the best there is. */
  const spotFor = (village: Village, dark: readonly Village[]): MastSpot | undefined => {
    const only = (other: Village) => (other === village ? 1 : 0);
    const serves = (spot: MastSpot) => (spot.marginDb.get(village.id) ?? -99) >= SERVES_DB;
    return bestSpot(serves, dark, only) ?? bestSpot(() => true, dark, only);
  };

  const start = new Set(aims.uncoveredAtStart.map(({ id }) => id));
  const later = new Set(aims.reachedLater.map(({ id }) => id));
  const neverReached = aims.uncoveredAtStart.filter(({ id }) => !later.has(id));
  const never = new Set(neverReached.map(({ id }) => id));
  const byHouseholds = (village: Village) => Math.sqrt(village.households ?? 50);
  const visible = (village: Village) => (start.has(village.id) ? 0 : byHouseholds(village));

  const base: MastSpot[] = [];
  const quota = quotas(counts.base - REPAIRS, facts);
  for (let round = 0; base.length < counts.base - REPAIRS; round++) {
    for (const [code, masts] of quota) {
      if (round >= masts) continue;
      base.push(
        take(bestSpot((spot) => spot.communeCode === code, aims.uncoveredAtStart, visible)),
      );
    }
  }
  // The last ones go wherever somebody is still poorly served.
  while (base.length < counts.base) {
    const worst = ground.villages
      .filter(({ id }) => !start.has(id))
      .sort((a, b) => (best.get(a.id) ?? -99) - (best.get(b.id) ?? -99))[0]!;
    base.push(take(spotFor(worst, aims.uncoveredAtStart)));
  }

  const added = aims.reachedLater.map((village) => take(spotFor(village, neverReached)));
  const unreached = (village: Village) => (never.has(village.id) ? 0 : byHouseholds(village));
  while (added.length < counts.added)
    added.push(take(bestSpot(() => true, neverReached, unreached)));

  const last = (village: Village) => (never.has(village.id) ? 20 : byHouseholds(village));
  const stuck = neverReached.slice(0, counts.stuck).map((village) => take(spotFor(village, [])));
  const pipeline: MastSpot[] = [];
  while (pipeline.length < counts.pipeline) pipeline.push(take(bestSpot(() => true, [], last)));
  return { base, added, stuck, pipeline };
}

/** Masts that are placed by need instead of by commune. */
const REPAIRS = 12;

/** Masts per commune: at least one, the others by thôn, people and area (largest remainders). */
function quotas(total: number, facts: Facts): Map<string, number> {
  const weights = facts.communes2023.map((commune) => ({
    code: commune.code,
    weight:
      commune.villageCountEstimate +
      commune.populationEstimate / 2500 +
      commune.areaKm2Measured / 20,
  }));
  const sum = weights.reduce((part, { weight }) => part + weight, 0);
  const shares = weights.map(({ code, weight }) => {
    const exact = (weight / sum) * (total - weights.length);
    return { code, whole: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  let left = total - weights.length - shares.reduce((part, { whole }) => part + whole, 0);
  const masts = new Map<string, number>();
  for (const { code, whole } of shares.toSorted((a, b) => b.rest - a.rest)) {
    masts.set(code, 1 + whole + (left > 0 ? 1 : 0));
    left--;
  }
  return masts;
}

function gain(
  spot: MastSpot,
  best: ReadonlyMap<string, number>,
  villages: readonly Village[],
  weightOf: (village: Village) => number,
): number {
  const useful = (margin: number | undefined) =>
    Math.min(Math.max(margin ?? USEFUL_DB.from, USEFUL_DB.from), USEFUL_DB.to);
  let sum = 0;
  for (const village of villages) {
    const margin = spot.marginDb.get(village.id);
    if (margin === undefined) continue;
    sum += weightOf(village) * Math.max(0, useful(margin) - useful(best.get(village.id)));
    // A little for capacity where others already reach.
    if (margin > 0) sum += 0.3 * weightOf(village);
  }
  return sum;
}

function crowding(spot: MastSpot, chosen: readonly MastSpot[]): number {
  const limitM = spot.inTown ? CLOSE_M.town : CLOSE_M.commune;
  let sum = 0;
  for (const other of chosen) {
    const apartM = metresBetween(spot.position, other.position);
    if (apartM < limitM) sum += 150 * (1 - apartM / limitM);
  }
  return sum;
}

/** Very dear: a signal, or a mast in the neighbourhood, where the story has none. */
function lit(spot: MastSpot, dark: readonly Village[]): number {
  let sum = 0;
  for (const village of dark) {
    const over = (spot.marginDb.get(village.id) ?? Number.NEGATIVE_INFINITY) - SURELY_UNCOVERED_DB;
    if (over > 0) sum += 300 + 50 * over;
    const apartM = metresBetween(spot.position, positionOf(village));
    if (apartM < NO_MAST_WITHIN_M) sum += 1500 * (1 - apartM / NO_MAST_WITHIN_M);
  }
  return sum;
}
