import type { Cell } from "../../geodata/model/cell.ts";
import { dayWithin, isValidOn } from "../../geodata/model/day.ts";
import type { FibreSpan } from "../../geodata/model/fibre-span.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { VisibleSite } from "../../geodata/model/site.ts";
import { MOBILE_TECHNOLOGIES, type MobileTechnology } from "../../geodata/model/technology.ts";
import { isShared, operatorsOnAir } from "../../geodata/rules/mast-sharing.ts";
import { isGeneralised } from "../../geodata/rules/visibility.ts";
import type { CoverageSnapshot } from "./coverage-snapshot.ts";

/** One version of a site as the viewer sees it, with its state on one day of its validity. */
export interface PublicSite {
  site: VisibleSite;
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

/** Sites joined to their masts and cells, and cables: what OGC API and tiles show of the network. */
export interface PublicNetwork {
  /** Every version of every site, each told of on `asOf` or the nearest day of its validity. */
  allSites(asOf: string): Promise<PublicSite[]>;
  /** The versions valid on `asOf`. */
  sitesOn(asOf: string): Promise<PublicSite[]>;
  spans(): Promise<readonly PublicSpan[]>;
}

export function makePublicNetwork(snapshot: CoverageSnapshot): PublicNetwork {
  const { detail } = snapshot;

  async function describe(sites: readonly VisibleSite[], asOf: string): Promise<PublicSite[]> {
    const [allMasts, allSites, cells] = await Promise.all([
      snapshot.rows("masts"),
      snapshot.rows("sites"),
      snapshot.rows("cells"),
    ]);
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
      const mast = versions.find((version) => isValidOn(version, day)) ?? versions.at(-1);
      if (!mast) return [];
      const valid = (cellsBySite.get(site.id) ?? []).filter((cell) => isValidOn(cell, day));
      const present = new Set(valid.map((cell) => cell.technology));
      return [
        {
          site,
          mast,
          cells: valid,
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
      (await snapshot.rows("spans")).map((span) => ({
        span,
        generalised: isGeneralised(span, detail),
      })),
  };
}
