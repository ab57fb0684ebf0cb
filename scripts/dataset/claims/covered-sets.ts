import type { MobileTechnology } from "../../../geodata/model/technology.ts";
import type { Ground } from "../network/ground.ts";
import type { Cast, QuarterAim } from "./aims.ts";
import type { Filing } from "./filing.ts";
import type { Signal } from "./signal.ts";

/** Reserve of 3G beyond which more makes no difference, dB. */
const UMTS_COUNTS_DB = 10;

export interface Score {
  /** Best margin of 4G and 5G, and of 3G, by point. */
  lte: Float64Array;
  umts: Float64Array;
}

export function bestOf(signal: Signal, filings: readonly Filing[]): Score {
  const best = (technologies: readonly MobileTechnology[]) =>
    Float64Array.from(signal.points, (_, index) =>
      Math.max(
        Number.NEGATIVE_INFINITY,
        ...filings
          .filter(({ technology }) => technologies.includes(technology))
          .map(({ margin }) => margin[index]!),
      ),
    );
  return { lte: best(["lte", "nr"]), umts: best(["umts"]) };
}

/** Ids of thôn whose centre is covered: by 3G, 4G or 5G, and by 4G or 5G. */
export interface Sets {
  broadband: ReadonlySet<string>;
  lte: ReadonlySet<string>;
}

/** Those with the best signal, as many as the aim says; 4G that is there stays. */
export function coveredThon(
  aim: QuarterAim,
  cast: Cast,
  ground: Ground,
  score: Score,
  before: Sets,
): Sets {
  const centre = centreIndex(ground);
  const lteOf = (id: string) => score.lte[centre.get(id)!]!;
  const anyOf = (id: string) => Math.max(lteOf(id), score.umts[centre.get(id)!]!);
  const waits = (id: string) => {
    if (!cast.uncoveredUntil.has(id)) return false;
    const until = cast.uncoveredUntil.get(id);
    return until === undefined || aim.day < until;
  };
  const ids = ground.villages.map(({ id }) => id).filter((id) => !waits(id));
  const grows = aim.broadband >= before.broadband.size;
  const broadband = best(ids, aim.broadband, (id) =>
    // Whoever has 4G keeps it, and a new mast reaches the thôn that it was built for; whoever has
    // only 3G keeps it but in the quarter of the switch-off.
    before.lte.has(id) || cast.uncoveredUntil.has(id) || (grows && before.broadband.has(id))
      ? Number.POSITIVE_INFINITY
      : anyOf(id),
  );
  // Of two with the same 4G, the one that 3G reaches well is the one that has 3G only.
  const lteOnly = (id: string) =>
    lteOf(id) - Math.min(Math.max(score.umts[centre.get(id)!]!, 0), UMTS_COUNTS_DB);
  const lte = best([...broadband], aim.lte, (id) =>
    before.lte.has(id) ? Number.POSITIVE_INFINITY : lteOnly(id),
  );
  return { broadband, lte };
}

/** The `count` ids with the highest value; ties by id. */
function best(ids: readonly string[], count: number, worth: (id: string) => number): Set<string> {
  const ranked = ids
    .map((id) => ({ id, value: worth(id) }))
    .sort((a, b) => (a.value === b.value ? (a.id < b.id ? -1 : 1) : b.value - a.value));
  if (ranked.length < count) throw new Error(`got ${ranked.length} thôn, expected ${count}`);
  return new Set(ranked.slice(0, count).map(({ id }) => id));
}

function centreIndex(ground: Ground): Map<string, number> {
  let index = 0;
  return new Map(
    ground.villages.map((village) => {
      const entry = [village.id, index] as const;
      index += 1 + village.clusters.length;
      return entry;
    }),
  );
}

/** Thôn with 4G at the centre and the weakest signal at a cluster, as many as the aim says. */
export function partlyCovered(
  aim: QuarterAim,
  signal: Signal,
  score: Score,
  sets: Sets,
): Set<string> {
  const weakest = new Map<string, number>();
  for (const [index, { village, clusterId }] of signal.points.entries()) {
    if (clusterId === undefined || !sets.lte.has(village.id)) continue;
    const margin = score.lte[index]!;
    weakest.set(village.id, Math.min(margin, weakest.get(village.id) ?? margin));
  }
  return best([...weakest.keys()], aim.partly, (id) => -weakest.get(id)!);
}
