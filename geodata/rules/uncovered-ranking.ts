import type { VillageListItem } from "../model/village-list.ts";

/** What the ranking looks at; a `VillageListItem` has it all. */
export type RankedVillage = Pick<
  VillageListItem,
  "id" | "households" | "distanceToMastM" | "distanceToRoadM"
>;

/**
 * Order of work among uncovered thôn: most households first; then nearest to a mast on air, then
 * nearest to a road (of two alike the one that is easier to reach comes first). A value that is not
 * known comes after every known one; what is alike in all three is ordered by id, so that the
 * ranking is the same for any order of rows.
 */
export function compareUncovered(a: RankedVillage, b: RankedVillage): number {
  return (
    ascending(negated(a.households), negated(b.households)) ||
    ascending(a.distanceToMastM, b.distanceToMastM) ||
    ascending(a.distanceToRoadM, b.distanceToRoadM) ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

/** The rows in the order of `compareUncovered`; which of them are uncovered is the caller's word. */
export function rankUncovered<V extends RankedVillage>(villages: readonly V[]): V[] {
  return villages.toSorted(compareUncovered);
}

function negated(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}

function ascending(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a - b;
}
