import type { Static } from "typebox";
import type { Rule } from "../model/rule.ts";
import type { Village } from "../model/village.ts";
import type { VillageDetail } from "../model/village-detail.ts";

export type RemoteReason = Static<typeof VillageDetail>["remoteReasons"][number];

/** Distances from the centre of a thôn, metres, not rounded; absent = not known. */
export interface VillageDistances {
  distanceToRoadM?: number | undefined;
  /** To the nearest mast on air. */
  distanceToMastM?: number | undefined;
}

/**
 * Why a thôn is remote (vùng sâu, vùng xa) by the rule; an empty list means that it is not. What
 * is not known is no reason: only a stated lack of grid power counts, and a distance must be
 * greater than the rule's, not equal to it.
 */
export function remoteReasons(
  rule: Rule,
  village: Pick<Village, "gridPower" | "hardship">,
  { distanceToRoadM, distanceToMastM }: VillageDistances,
): RemoteReason[] {
  const { withoutGridPower, hardship, roadFartherThanM, mastFartherThanM } = rule.remote;
  const reasons: RemoteReason[] = [];
  if (withoutGridPower && village.gridPower === false) reasons.push("no_grid_power");
  if (hardship && village.hardship === true) reasons.push("hardship");
  if (distanceToRoadM !== undefined && distanceToRoadM > roadFartherThanM) {
    reasons.push("far_from_road");
  }
  if (distanceToMastM !== undefined && distanceToMastM > mastFartherThanM) {
    reasons.push("far_from_mast");
  }
  return reasons;
}
