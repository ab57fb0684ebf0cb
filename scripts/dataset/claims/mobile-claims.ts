import type { ClaimRow } from "../../../geodata/datasets/claims-table.ts";
import { MOBILE_TECHNOLOGIES, type MobileTechnology } from "../../../geodata/model/technology.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { Carrier } from "../network/carriers.ts";
import type { CoverageStory } from "../network/coverage-story.ts";
import { type Ground, nearestM } from "../network/ground.ts";
import { type PlannedSite, type SitePlan, SWITCHES_OFF } from "../network/sites.ts";
import type { Random } from "../random.ts";
import type { Point } from "../villages/village-sites.ts";

/** What an operator calls covered around a site: at least, and at most, metres; drawn for each thôn. */
const REACH_M: Readonly<Record<MobileTechnology, [least: number, most: number]>> = {
  gsm: [3000, 6000],
  umts: [2500, 5000],
  lte: [2000, 4000],
  nr: [1600, 1600],
};
/** Nobody says no to a thôn with 4G of anybody this near, metres. */
const CLEARLY_COVERED_M = 1500;
/** Operators with fewer sites of a technology than this do not repeat "no" for every thôn. */
const FEW_SITES = 5;
/** Of the thôn that a mast reaches later, the one that nobody speaks of before. */
const SILENT_AMONG_REACHED = 5;

/** One operator's technology on one day, and where its sites on air with it are. */
interface Filing {
  operatorCode: string;
  technology: MobileTechnology;
  spots: Point[];
}

/**
 * What operators say of all thôn on every quarter's end. How many have 3G, 4G or 5G, how many of
 * these 4G or 5G, and how many of those a cluster without, is the story's; which ones goes by the
 * distance to the nearest site. Each operator says yes within its reach; where nobody's is long
 * enough, the nearest one does.
 */
export function mobileClaims(
  ground: Ground,
  { sites, lost }: SitePlan,
  carriers: ReadonlyMap<PlannedSite, Carrier[]>,
  { waiting, thin, regained, lostBy }: CoverageStory,
  random: Random,
): ClaimRow[] {
  const { villages, facts } = ground;
  const draws = new Map<string, number>();
  for (const { code } of facts.operators)
    for (const { id } of villages) draws.set(`${code} ${id}`, random.fork(`${code} ${id}`).next());
  const silentUntil = new Map(
    [waiting.at(-1)!, waiting[SILENT_AMONG_REACHED]!].map(({ village, until }) => [village, until]),
  );
  const said = new Map<string, boolean>();
  const hasLte = new Set<Village>();

  return facts.story.quarterEnds.flatMap((day, quarter) => {
    const filings = facts.operators
      .filter(({ code }) => filesOn(code, day))
      .flatMap(({ code }) => filingsOf(code, day, sites, carriers));
    const fastSpots = filings.filter(isFast).flatMap(({ spots }) => spots);
    const awaitsLte = lost.filter((_, index) => day < regained[index]!);
    const without = [
      ...waiting
        .filter(({ until }) => until === undefined || day < until)
        .map(({ village }) => village),
      ...(lostBy && day >= lostBy ? awaitsLte : []),
    ];
    const broadband = new Set(villages.filter((village) => !without.includes(village)));
    const nearestFirst = [...broadband]
      .filter((village) => !hasLte.has(village) && !awaitsLte.includes(village))
      .map((village) => ({
        village,
        metres: thin.includes(village) && !lost.includes(village) ? nearestM(village, fastSpots) : 0,
      }))
      .toSorted((a, b) => a.metres - b.metres);
    const isNext = facts.story.covered.lte[quarter]! - hasLte.size;
    for (const { village } of nearestFirst.slice(0, isNext)) hasLte.add(village);
    for (const { village, metres } of nearestFirst.slice(isNext))
      if (metres < CLEARLY_COVERED_M) throw new Error(`${village.id} on ${day}: 4G at ${metres} m`);
    const dark = darkClusters(hasLte, fastSpots, facts.story.covered.partly[quarter]!);

    /** Who of some filings says yes to a point: all in reach, or else the nearest. */
    const sayers = (some: readonly Filing[], village: Village, point: Point): Filing[] => {
      const known = some
        .filter(({ operatorCode }) => !awaitsLte.includes(village) || operatorCode === SWITCHES_OFF)
        .map((filing) => {
          const [least, most] = REACH_M[filing.technology];
          const draw = draws.get(`${filing.operatorCode} ${village.id}`)!;
          const metres = nearestM(point, filing.spots);
          return { filing, metres, inReach: metres <= least + (most - least) * draw };
        })
        .toSorted((a, b) => a.metres - b.metres);
      const near = known.filter(({ inReach }) => inReach);
      return (near.length > 0 ? near : known.slice(0, 1)).map(({ filing }) => filing);
    };
    const of = (...technologies: MobileTechnology[]) =>
      filings.filter(({ technology }) => technologies.includes(technology));
    const yesTo = (village: Village, point: Point, isDark: boolean): Filing[] => {
      const fast = hasLte.has(village) && !isDark ? sayers(of("lte"), village, point) : [];
      const nr =
        fast.length > 0
          ? sayers(of("nr"), village, point).filter(
              ({ spots }) => nearestM(point, spots) <= REACH_M.nr[1],
            )
          : [];
      const umts = broadband.has(village) ? sayers(of("umts"), village, point) : [];
      const gsm = of("gsm").filter(({ spots }) => nearestM(point, spots) <= REACH_M.gsm[0]);
      return [...fast, ...nr, ...umts, ...gsm];
    };
    return villages.flatMap((village) => {
      if (silentUntil.has(village) && day < (silentUntil.get(village) ?? "9999")) return [];
      const centre = yesTo(village, village, false);
      const clusters = village.clusters.map((cluster) => ({
        id: cluster.id,
        yes: yesTo(village, cluster, dark.has(cluster)),
      }));
      return filings.flatMap((filing): ClaimRow[] => {
        const key = `${filing.operatorCode} ${filing.technology} ${village.id}`;
        const covered = centre.includes(filing);
        if (said.get(key) === false && !covered && filing.spots.length < FEW_SITES) return [];
        said.set(key, covered);
        return [
          {
            village_id: village.id,
            operator: filing.operatorCode,
            technology: filing.technology,
            covered: covered ? "1" : "0",
            uncovered_clusters: clusters
              .filter(({ yes }) => !yes.includes(filing))
              .map(({ id }) => id)
              .join("|"),
            observed_on: day,
          },
        ];
      });
    });
  });
}

/** Vietnamobile reports at midyear and year's end only; its newest claim stands in between. */
function filesOn(operatorCode: string, day: string): boolean {
  return operatorCode !== "VNM" || day.endsWith("-06-30") || day.endsWith("-12-31");
}

const isFast = ({ technology }: Filing) => technology === "lte" || technology === "nr";

function filingsOf(
  operatorCode: string,
  day: string,
  sites: readonly PlannedSite[],
  carriers: ReadonlyMap<PlannedSite, Carrier[]>,
): Filing[] {
  const onAir = sites.filter(
    (site) =>
      site.operatorCode === operatorCode &&
      site.stages.findLast(({ from }) => from <= day)?.status === "hoat_dong",
  );
  return MOBILE_TECHNOLOGIES.flatMap((technology) => {
    const spots = onAir
      .filter((site) =>
        carriers
          .get(site)!
          .some(
            (carrier) =>
              carrier.technology === technology &&
              carrier.from <= day &&
              day < (carrier.to ?? "9999"),
          ),
      )
      .map(({ spot }) => spot);
    return spots.length > 0 ? [{ operatorCode, technology, spots }] : [];
  });
}

/** The farthest cluster of each of the thôn whose farthest cluster is farthest from a site. */
function darkClusters(
  villages: Iterable<Village>,
  spots: readonly Point[],
  count: number,
): Set<Point> {
  const farthest = [...villages].flatMap(({ clusters }) => {
    const ranked = clusters
      .map((cluster) => ({ cluster, metres: nearestM(cluster, spots) }))
      .toSorted((a, b) => b.metres - a.metres);
    return ranked.slice(0, 1);
  });
  return new Set(
    farthest
      .toSorted((a, b) => b.metres - a.metres)
      .slice(0, count)
      .map(({ cluster }) => cluster),
  );
}
