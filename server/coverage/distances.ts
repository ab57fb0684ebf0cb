import {
  type FindNearest,
  makeNearestLines,
  makeNearestPoints,
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

/** Indexes of the rows of one kind that are valid, and in service, on a day. */
export const NEAREST_OF = {
  roads: ({ roads }: StandingRows, day: string) => makeNearestLines(validOn(roads, day)),
  spans: ({ spans }: StandingRows, day: string) =>
    makeNearestLines(validOn(spans, day).filter((span) => span.status === "hoat_dong")),
  accessPoints: ({ accessPoints }: StandingRows, day: string) =>
    makeNearestPoints(validOn(accessPoints, day)),
} as const;
export type NearestOf = { [K in keyof typeof NEAREST_OF]: ReturnType<(typeof NEAREST_OF)[K]> };

const validOn = <T extends Validity>(rows: readonly T[], day: string) =>
  rows.filter((row) => isValidOn(row, day));

/** What stands on `day`; `indexes` of kinds that change more rarely are those of the day where given. */
export function surroundingsOf(
  rows: StandingRows,
  day: string,
  withheld: WithheldNearby,
  indexes: Partial<NearestOf> = {},
): Surroundings {
  const operatorsByMast = operatorsOnAir(rows.masts, rows.sites, day);
  return {
    nearestMasts: makeNearestPoints(
      validOn(rows.masts, day).filter((mast) => operatorsByMast.has(mast.id)),
    ),
    operatorsByMast,
    nearestRoads: indexes.roads ?? NEAREST_OF.roads(rows, day),
    nearestSpans: indexes.spans ?? NEAREST_OF.spans(rows, day),
    nearestAccessPoints: indexes.accessPoints ?? NEAREST_OF.accessPoints(rows, day),
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
