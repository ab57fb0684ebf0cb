import {
  type FindNearest,
  makeNearestLines,
  makeNearestPoints,
} from "../../geodata/geometry/nearest.ts";
import type { AccessPoint } from "../../geodata/model/access-point.ts";
import { isValidOn } from "../../geodata/model/day.ts";
import type { FibreSpan } from "../../geodata/model/fibre-span.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { DataSource } from "../../geodata/model/provenance.ts";
import type { Road } from "../../geodata/model/road.ts";
import type { Site } from "../../geodata/model/site.ts";
import { operatorsOnAir } from "../../geodata/rules/mast-sharing.ts";
import { type Detail, isGeneralised } from "../../geodata/rules/visibility.ts";

/** What stands around a thôn on one day, found by its exact position. */
export interface Surroundings {
  /** Masts with a site on air. */
  nearestMasts: FindNearest<Mast>;
  /** Operators with a site on air, by mast id. */
  operatorsByMast: ReadonlyMap<string, ReadonlySet<string>>;
  nearestRoads: FindNearest<Road>;
  /** Cables in service. */
  nearestSpans: FindNearest<FibreSpan>;
  nearestAccessPoints: FindNearest<AccessPoint>;
}

export interface StandingRows {
  masts: readonly Mast[];
  sites: readonly Site[];
  roads: readonly Road[];
  spans: readonly FibreSpan[];
  accessPoints: readonly AccessPoint[];
}

/** Indexes of the rows that are valid on `day`. */
export function surroundingsOf(rows: StandingRows, day: string): Surroundings {
  const operatorsByMast = operatorsOnAir(rows.masts, rows.sites, day);
  const valid = <T extends { validFrom: string; validTo?: string }>(all: readonly T[]) =>
    all.filter((row) => isValidOn(row, day));
  return {
    nearestMasts: makeNearestPoints(
      valid(rows.masts).filter((mast) => operatorsByMast.has(mast.id)),
    ),
    operatorsByMast,
    nearestRoads: makeNearestLines(valid(rows.roads)),
    nearestSpans: makeNearestLines(valid(rows.spans).filter((span) => span.status === "hoat_dong")),
    nearestAccessPoints: makeNearestPoints(valid(rows.accessPoints)),
  };
}

/** Distances to real masts and cables are told to this, m, where positions are withheld. */
const WITHHELD_STEP_M = 100;

/**
 * A distance as it is told, whole metres: to the metre, or to 100 m for what a viewer may not
 * locate. Rules are applied to the exact distance before.
 */
export function toldDistanceM(
  distanceM: number,
  row: { dataSource: DataSource },
  detail: Detail,
): number {
  const stepM = isGeneralised(row, detail) ? WITHHELD_STEP_M : 1;
  return Math.round(distanceM / stepM) * stepM;
}
