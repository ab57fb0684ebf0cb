import { covers } from "../../../geodata/geometry/intersects.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { Random } from "../random.ts";
import { metresBetween, type Point, pointAt } from "../villages/village-sites.ts";
import { type Ground, nearestM } from "./ground.ts";

/** A place where a mast stands, and the thôn that it was put up for. */
export interface Spot extends Point {
  village: Village;
  inTown: boolean;
}

/** No mast on air is nearer to a thôn without signal, metres: a reader would ask why. */
const DARK_M = 1800;
/** Of a mast from the centre of its thôn, metres. */
const AWAY_M = { town: [50, 350], commune: [120, 900] } as const;
/** Farther than this from the nearest mast is far enough to be first, metres. */
const NEED_M = 4000;
const TRIES = 40;

/** Chooses places one after the other, each for the thôn that needs a mast most. */
export interface MastPlanner {
  /** For one thôn, away from `dark` ones. */
  placeAt(village: Village, dark: readonly Point[]): Spot;
  /** Where most people are farthest from a mast, if that is not near a dark one. */
  placeByNeed(dark: readonly Point[]): Spot;
}

export function makeMastPlanner(ground: Ground, random: Random): MastPlanner {
  const distanceM = new Map(ground.villages.map((village) => [village, NEED_M]));
  const spots: Spot[] = [];

  function placeAt(village: Village, dark: readonly Point[]): Spot {
    const commune = ground.communes.get(village.communeCode)!;
    const inTown = commune.kind === "thi_tran";
    const elevationM = ground.land.elevationM(village.lon, village.lat);
    const [least, most] = inTown ? AWAY_M.town : AWAY_M.commune;
    const points = Array.from({ length: TRIES }, () =>
      pointAt(village, random.between(least, most), random.between(0, 2 * Math.PI)),
    ).filter(({ lon, lat }) => covers(commune.geometry, lon, lat));
    // Beside a road, on a shoulder, away from thôn without signal and from other masts.
    const scoreOf = (point: Point) =>
      Math.min(Math.max((ground.land.elevationM(point.lon, point.lat) - elevationM) / 60, -1), 1) -
      ground.roadM(point) / 500 -
      20 * Math.max(0, 1 - nearestM(point, dark) / DARK_M) -
      (nearestM(point, spots) < 120 ? 50 : 0);
    const scored = points.map((point) => ({ point, score: scoreOf(point) }));
    const { point } = scored.reduce((a, b) => (b.score > a.score ? b : a));
    const spot = { ...point, village, inTown };
    spots.push(spot);
    for (const [other, metres] of distanceM)
      distanceM.set(other, Math.min(metres, metresBetween(other, spot)));
    return spot;
  }

  return {
    placeAt,
    placeByNeed(dark) {
      const needOf = (village: Village) => village.households! * distanceM.get(village)!;
      const open = ground.villages.filter(
        (village) => nearestM(village, dark) > DARK_M + AWAY_M.commune[0],
      );
      return placeAt(
        open.reduce((a, b) => (needOf(b) > needOf(a) ? b : a)),
        dark,
      );
    },
  };
}
