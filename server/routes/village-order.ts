import type { CoverageTheme } from "../../geodata/model/technology.ts";
import type { Verdict } from "../../geodata/model/verdict.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { compareUncovered } from "../../geodata/rules/uncovered-ranking.ts";
import { sortKey } from "../../geodata/text/vietnamese-order.ts";
import { BadRequestError } from "../errors.ts";

/** Worst first: what is to be done comes before what is done. */
const URGENCY: Record<Verdict, number> = {
  trang_song: 0,
  chua_co_cap: 0,
  lom_song: 1,
  chua_ro: 2,
  phu_song: 3,
  co_cap: 3,
};

/** What a thôn is ordered by; `undefined` is not known and comes last, whatever the direction. */
const VALUE_OF = {
  name: (item) => sortKey(item.name),
  commune: (item) => sortKey(item.communeName),
  households: (item) => item.households,
  population: (item) => item.population,
  distanceToMast: (item) => item.distanceToMastM,
  distanceToRoad: (item) => item.distanceToRoadM,
  operatorCount: (item) => item.operatorCount,
  verdict: (item, theme) => URGENCY[item.verdicts[theme]],
} as const satisfies Record<
  string,
  (item: VillageListItem, theme: CoverageTheme) => string | number | undefined
>;
const SORT_KEYS: readonly string[] = [...Object.keys(VALUE_OF), "rank"];

export const SORT_DESCRIPTION = `Keys joined by commas, - before one for descending: ${SORT_KEYS.join(", ")}. rank = households (most first), km to mast, km to road`;

/**
 * The items in the order of `sort` (`commune,-households`), then by id. Names follow the Vietnamese
 * alphabet. Throws BadRequestError for a key that does not exist.
 */
export function sortVillages(
  items: readonly VillageListItem[],
  sort: string,
  theme: CoverageTheme,
): VillageListItem[] {
  const steps = sort.split(",").map((word) => stepOf(word, theme));
  // Keys are made once for each item, not once for each comparison.
  const keyed = items.map((item) => ({ item, keys: steps.map(({ key }) => key(item)) }));
  keyed.sort((a, b) => {
    for (const [at, { direction, compare }] of steps.entries()) {
      const order = compare
        ? direction * compare(a.item, b.item)
        : compareKeys(a.keys[at], b.keys[at], direction);
      if (order !== 0) return order;
    }
    return a.item.id < b.item.id ? -1 : 1;
  });
  return keyed.map(({ item }) => item);
}

interface Step {
  direction: 1 | -1;
  key: (item: VillageListItem) => string | number | undefined;
  compare?: (a: VillageListItem, b: VillageListItem) => number;
}

function stepOf(word: string, theme: CoverageTheme): Step {
  const direction = word.startsWith("-") ? -1 : 1;
  const name = word.replace(/^-/, "");
  const lacking = theme === "ftth" ? "ftth" : "mobile";
  if (name === "rank")
    return { direction, key: () => undefined, compare: (a, b) => compareUncovered(a, b, lacking) };
  if (!Object.hasOwn(VALUE_OF, name)) {
    const expected = `một trong: ${SORT_KEYS.join(", ")} (thêm - phía trước để đảo thứ tự)`;
    throw new BadRequestError(`Tham số sort: nhận được "${name}"; cần ${expected}.`, [
      { pointer: "/sort", got: name, expected },
    ]);
  }
  const read = VALUE_OF[name as keyof typeof VALUE_OF];
  return { direction, key: (item) => read(item, theme) };
}

function compareKeys(
  a: string | number | undefined,
  b: string | number | undefined,
  direction: 1 | -1,
): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a === b ? 0 : a < b ? -direction : direction;
}
