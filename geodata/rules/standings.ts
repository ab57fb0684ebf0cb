import type { Evidence, EvidenceKind } from "../model/evidence.ts";
import type { AdmittedEvidence, Rule } from "../model/rule.ts";
import type { Technology } from "../model/technology.ts";
import {
  answerAt,
  freshFrom,
  isForeignNetwork,
  isLater,
  officialOrder,
  officialOrderFtth,
} from "./evidence-in-force.ts";
import type { Standing } from "./point-state.ts";

/** What stands for one operator and technology, point by point. */
export interface Standings {
  operatorCode: string;
  technology: Technology;
  /** In the order of the points that were asked for. */
  at: Standing[];
}

/**
 * What stands at every point, in one pass over the rows and without reasons: the same rows as
 * `evidenceInForce` finds. Takes rows of one thôn that were observed on or before `asOf`.
 */
export function standingsOf(
  rule: Rule,
  points: readonly string[],
  rows: readonly Evidence[],
  asOf: string,
): Standings[] {
  const mobileRanks = ranksOf(officialOrder(rule.evidence), asOf);
  // The two orders differ only in a rule of nothing but calculation.
  const ftthRanks = mobileRanks.has("modelled")
    ? ranksOf(officialOrderFtth(rule.evidence), asOf)
    : mobileRanks;
  const all: Standings[] = [];
  for (const row of rows) {
    if (isForeignNetwork(row)) continue;
    const ranks = row.technology === "ftth" ? ftthRanks : mobileRanks;
    const rank = ranks.get(row.kind);
    const admitted = rank !== undefined && row.observedOn >= rank.freshFrom;
    if (!admitted && row.kind !== "modelled") continue;
    const standings = entryOf(all, row, points);
    for (const [index, point] of points.entries()) {
      if (answerAt(row, point) === undefined) continue;
      const standing = standings.at[index]!;
      if (admitted && beats(row, standing.used, ranks, point)) standing.used = row;
      if (row.kind !== "modelled") continue;
      if (standing.modelled === undefined || isLater(row, standing.modelled, point)) {
        standing.modelled = row;
      }
    }
  }
  return all;
}

type Ranks = ReadonlyMap<EvidenceKind, { rank: number; freshFrom: string }>;

function ranksOf(order: readonly AdmittedEvidence[], asOf: string): Ranks {
  const entries = order.map(
    ({ kind, shelfLifeDays }, rank) =>
      [kind, { rank, freshFrom: freshFrom(asOf, shelfLifeDays) }] as const,
  );
  // Reversed: of a kind that is listed twice the first mention counts.
  return new Map(entries.reverse());
}

function beats(row: Evidence, used: Evidence | undefined, ranks: Ranks, point: string): boolean {
  if (used === undefined) return true;
  if (row.kind === used.kind) return isLater(row, used, point);
  return ranks.get(row.kind)!.rank < ranks.get(used.kind)!.rank;
}

/** A search from the end, for rows come ordered; a Map of joined keys cost 51 µs a thôn, this 22. */
function entryOf(all: Standings[], row: Evidence, points: readonly string[]): Standings {
  const { operatorCode, technology } = row;
  const known = all.findLast(
    (entry) => entry.operatorCode === operatorCode && entry.technology === technology,
  );
  if (known) return known;
  const at = points.map(() => ({ used: undefined, modelled: undefined }));
  const entry: Standings = { operatorCode, technology, at };
  all.push(entry);
  return entry;
}
