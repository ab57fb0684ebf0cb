import type { VillageListItem } from "../model/village-list.ts";

/** What the ranking looks at; a `VillageListItem` has it all. */
export type RankedVillage = Pick<
  VillageListItem,
  | "id"
  | "households"
  | "distanceToMastM"
  | "distanceToSpanM"
  | "distanceToCabinetM"
  | "distanceToRoadM"
>;

/** What is missing: signal, which a mast brings, or fibre, which a cable brings. */
export type Lacking = "mobile" | "ftth";

/**
 * Order of work among uncovered thôn: most households first; then nearest to a mast on air (of those
 * without fibre: to a cable in service, then to a cabinet), then nearest to a road (of two alike the one that is easier to reach comes first). A value that is not
 * known comes after every known one; what is alike in all three is ordered by id, so that the
 * ranking is the same for any order of rows.
 */
export function compareUncovered(
  a: RankedVillage,
  b: RankedVillage,
  lacking: Lacking = "mobile",
): number {
  return (
    ascending(negated(a.households), negated(b.households)) ||
    compareNetworkDistance(a, b, lacking) ||
    ascending(a.distanceToRoadM, b.distanceToRoadM) ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

/** The rows in the order of `compareUncovered`; which of them are uncovered is the caller's word. */
export function rankUncovered<V extends RankedVillage>(
  villages: readonly V[],
  lacking: Lacking = "mobile",
): V[] {
  return villages.toSorted((a, b) => compareUncovered(a, b, lacking));
}

/** Nearest first to what would bring the network; what is not known comes last. */
export function compareNetworkDistance(
  a: RankedVillage,
  b: RankedVillage,
  lacking: Lacking,
): number {
  if (lacking === "mobile") return ascending(a.distanceToMastM, b.distanceToMastM);
  return (
    ascending(a.distanceToSpanM, b.distanceToSpanM) ||
    ascending(a.distanceToCabinetM, b.distanceToCabinetM)
  );
}

function negated(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}

function ascending(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a - b;
}
