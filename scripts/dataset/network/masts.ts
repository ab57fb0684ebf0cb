import { covers } from "../../../geodata/geometry/intersects.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { Random } from "../random.ts";
import { metresBetween, type Point, pointAt } from "../villages/village-sites.ts";
import type { Ground } from "./ground.ts";

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
/** Two masts do not stand this near, metres. */
const BESIDE_M = 120;

/**
 * Chooses places one after the other: for one thôn, or where most people are farthest from a mast.
 * `toDarkM` is how far a point is from the thôn that must not be reached.
 */
export function makeMastPlanner(ground: Ground, random: Random) {
  const distanceM = new Map(ground.villages.map((village) => [village, NEED_M]));
  const spots: Spot[] = [];
  const isBeside = (a: Point, b: Point) =>
    Math.abs(a.lat - b.lat) < BESIDE_M / 110_000 && metresBetween(a, b) < BESIDE_M;

  function placeAt(village: Village, toDarkM: (point: Point) => number): Spot {
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
      20 * Math.max(0, 1 - toDarkM(point) / DARK_M) -
      (spots.some((other) => isBeside(point, other)) ? 50 : 0);
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
    placeByNeed(toDarkM: (point: Point) => number): Spot {
      const needOf = (village: Village) => village.households! * distanceM.get(village)!;
      const open = ground.villages
        .toSorted((a, b) => needOf(b) - needOf(a))
        .find((village) => toDarkM(village) > DARK_M + AWAY_M.commune[0]);
      if (open === undefined) throw new Error("every thôn is near one that must stay uncovered");
      return placeAt(open, toDarkM);
    },
  };
}
