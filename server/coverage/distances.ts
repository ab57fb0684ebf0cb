import {
  type FindNearest,
  indexLines,
  indexPoints,
  makeNearestPoints,
  type NearestIndex,
} from "../../geodata/geometry/nearest.ts";
import type { AccessPoint } from "../../geodata/model/access-point.ts";
import { isValidOn, type Validity } from "../../geodata/model/day.ts";
import type { FibreSpan } from "../../geodata/model/fibre-span.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { DistanceBasis } from "../../geodata/model/precision.ts";
import type { DataSource } from "../../geodata/model/provenance.ts";
import type { Road } from "../../geodata/model/road.ts";
import type { VisibleSite } from "../../geodata/model/site.ts";
import { operatorsOnAir } from "../../geodata/rules/mast-sharing.ts";
import { type Detail, isGeneralised, precisionOf } from "../../geodata/rules/visibility.ts";

/** Communes of 2023, by code, in which something that is in service is not shown. */
export interface WithheldNearby {
  masts: ReadonlySet<string>;
  /** Cables and cabinets. */
  fibre: ReadonlySet<string>;
}

/** What stands around a thôn on one day, as far as the viewer may see it. */
export interface Surroundings {
  /** Masts with a site on air. */
  nearestMasts: FindNearest<Mast>;
  /** Operators with a site on air, by mast id. */
  operatorsByMast: ReadonlyMap<string, ReadonlySet<string>>;
  nearestRoads: FindNearest<Road>;
  /** Cables in service. */
  nearestSpans: FindNearest<FibreSpan>;
  nearestAccessPoints: FindNearest<AccessPoint>;
  /** Where a nearer one may stand that is not shown: there no distance is told. */
  withheld: WithheldNearby;
}

export interface StandingRows {
  masts: readonly Mast[];
  sites: readonly VisibleSite[];
  roads: readonly Road[];
  spans: readonly FibreSpan[];
  accessPoints: readonly AccessPoint[];
}

/** Indexes of whatever stood at any time: each day asks them for what stands then. */
export interface StandingIndexes {
  roads: NearestIndex<Road>;
  spans: NearestIndex<FibreSpan>;
  accessPoints: NearestIndex<AccessPoint>;
}

export const indexStanding = ({ roads, spans, accessPoints }: StandingRows): StandingIndexes => ({
  roads: indexLines(roads),
  spans: indexLines(spans),
  accessPoints: indexPoints(accessPoints),
});

/** What stands on `day`. */
export function surroundingsOf(
  rows: StandingRows,
  day: string,
  withheld: WithheldNearby,
  indexes: StandingIndexes = indexStanding(rows),
): Surroundings {
  const operatorsByMast = operatorsOnAir(rows.masts, rows.sites, day);
  const stands = (row: Validity) => isValidOn(row, day);
  return {
    nearestMasts: makeNearestPoints(
      rows.masts.filter((mast) => stands(mast) && operatorsByMast.has(mast.id)),
    ),
    operatorsByMast,
    nearestRoads: indexes.roads.among(stands),
    nearestSpans: indexes.spans.among((span) => span.status === "hoat_dong" && stands(span)),
    nearestAccessPoints: indexes.accessPoints.among(stands),
    withheld,
  };
}

/** From what position of `row` a distance is measured; undefined for a demonstration row. */
export function basisOf(
  row: { dataSource: DataSource },
  detail: Detail,
): DistanceBasis | undefined {
  return row.dataSource === "demo" ? undefined : precisionOf(isGeneralised(row, detail));
}
