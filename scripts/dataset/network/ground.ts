import type { DistrictFacts } from "../../../geodata/datasets/fact-tables.ts";
import { makeNearestLines, makeNearestPoints } from "../../../geodata/geometry/nearest.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Road } from "../../../geodata/model/road.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { LieOfLand } from "../land/lie-of-land.ts";
import { metresBetween, type Point } from "../villages/village-sites.ts";

export type Ground = ReturnType<typeof makeGround>;

/** The land as the builders of a network ask about it. Distances in metres; thôn easiest to reach first. */
export function makeGround(
  facts: DistrictFacts,
  land: LieOfLand,
  communes2023: readonly AdministrativeUnit[],
  villages: readonly Village[],
  roads: readonly Road[],
) {
  const communes = new Map(communes2023.map((commune) => [commune.code, commune]));
  const metresToRoad = (some: readonly Road[]) => {
    const nearest = makeNearestLines(some);
    return ({ lon, lat }: Point) => nearest(lon, lat)[0]?.distanceM ?? Number.POSITIVE_INFINITY;
  };
  const roadM = metresToRoad(roads);
  /** How hard a thôn is to reach: height, way to the commune's centre and to a road, means. */
  const difficultyOf = (village: Village) => {
    const commune = communes.get(village.communeCode)!;
    const { elevationMinM: min, elevationMeanM: mean, elevationMaxM: max } = commune;
    const elevationM = land.elevationM(village.lon, village.lat);
    return (
      elevationM / 400 +
      (elevationM - mean!) / (max! - min! + 1) +
      metresBetween(village, commune) / 4000 +
      roadM(village) / 1000 +
      (village.hardship ? 0.8 : 0) +
      (village.gridPower ? 0 : 1) -
      village.households! / 150
    );
  };
  const difficulty = new Map(villages.map((village) => [village, difficultyOf(village)]));
  return {
    facts,
    land,
    communes,
    roads,
    villages: villages.toSorted(
      (a, b) => difficulty.get(a)! - difficulty.get(b)! || (a.id < b.id ? -1 : 1),
    ),
    difficulty,
    roadM,
    mainRoadM: metresToRoad(roads.filter((road) => road.class === "quoc_lo")),
  };
}

/** A measure of the distance to the nearest of many points, metres. */
export function metresTo(points: readonly Point[]): (point: Point) => number {
  const nearest = makeNearestPoints(points);
  return ({ lon, lat }) => nearest(lon, lat)[0]?.distanceM ?? Number.POSITIVE_INFINITY;
}

/** Distance to the nearest of a few points, metres. */
export function nearestM(point: Point, others: readonly Point[]): number {
  return Math.min(...others.map((other) => metresBetween(point, other)));
}
