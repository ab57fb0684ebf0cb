import type { Rule } from "../../geodata/model/rule.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { type RemoteReason, remoteReasons } from "../../geodata/rules/remote.ts";
import {
  compareNetworkDistance,
  type Lacking,
  rankUncovered,
} from "../../geodata/rules/uncovered-ranking.ts";

export const RANKINGS = ["households", "difficulty", "distance"] as const;
export type Ranking = (typeof RANKINGS)[number];

export interface RankedRow {
  village: VillageListItem;
  /** Which of the rule's four difficulties hold; a distance to a mast is none for cable. */
  difficulties: readonly RemoteReason[];
  /** How many of the four were looked at: not the distance to a mast where it is not told. */
  considered: number;
}

/**
 * Uncovered thôn in the order of work: by households as the rules rank them; by difficulty, most
 * first; by distance to what would bring the network (a mast on air, a cable), nearest first. Ties
 * keep the order by households.
 */
export function rankedRows(
  villages: readonly VillageListItem[],
  rule: Rule,
  ranking: Ranking,
  lacking: Lacking,
): RankedRow[] {
  const rows = rankUncovered(villages, lacking).map((village) => ({
    village,
    difficulties: remoteReasons(rule, village, village).filter(
      (reason) => lacking === "mobile" || reason !== "far_from_mast",
    ),
    considered: lacking === "ftth" || village.mastDistanceBasis === "khong_cong_bo" ? 3 : 4,
  }));
  if (ranking === "difficulty")
    return rows.toSorted((a, b) => b.difficulties.length - a.difficulties.length);
  if (ranking === "distance")
    return rows.toSorted((a, b) => compareNetworkDistance(a.village, b.village, lacking));
  return rows;
}
