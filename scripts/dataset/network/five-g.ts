import type { Random } from "../random.ts";
import { dayBetween, END_DAY, later } from "./days.ts";
import type { Ground } from "./ground.ts";
import { firstOnAir, type PlannedSite, statusOn } from "./site-stages.ts";

/** The last 5G site of the demonstration is on air by then. */
const LAST_DAY = "2025-12-05";
/** 5G outside the towns stands this near to the national road, metres. */
const ALONG_ROAD_M = 2500;

/**
 * Where 5G comes and on which day: the towns, the border gate and along the national road, the
 * first quarter of the sites on the day of the launch. Throws where there are not `count` places.
 */
export function planFiveG(
  own: readonly PlannedSite[],
  launch: string,
  count: number,
  ground: Ground,
  random: Random,
): [PlannedSite, string][] {
  const places = own
    .filter((site) => statusOn(site, END_DAY) === "hoat_dong")
    .map((site) => {
      const { inTown, onCorridor, position } = site.spot;
      const roadM = ground.mainRoadDistanceM(position);
      return { site, near: inTown || onCorridor, roadM: inTown ? 0 : roadM };
    })
    .filter(({ near, roadM }) => near || roadM <= ALONG_ROAD_M)
    .sort((a, b) => Number(b.near) - Number(a.near) || a.roadM - b.roadM);
  if (places.length < count) {
    throw new Error(`5G wants ${count} sites along the main road, there are ${places.length}`);
  }
  const best = places.filter(({ near }, index) => near || index < count);
  const first = Math.ceil(count / 4);
  // Spread over towns and road alike.
  const step = (best.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => {
    const { site } = best[Math.round(index * step)]!;
    const turn = (index - first + 0.3 + 0.6 * random.next()) / (count - first + 0.5);
    const day = dayBetween(launch, LAST_DAY, index < first ? 0 : turn);
    return [site, later(day, firstOnAir(site)!)];
  });
}
