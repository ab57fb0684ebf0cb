import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { sortKey } from "../../geodata/text/vietnamese-order.ts";
import { VILLAGE_COLUMNS } from "./village-columns.ts";

/** Thôn by one verdict, the one to act on first; alike ones by households, most first, then name. */
export function worstFirst(
  villages: readonly VillageListItem[],
  theme: "mobile" | "ftth",
): VillageListItem[] {
  const rank = VILLAGE_COLUMNS.find(({ id }) => id === theme)?.sortValue;
  const keyed = villages.map((village) => ({
    village,
    rank: Number(rank?.(village) ?? 0),
    name: sortKey(village.name),
  }));
  return keyed
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        (b.village.households ?? 0) - (a.village.households ?? 0) ||
        (a.name < b.name ? -1 : 1),
    )
    .map(({ village }) => village);
}
