import { UNITS_2025_FROM } from "../../geodata/model/administrative-unit.ts";
import type { Cell } from "../../geodata/model/cell.ts";
import { isValidOn } from "../../geodata/model/day.ts";
import type { FibreSpan } from "../../geodata/model/fibre-span.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { Site } from "../../geodata/model/site.ts";
import { MOBILE_TECHNOLOGIES, type MobileTechnology } from "../../geodata/model/technology.ts";
import { makeIsBorder } from "../../geodata/rules/border-communes.ts";
import { isShared, operatorsOnAir } from "../../geodata/rules/mast-sharing.ts";
import {
  type Detail,
  detailFor,
  isGeneralised,
  visibleCell,
  visibleMast,
  visibleSite,
  visibleSpan,
} from "../../geodata/rules/visibility.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { dayBefore, dayWithin } from "./datetime-parameter.ts";

/** One version of a site as the public sees it, with its state on one day of its validity. */
export interface PublicSite {
  site: Site;
  mast: Mast;
  /** Cells valid that day; none of a generalised site. */
  cells: readonly Cell[];
  /** Of its cells, oldest first. */
  technologies: readonly MobileTechnology[];
  /** The mast carries sites on air of two or more operators that day. */
  shared: boolean;
  generalised: boolean;
  /** The day that the state is told of. */
  day: string;
}

interface PublicSpan {
  span: FibreSpan;
  generalised: boolean;
}

/**
 * What the public may see of masts, sites, cells and cables: the only place where OGC API and tiles
 * read them. Sites in border communes have no public position and are left out.
 */
export interface PublicNetwork {
  /** Every version of every site, each told of on `asOf` or the nearest day of its validity. */
  allSites(asOf: string): Promise<PublicSite[]>;
  /** The versions valid on `asOf`. */
  sitesOn(asOf: string): Promise<PublicSite[]>;
  spans(): Promise<readonly PublicSpan[]>;
}

export function makePublicNetwork(snapshot: CoverageSnapshot, setting: Detail): PublicNetwork {
  const detail = detailFor(setting, { role: "public" });

  const isBorder = async () => {
    const lastDayOf2023 = dayBefore(UNITS_2025_FROM);
    const units = await snapshot.rows("units");
    return makeIsBorder(units.filter((unit) => isValidOn(unit, lastDayOf2023)));
  };

  async function describe(sites: readonly Site[], asOf: string): Promise<PublicSite[]> {
    const [allMasts, allSites, cells] = await Promise.all([
      snapshot.rows("masts"),
      snapshot.rows("sites"),
      snapshot.rows("cells"),
    ]);
    const border = await isBorder();
    const mastsById = Map.groupBy(allMasts, (mast) => mast.id);
    const cellsBySite = Map.groupBy(cells, (cell) => cell.siteId);
    const operatorsByDay = new Map<string, ReturnType<typeof operatorsOnAir>>();
    const operatorsOn = (day: string) => {
      const known = operatorsByDay.get(day) ?? operatorsOnAir(allMasts, allSites, day);
      operatorsByDay.set(day, known);
      return known;
    };

    return sites.flatMap((site) => {
      const day = dayWithin(site, asOf);
      const versions = mastsById.get(site.mastId) ?? [];
      const stored = versions.find((mast) => isValidOn(mast, day)) ?? versions.at(-1);
      const mast = stored && visibleMast(stored, detail, border);
      if (!mast) return [];
      const visibleCells = (cellsBySite.get(site.id) ?? []).flatMap((cell) => {
        const visible = isValidOn(cell, day) ? visibleCell(cell, detail) : undefined;
        return visible ? [visible] : [];
      });
      const present = new Set(visibleCells.map((cell) => cell.technology));
      return [
        {
          site: visibleSite(site, detail),
          mast,
          cells: visibleCells,
          technologies: MOBILE_TECHNOLOGIES.filter((technology) => present.has(technology)),
          shared: isShared(operatorsOn(day).get(site.mastId)),
          generalised: isGeneralised(site, detail) || isGeneralised(mast, detail),
          day,
        },
      ];
    });
  }

  return {
    allSites: async (asOf) => describe(await snapshot.rows("sites"), asOf),
    sitesOn: async (asOf) =>
      describe(
        (await snapshot.rows("sites")).filter((site) => isValidOn(site, asOf)),
        asOf,
      ),
    spans: async () =>
      (await snapshot.rows("spans")).flatMap((stored) => {
        const span = visibleSpan(stored, detail);
        return span ? [{ span, generalised: isGeneralised(stored, detail) }] : [];
      }),
  };
}
