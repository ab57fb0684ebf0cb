import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { rankUncovered } from "../../geodata/rules/uncovered-ranking.ts";
import type { Shading } from "../view.ts";
import { classOf, UNCOVERED_CLASSES } from "./verdict-classes.ts";

/** The thôn without signal (or fibre) of a shading in the order of work, hidden classes left out. */
export function uncoveredTour(
  villages: readonly VillageListItem[],
  shading: Shading,
  hidden: readonly string[],
): VillageListItem[] {
  const classes = UNCOVERED_CLASSES.filter((name) => !hidden.includes(name));
  return rankUncovered(villages.filter((village) => classes.includes(classOf(village, shading))));
}

/** The stop after (or before) `currentId`, round and round; the first (or last) when none is current. */
export function nextStop(
  tour: readonly VillageListItem[],
  currentId: string | undefined,
  direction: 1 | -1,
): VillageListItem | undefined {
  const current = tour.findIndex(({ id }) => id === currentId);
  if (current < 0) return direction > 0 ? tour[0] : tour.at(-1);
  return tour[(current + direction + tour.length) % tour.length];
}
