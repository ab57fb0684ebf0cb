import type { Rule } from "../../geodata/model/rule.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { type RemoteReason, remoteReasons } from "../../geodata/rules/remote.ts";
import { rankUncovered } from "../../geodata/rules/uncovered-ranking.ts";

export const RANKINGS = ["households", "difficulty", "distance"] as const;
export type Ranking = (typeof RANKINGS)[number];

export interface RankedRow {
  village: VillageListItem;
  /** Which of the rule's four difficulties hold. */
  difficulties: readonly RemoteReason[];
  /** How many of the four were looked at: not the distance to a mast where it is not told. */
  considered: number;
}

/**
 * Uncovered thôn in the order of work: by households as the rules rank them; by difficulty, most
 * first; by distance to a mast on air, nearest first. Ties keep the order by households.
 */
export function rankedRows(
  villages: readonly VillageListItem[],
  rule: Rule,
  ranking: Ranking,
): RankedRow[] {
  const rows = rankUncovered(villages).map((village) => ({
    village,
    difficulties: remoteReasons(rule, village, village),
    considered: village.mastDistanceBasis === "khong_cong_bo" ? 3 : 4,
  }));
  if (ranking === "difficulty")
    return rows.toSorted((a, b) => b.difficulties.length - a.difficulties.length);
  if (ranking === "distance")
    return rows.toSorted(
      (a, b) =>
        (a.village.distanceToMastM ?? Number.POSITIVE_INFINITY) -
        (b.village.distanceToMastM ?? Number.POSITIVE_INFINITY),
    );
  return rows;
}
