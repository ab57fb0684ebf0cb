import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { rankUncovered } from "../../geodata/rules/uncovered-ranking.ts";
import { alarmingClasses, classOf, type Subject } from "./verdict-classes.ts";

/** The thôn without what is promised in the order of work, hidden classes left out. */
export function uncoveredTour(
  villages: readonly VillageListItem[],
  subject: Subject,
  hidden: readonly string[],
): VillageListItem[] {
  const classes = alarmingClasses(subject).filter((name) => !hidden.includes(name));
  return rankUncovered(
    villages.filter((village) => classes.includes(classOf(village, subject.shading))),
    subject.shading === "ftth" ? "ftth" : "mobile",
  );
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
