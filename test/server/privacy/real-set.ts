import { resolve } from "node:path";
import { covers } from "../../../geodata/geometry/intersects.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Evidence } from "../../../geodata/model/evidence.ts";
import type { Mast } from "../../../geodata/model/mast.ts";
import type { Site } from "../../../geodata/model/site.ts";
import { publicCellOf } from "../../../geodata/rules/public-cell.ts";
import { readDataset, readRules } from "../../../server/seed/read-dataset.ts";
import type { Change } from "../../../server/stores/coverage-store.ts";

export type Rows = NonNullable<Change["put"]>;

const DATASET_DIR = resolve(import.meta.dirname, "../../../geodata/datasets/caoloc");

/** The whole demonstration set, with its network marked as if operators had reported it. */
export function wholeSetMarkedReal(): Rows {
  const rows = readDataset(DATASET_DIR);
  return {
    ...rows,
    rules: readRules(DATASET_DIR),
    masts: rows.masts.map(real),
    sites: rows.sites.map(real),
    cells: rows.cells.map(real),
    spans: rows.spans.map(real),
    accessPoints: rows.accessPoints.map(real),
  };
}

/** Two communes at the border and two behind them. */
const SOME_COMMUNES = ["06193", "06196", "06211", "06199"];
const EVERY_VILLAGE = 4;

/**
 * A part of it that is small enough to ask every route of, with everything that is awkward: real
 * rows beside demonstration ones, masts without a stated commune, twins that are told of alike,
 * two words of one day, notes and file names.
 */
export function smallRealSet(): Rows {
  const all = wholeSetMarkedReal();
  const old = (all.units ?? []).filter(
    (unit) => unit.validTo !== undefined && SOME_COMMUNES.includes(unit.code),
  );
  const successors = new Set(old.map((unit) => unit.successorCode));
  const now = (all.units ?? []).filter(
    (unit) => unit.validTo === undefined && successors.has(unit.code),
  );
  const units = [...old, ...now].map((unit, at) => (at % 2 === 0 ? fromFile(unit) : unit));
  const isHere = ([lon, lat]: readonly number[]) =>
    old.some((unit) => covers(unit.geometry, lon!, lat!));
  const villages = (all.villages ?? [])
    .filter((village) => SOME_COMMUNES.includes(village.communeCode))
    .filter((_, at) => at % EVERY_VILLAGE === 0)
    .map((village, at) => (at % 2 === 0 ? fromFile(village) : village));
  const ids = new Set(villages.map((village) => village.id));
  const network = awkwardNetwork(
    (all.masts ?? []).filter((mast) => SOME_COMMUNES.includes(mast.communeCode ?? "")),
    all,
  );
  return {
    ...network,
    units,
    villages,
    crosswalk: all.crosswalk ?? [],
    operators: all.operators ?? [],
    rules: all.rules ?? [],
    villageAreas: (all.villageAreas ?? []).filter((area) => ids.has(area.villageId)),
    roads: (all.roads ?? []).filter((_, at) => at % 40 === 0),
    places: (all.places ?? []).filter((_, at) => at % 40 === 0),
    spans: (all.spans ?? [])
      .filter(({ geometry }) => isHere(geometry.coordinates.flat(9).slice(0, 2) as number[]))
      .map((span, at) => (at % 5 === 0 ? { ...span, dataSource: "demo" as const } : span)),
    accessPoints: (all.accessPoints ?? [])
      .filter(({ lon, lat }) => isHere([lon, lat]))
      .map((one, at) => (at % 5 === 0 ? { ...one, dataSource: "demo" as const } : one)),
    evidence: (all.evidence ?? [])
      .filter((row) => ids.has(row.villageId))
      .flatMap((row, at) => (at % 2 === 0 ? withSecondWord(row, at) : [row])),
  };
}

/** A real row, now and then with the other word of the same day, or the same one, beside it. */
function withSecondWord(row: Evidence, at: number): Evidence[] {
  const first = { ...fromFile(row), note: "ghi chú" };
  if (at % 6 !== 0) return [first];
  return [first, { ...first, id: `${row.id}-b`, covered: at % 12 === 0 && !row.covered }];
}

function awkwardNetwork(some: readonly Mast[], all: Rows): Pick<Rows, "masts" | "sites" | "cells"> {
  const demo = new Set(some.filter((_, at) => at % 7 === 3).map(({ id }) => id));
  const masts = some.map((mast, at): Mast => {
    if (demo.has(mast.id)) return { ...mast, dataSource: "demo" };
    if (at % 6 !== 1) return mast;
    const { communeCode: _stated, ...unstated } = mast;
    return unstated;
  });
  const sites = (all.sites ?? [])
    .filter((site) => some.some((mast) => mast.id === site.mastId))
    .map((site): Site => (demo.has(site.mastId) ? { ...site, dataSource: "demo" } : site));
  const twins = masts.filter((mast) => !demo.has(mast.id)).filter((_, at) => at % 4 === 0);
  const ofTwins = twins.flatMap((mast) => {
    const centre = publicCellOf(mast.lon, mast.lat);
    return {
      mast: { ...mast, id: `${mast.id}-b`, lon: centre.lon, lat: centre.lat },
      sites: sites
        .filter((site) => site.mastId === mast.id)
        .map((site) => ({
          ...site,
          id: `${site.id}-b`,
          code: `${site.code}B`,
          mastId: `${mast.id}-b`,
        })),
    };
  });
  const allSites = [...sites, ...ofTwins.flatMap((twin) => twin.sites)];
  const siteIds = new Set(allSites.map(({ id }) => id));
  const demoSites = new Set(sites.filter((site) => demo.has(site.mastId)).map(({ id }) => id));
  return {
    masts: [...masts, ...ofTwins.map(({ mast }) => mast)],
    sites: allSites,
    cells: (all.cells ?? [])
      .filter((cell) => siteIds.has(cell.siteId))
      .map((cell) =>
        demoSites.has(cell.siteId) ? { ...cell, dataSource: "demo" as const } : cell,
      ),
  };
}

function real<T extends { dataSource: "demo" | "real" }>(row: T): T {
  return { ...row, dataSource: "real" };
}

function fromFile<T extends { dataSource: "demo" | "real"; source: string }>(row: T): T {
  return { ...row, dataSource: "real", source: "Tệp so-lieu.csv" };
}

/** The communes of 2023 of a set. */
export function communesOf2023(rows: Rows): AdministrativeUnit[] {
  return (rows.units ?? []).filter((unit) => unit.validTo !== undefined);
}
