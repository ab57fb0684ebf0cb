import type { Comparison } from "../model/comparison.ts";
import type { VillageListItem } from "../model/village-list.ts";

export type MovedVillage = Comparison["moved"][number];

/** What the comparison looks at; a `VillageListItem` has it all. */
export type ComparedVillage = Pick<
  VillageListItem,
  "id" | "name" | "communeCode" | "communeName" | "households" | "verdicts"
>;

/**
 * The thôn whose verdict differs between two lists, in the order of `to`, named as there; `mobile`
 * and `ftth` are present where that verdict differs. A thôn that is in one list only did not move:
 * it came or went, which the denominators show.
 */
export function movedVillages(
  from: readonly ComparedVillage[],
  to: readonly ComparedVillage[],
): MovedVillage[] {
  const before = new Map(from.map((village) => [village.id, village.verdicts]));
  return to.flatMap(({ id, name, communeCode, communeName, households, verdicts: now }) => {
    const then = before.get(id);
    if (then === undefined || (then.mobile === now.mobile && then.ftth === now.ftth)) return [];
    return [
      {
        id,
        name,
        communeCode,
        communeName,
        ...(households !== undefined && { households }),
        ...(then.mobile !== now.mobile && { mobile: { from: then.mobile, to: now.mobile } }),
        ...(then.ftth !== now.ftth && { ftth: { from: then.ftth, to: now.ftth } }),
      },
    ];
  });
}
