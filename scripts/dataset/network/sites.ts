import type { SiteStatus } from "../../../geodata/model/site.ts";
import type { Village } from "../../../geodata/model/village.ts";
import { addDays, dayBetween } from "../days.ts";
import type { OperatorFact } from "../facts.ts";
import type { Random } from "../random.ts";
import { wholeShares } from "../villages/names.ts";
import { metresBetween } from "../villages/village-sites.ts";
import type { CoverageStory } from "./coverage-story.ts";
import { type Ground, nearestM } from "./ground.ts";
import { makeMastPlanner, type Spot } from "./masts.ts";

/** One operator's equipment on a mast through the years. */
export interface PlannedSite {
  operatorCode: string;
  spot: Spot;
  /** Each holds until the next begins; oldest first. */
  stages: { status: SiteStatus; from: string }[];
  /** First day of 4G where it comes after 3G has ended; a thôn is without both meanwhile. */
  lateLte?: string;
}

export interface SitePlan {
  sites: PlannedSite[];
  /** Thôn that one site alone reaches, and lose mobile broadband while it has neither 3G nor 4G. */
  lost: Village[];
}

/** Whose 3G ends before its 4G is everywhere. */
export const SWITCHES_OFF = "VTL";
/** What a site goes through until it is on air, and how many days before that. */
const PROGRESS = {
  ke_hoach: 330,
  da_cap_phep: 115,
  dang_xay_dung: 75,
  cho_dien: 40,
  cho_phat_song: 12,
  hoat_dong: 0,
};
const STEPS = Object.keys(PROGRESS) as (keyof typeof PROGRESS)[];

/**
 * Who puts a site where and when, so that the counts of the facts hold: sites of each operator and
 * masts, on air and known, at both ends. An operator with more sites than turns is a tenant.
 */
export function planSites(ground: Ground, coverage: CoverageStory, random: Random): SitePlan {
  const { operators, story } = ground.facts;
  const { masts, interruptions } = story;
  const planner = makeMastPlanner(ground, random.fork("masts"));
  const dates = random.fork("dates");
  const waiting = coverage.waiting.map(({ village }) => village);
  const spots = (count: number, spotAt: (index: number) => Spot) =>
    Array.from({ length: count }, (_, index) => spotAt(index));
  const leaving = interruptions.filter(({ until }) => until === undefined);

  const base = spots(masts.onAir[0], () => planner.placeByNeed([...waiting, ...coverage.thin]));
  const first = owned(base, operators, (operator) => operator.demoSites2023);
  const sites = [
    ...first,
    ...tenants(first, base, operators, (o) => o.demoSites2023, masts.shared),
  ].map((site): PlannedSite => ({ ...site, stages: [] }));
  for (const own of Map.groupBy(sites, ({ spot }) => spot).values()) {
    // A tenant comes after the owner.
    const days = own.map(() => dayBetween("2009-03-01", "2023-04-30", dates.next())).sort();
    for (const [turn, site] of own.entries())
      site.stages.push({ status: "hoat_dong", from: days[turn]! });
  }
  const lost = loseSoleServers(sites, coverage);
  for (const { operatorCode, status, from, until } of interruptions) {
    const { stages } = spareSite(sites, operatorCode);
    stages.push(
      { status, from },
      ...(until ? [{ status: "hoat_dong" as const, from: until }] : []),
    );
  }

  const added = spots(masts.onAir[1] - masts.onAir[0] + leaving.length, (index) => {
    const dark = [...waiting.slice(index + 1), ...lost];
    const wait = coverage.waiting[index];
    return wait?.until
      ? planner.placeAt(wait.village, dark)
      : planner.placeByNeed([...dark, ...coverage.thin]);
  });
  const more = ({ code, demoSites2023, demoSites2025 }: OperatorFact) =>
    demoSites2025 -
    demoSites2023 +
    leaving.filter(({ operatorCode }) => operatorCode === code).length;
  const knownFirst = masts.known[0] - masts.onAir[0] - masts.stuck.length;
  const still = sites.filter(({ stages }) => stages.at(-1)!.status === "hoat_dong");
  const owners = owned(added, operators, more);
  for (const site of [
    ...owners,
    ...tenants(still, added, operators, more, added.length + still.length),
  ]) {
    const index = added.indexOf(site.spot);
    const [early, late] =
      index >= 0 && index < knownFirst
        ? (["2023-09-15", "2024-11-30"] as const)
        : (["2024-12-01", "2025-12-10"] as const);
    const from = coverage.waiting[index]?.until ?? dayBetween(early, late, dates.next());
    const stages = STEPS.map((status) => ({ status, from: addDays(from, -PROGRESS[status]) }));
    if (early < "2024") stages[0]!.from = dayBetween("2022-02-01", "2023-01-31", dates.next());
    sites.push({ ...site, stages });
  }

  const dismantled = leaving.filter(({ status }) => status === "thao_do").length;
  const newest = masts.known[1] - base.length - added.length - masts.stuck.length + dismantled;
  const stuckAt = spots(masts.stuck.length, (index) =>
    planner.placeAt(waiting.at(-1 - index)!, []),
  );
  const newestAt = spots(newest, () => planner.placeByNeed([]));
  const unbuilt = owned([...stuckAt, ...newestAt], operators, (operator) => operator.demoSites2025);
  for (const [index, site] of unbuilt.entries()) {
    const turn = index - stuckAt.length;
    const [early, late] =
      turn < 0 ? (["2022-03-01", "2023-05-15"] as const) : (["2024-01-15", "2025-03-30"] as const);
    const status = masts.stuck[index] ?? masts.pipeline[turn % masts.pipeline.length]!;
    const from = dayBetween(early, late, dates.next());
    const before = STEPS.slice(
      0,
      status === "vuong_mat_bang" ? 1 : Math.max(0, STEPS.indexOf(status as "ke_hoach")),
    );
    const steps = [...before, status];
    const stages = steps.map((step, place) => ({
      status: step,
      from: dayBetween(from, story.quarterEnds.at(-1)!, place / steps.length),
    }));
    sites.push({ ...site, stages });
  }
  return { sites, lost };
}

type Standing = Pick<PlannedSite, "operatorCode" | "spot">;
type SitesOf = (operator: OperatorFact) => number;

/** How many of some spots each operator has itself, by how many sites it has. */
function turnsOf(
  spots: readonly Spot[],
  operators: readonly OperatorFact[],
  sitesOf: SitesOf,
): number[] {
  return wholeShares(spots.length, operators.map(sitesOf), 0);
}

/** Operators take turns, who has most left first. */
function owned(
  spots: readonly Spot[],
  operators: readonly OperatorFact[],
  sitesOf: SitesOf,
): Standing[] {
  const turns = turnsOf(spots, operators, sitesOf);
  const left = [...turns];
  return spots.map((spot) => {
    const shares = left.map((count, index) => count / Math.max(turns[index]!, 1));
    const next = shares.indexOf(Math.max(...shares));
    left[next] = left[next]! - 1;
    return { operatorCode: operators[next]!.code, spot };
  });
}

/**
 * Who has more sites than turns rents where most people are: on a mast of one other, until so many
 * are shared; then on one of those.
 */
function tenants(
  standing: readonly Standing[],
  spots: readonly Spot[],
  operators: readonly OperatorFact[],
  sitesOf: SitesOf,
  shared: number,
): Standing[] {
  const turns = turnsOf(spots, operators, sitesOf);
  const codes = operators.flatMap((operator, index) =>
    Array.from({ length: sitesOf(operator) - turns[index]! }, () => operator.code),
  );
  const all = [...standing];
  return codes.map((operatorCode, index) => {
    const size = index < shared ? 1 : 2;
    const [spot] = [...Map.groupBy(all, (site) => site.spot)]
      .filter(
        ([, here]) =>
          here.length === size && here.every((site) => site.operatorCode !== operatorCode),
      )
      .reduce((a, b) => (b[0].village.households! > a[0].village.households! ? b : a));
    all.push({ operatorCode, spot });
    return { operatorCode, spot };
  });
}

/** The thôn whose next best site is farthest lose it: their own gets 4G on the days of the story. */
function loseSoleServers(
  sites: readonly PlannedSite[],
  { thin, regained }: CoverageStory,
): Village[] {
  const own = sites.filter(({ operatorCode }) => operatorCode === SWITCHES_OFF);
  const served = thin
    .map((village) => {
      const server = nearestSite(village, own);
      return { village, server, gapM: nearestM(village, spotsBut(server, sites)) };
    })
    .filter(({ village, server, gapM }) => metresBetween(village, server.spot) < gapM)
    .toSorted((a, b) => b.gapM - a.gapM);
  const one = [
    ...new Map(served.toReversed().map((row) => [row.server, row])).values(),
  ].toReversed();
  return regained.map((day, index) => {
    one[index]!.server.lateLte = day;
    return one[index]!.village;
  });
}

/** The operator's site that others of it are nearest to, of those that stand alone and always worked. */
function spareSite(sites: readonly PlannedSite[], operatorCode: string): PlannedSite {
  const own = sites.filter((site) => site.operatorCode === operatorCode);
  const gapM = (site: PlannedSite) => nearestM(site.spot, spotsBut(site, own));
  return own
    .filter(({ stages, lateLte }) => stages.length === 1 && lateLte === undefined)
    .filter((site) => !spotsBut(site, sites).includes(site.spot))
    .reduce((a, b) => (gapM(b) < gapM(a) ? b : a));
}

function nearestSite(point: Village, sites: readonly PlannedSite[]): PlannedSite {
  return sites.reduce((a, b) =>
    metresBetween(point, b.spot) < metresBetween(point, a.spot) ? b : a,
  );
}

function spotsBut(site: PlannedSite, sites: readonly PlannedSite[]): Spot[] {
  return sites.filter((other) => other !== site).map(({ spot }) => spot);
}
