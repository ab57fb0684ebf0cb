import type { ClaimRow } from "../../../geodata/datasets/claims-table.ts";
import { MOBILE_TECHNOLOGIES, type MobileTechnology } from "../../../geodata/model/technology.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { Carrier } from "../network/carriers.ts";
import type { CoverageStory } from "../network/coverage-story.ts";
import { type Ground, metresTo } from "../network/ground.ts";
import { type PlannedSite, type SitePlan, SWITCHES_OFF } from "../network/sites.ts";
import type { Random } from "../random.ts";
import type { Point } from "../villages/village-sites.ts";
import { claimRow } from "./claim-row.ts";

/** What an operator calls covered around a site: at least, and at most, metres; drawn for each thôn. */
const REACH_M: Readonly<Record<MobileTechnology, [least: number, most: number]>> = {
  gsm: [3000, 6000],
  umts: [1800, 3200],
  lte: [2000, 4000],
  nr: [1500, 1500],
};
/** Nobody says no to a thôn with 4G of anybody this near, metres. */
const CLEARLY_COVERED_M = 1500;
/** Operators with fewer sites of a technology than this do not repeat "no" for every thôn. */
const FEW_SITES = 5;
/** Of the thôn that a mast reaches later, the one that nobody speaks of before. */
const SILENT_AMONG_REACHED = 5;

/** One operator's technology on one day: how many sites on air have it, and how far the nearest is. */
interface Filing {
  operatorCode: string;
  technology: MobileTechnology;
  day: string;
  sites: number;
  metres: (point: Point) => number;
}

/**
 * What operators say of all thôn on every quarter's end. How many have 3G, 4G or 5G, how many of
 * these 4G or 5G, and how many of those a cluster without, is the story's; which ones goes by the
 * distance to the nearest site. Each operator says yes within its reach; where nobody's is long
 * enough, the nearest one does.
 */
export function mobileClaims(
  { villages, facts: { operators, story } }: Ground,
  { sites, lost }: SitePlan,
  carriers: ReadonlyMap<PlannedSite, Carrier[]>,
  { waiting, thin, regained, lostBy }: CoverageStory,
  random: Random,
): ClaimRow[] {
  const draw = new Map(
    villages.flatMap(({ id }) => operators.map(({ code }) => [`${code} ${id}`, random.next()])),
  );
  const silent = new Map(
    [waiting.at(-1)!, waiting[SILENT_AMONG_REACHED]!].map(({ village, until }) => [
      village,
      until ?? "9999",
    ]),
  );
  const said = new Map<string, string>();
  const hasLte = new Set<Village>();
  return story.quarterEnds.flatMap((day, quarter) => {
    const filings = operators.flatMap(({ code }) => filingsOf(code, day, sites, carriers));
    const of = (technology: MobileTechnology) =>
      filings.filter((filing) => filing.technology === technology);
    const fast = [...of("lte"), ...of("nr")];
    const toFastM = (point: Point) => Math.min(...fast.map(({ metres }) => metres(point)));
    const awaiting = lost.filter((_, index) => day < regained[index]!);
    const without = new Set(
      waiting.filter(({ until }) => day < (until ?? "9999")).map(({ village }) => village),
    );
    if (lostBy && day >= lostBy) for (const village of awaiting) without.add(village);
    const next = villages
      .filter((village) => ![hasLte, without, new Set(awaiting)].some((some) => some.has(village)))
      .map((village) => ({
        village,
        metres: toFastM(village),
        isThin: thin.includes(village) && !lost.includes(village),
      }))
      .toSorted((a, b) => Number(a.isThin) - Number(b.isThin) || a.metres - b.metres);
    const more = story.covered.lte[quarter]! - hasLte.size;
    for (const { village } of next.slice(0, more)) hasLte.add(village);
    for (const { village, metres } of next.slice(more))
      if (metres < CLEARLY_COVERED_M)
        throw new Error(`${village.id} on ${day}: got 4G at ${metres} m, expected none`);
    const dark = darkClusters(hasLte, toFastM, story.covered.partly[quarter]!);

    /** Who says yes to a point: all in reach, or else, where somebody has to, the nearest. */
    const sayers = (
      technology: MobileTechnology,
      village: Village,
      point: Point,
      mustHave: boolean,
    ): Filing[] => {
      const [least, most] = REACH_M[technology];
      const known = of(technology)
        .filter(({ operatorCode }) => !awaiting.includes(village) || operatorCode === SWITCHES_OFF)
        .map((filing) => ({ filing, metres: filing.metres(point) }))
        .toSorted((a, b) => a.metres - b.metres);
      return known
        .filter(
          ({ filing, metres }, rank) =>
            metres <= least + (most - least) * draw.get(`${filing.operatorCode} ${village.id}`)! ||
            (mustHave && rank === 0),
        )
        .map(({ filing }) => filing);
    };
    const yesTo = (village: Village, point: Point): Filing[] => {
      const isFast = hasLte.has(village) && !dark.has(point);
      const fast = isFast
        ? [...sayers("lte", village, point, true), ...sayers("nr", village, point, false)]
        : [];
      const umts = without.has(village) ? [] : sayers("umts", village, point, !hasLte.has(village));
      return [...fast, ...umts, ...sayers("gsm", village, point, false)];
    };
    return villages.flatMap((village) => {
      if (day < (silent.get(village) ?? "")) return [];
      const yes = new Map<Point, Filing[]>(
        [village, ...village.clusters].map((point) => [point, yesTo(village, point)]),
      );
      return filings.flatMap((filing): ClaimRow[] => {
        const key = `${filing.operatorCode} ${filing.technology} ${village.id}`;
        const row = claimRow(village, filing, (point) => yes.get(point)!.includes(filing));
        const repeatsNo = said.get(key) === "0" && row.covered === "0";
        if (repeatsNo && filing.sites < FEW_SITES) return [];
        said.set(key, row.covered);
        return [row];
      });
    });
  });
}

function filingsOf(
  operatorCode: string,
  day: string,
  sites: readonly PlannedSite[],
  carriers: ReadonlyMap<PlannedSite, Carrier[]>,
): Filing[] {
  // Vietnamobile reports at midyear and year's end only; its newest claim stands in between.
  if (operatorCode === "VNM" && !/-(06-30|12-31)$/.test(day)) return [];
  const onAir = sites
    .filter((site) => site.operatorCode === operatorCode)
    .filter(({ stages }) => stages.findLast(({ from }) => from <= day)?.status === "hoat_dong");
  return MOBILE_TECHNOLOGIES.flatMap((technology) => {
    const has = ({ technology: other, from, to }: Carrier) =>
      other === technology && from <= day && day < (to ?? "9999");
    const spots = onAir.filter((site) => carriers.get(site)!.some(has)).map(({ spot }) => spot);
    return spots.length > 0
      ? [{ operatorCode, technology, day, sites: spots.length, metres: metresTo(spots) }]
      : [];
  });
}

/** The farthest cluster of each of the thôn whose farthest cluster is farthest from a site. */
function darkClusters(
  villages: Iterable<Village>,
  metres: (point: Point) => number,
  count: number,
): Set<Point> {
  const farthestFirst = (points: readonly Point[]) =>
    points.toSorted((a, b) => metres(b) - metres(a));
  const farthest = [...villages].flatMap(({ clusters }) => farthestFirst(clusters).slice(0, 1));
  return new Set(farthestFirst(farthest).slice(0, count));
}
