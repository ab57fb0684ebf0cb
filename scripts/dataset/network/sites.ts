import type { OperatorFact } from "../../../geodata/datasets/fact-tables.ts";
import { addDays } from "../../../geodata/model/day.ts";
import type { SiteStatus } from "../../../geodata/model/site.ts";
import type { Village } from "../../../geodata/model/village.ts";
import { dayBetween } from "../days.ts";
import type { Random } from "../random.ts";
import { wholeShares } from "../villages/names.ts";
import { metresBetween } from "../villages/village-sites.ts";
import type { CoverageStory } from "./coverage-story.ts";
import { type Ground, metresTo, nearestM } from "./ground.ts";
import { makeMastPlanner, type Spot } from "./masts.ts";

/** One operator's equipment on a mast through the years. */
export interface PlannedSite {
  operatorCode: string;
  spot: Spot;
  /** Each holds until the next begins; oldest first. */
  stages: { status: SiteStatus; from: string }[];
  /** On air beside a thôn of which the operator says on purpose that it has nothing. */
  meant?: true;
  /** First day of 4G where it comes after 3G has ended; a thôn is without both meanwhile. */
  lateLte?: string;
}

export type SitePlan = ReturnType<typeof planSites>;

/** Whose 3G ends before its 4G is everywhere. */
export const SWITCHES_OFF = "VTL";
/** When new masts go on air: those known on the first day, and the others. */
const KNOWN_FIRST = ["2023-09-15", "2024-11-30"] as const;
const HEARD_OF_LATER = ["2024-12-01", "2025-12-10"] as const;
/** So many of the newest masts are meant for thôn that are without to the end. */
const NEWEST_FOR_WAITING = 3;
/** What a site goes through until it is on air, and how many days before that. */
const STEPS = Object.entries({
  ke_hoach: 330,
  da_cap_phep: 115,
  dang_xay_dung: 75,
  cho_dien: 40,
  cho_phat_song: 12,
  hoat_dong: 0,
}) as [SiteStatus, number][];

/**
 * Who puts a site where and when, so that the counts of the facts hold: sites of each operator and
 * masts, on air and known, at both ends. Masts go round by turns; an operator with more sites than
 * turns rents.
 */
export function planSites(ground: Ground, coverage: CoverageStory, random: Random) {
  const { operators, story } = ground.facts;
  const { masts, interruptions } = story;
  const planner = makeMastPlanner(ground, random.fork("masts"));
  const dates = random.fork("dates");
  const waiting = coverage.waiting.map(({ village }) => village);
  const spots = (count: number, spotAt: (index: number) => Spot) =>
    Array.from({ length: count }, (_, index) => spotAt(index));
  const counts = (of: (operator: OperatorFact) => number): Counts =>
    operators.map((operator) => ({ code: operator.code, sites: of(operator) }));
  const leaving = interruptions.filter(({ until }) => until === undefined);

  const toDarkM = metresTo([...waiting, ...coverage.thin]);
  const base = spots(masts.onAir[0], () => planner.placeByNeed(toDarkM));
  const first = withTenants(
    [],
    base,
    counts((operator) => operator.demoSites2023),
    masts.shared,
  );
  const sites: PlannedSite[] = [...Map.groupBy(first, ({ spot }) => spot).values()].flatMap(
    (here) => {
      // A tenant comes after the owner.
      const days = here.map(() => dayBetween("2009-03-01", "2023-04-30", dates.next())).sort();
      return here.map((site, turn) => ({
        ...site,
        stages: [{ status: "hoat_dong", from: days[turn]! }],
      }));
    },
  );
  // They lose mobile broadband while their one site has neither 3G nor 4G.
  const lost = loseSoleServers(sites, coverage);
  for (const { operatorCode, status, from, until } of interruptions) {
    const { stages } = spareSite(sites, operatorCode);
    stages.push({ status, from });
    if (until) stages.push({ status: "hoat_dong", from: until });
  }

  const noneM = () => Number.POSITIVE_INFINITY;
  const meantAt = masts.onAir[1] - masts.onAir[0] + leaving.length - 1;
  const added = spots(meantAt + 1, (index) => {
    const { village, until } = coverage.waiting[index] ?? {};
    const target = until ? village : undefined;
    const others = waiting.filter((other) => other !== target);
    const toWaitingM = metresTo([...others, ...coverage.thin]);
    // One contradiction that a reader shall find: a mast on air beside a thôn reported without.
    if (index === meantAt) return planner.placeAt(waiting.at(-2)!, noneM);
    return target ? planner.placeAt(target, toWaitingM) : planner.placeByNeed(toWaitingM);
  });
  const left = (code: string) => leaving.filter(({ operatorCode }) => operatorCode === code).length;
  const more = counts((o) => o.demoSites2025 - o.demoSites2023 + left(o.code));
  const knownFirst = masts.known[0] - masts.onAir[0] - masts.stuck.length;
  const still = sites.filter(({ stages }) => stages.at(-1)!.status === "hoat_dong");
  for (const site of withTenants(still, added, more, sites.length)) {
    const index = added.indexOf(site.spot);
    const isKnown = index >= 0 && index < knownFirst;
    const [early, late] = isKnown ? KNOWN_FIRST : HEARD_OF_LATER;
    const from = coverage.waiting[index]?.until ?? dayBetween(early, late, dates.next());
    const stages = STEPS.map(([status, days]) => ({ status, from: addDays(from, -days) }));
    if (isKnown) stages[0]!.from = dayBetween("2022-02-01", "2023-01-31", dates.next());
    sites.push({ ...site, stages, ...(index === meantAt && { meant: true }) });
  }

  const dismantled = leaving.filter(({ status }) => status === "thao_do").length;
  const newest = masts.known[1] - base.length - added.length - masts.stuck.length + dismantled;
  const unbuilt = [
    ...masts.stuck.map((_, index) => planner.placeAt(waiting.at(-1 - index)!, noneM)),
    ...spots(newest, (index) =>
      index < NEWEST_FOR_WAITING
        ? planner.placeAt(waiting.at(-2 - index)!, noneM)
        : planner.placeByNeed(noneM),
    ),
  ];
  for (const [index, site] of owned(
    unbuilt,
    counts((operator) => operator.demoSites2025),
  ).entries()) {
    const turn = index - masts.stuck.length;
    const status = masts.stuck[index] ?? masts.pipeline[turn % masts.pipeline.length]!;
    const from = dayBetween(
      turn < 0 ? "2022-03-01" : "2024-01-15",
      turn < 0 ? "2023-05-15" : "2025-03-30",
      dates.next(),
    );
    sites.push({ ...site, stages: [{ status, from }] });
  }
  return { sites, lost };
}

type Counts = readonly { code: string; sites: number }[];
type Standing = Pick<PlannedSite, "operatorCode" | "spot">;

/** How many of some masts each operator has itself. */
function turnsOf(masts: number, counts: Counts): Counts {
  const shares = wholeShares(
    masts,
    counts.map(({ sites }) => sites),
    0,
  );
  return counts.map(({ code }, index) => ({ code, sites: shares[index]! }));
}

/** Operators take turns, who has most left first. */
function owned(spots: readonly Spot[], counts: Counts): Standing[] {
  const turns = turnsOf(spots.length, counts).map((turn) => ({ ...turn, left: turn.sites }));
  return spots.map((spot) => {
    const next = turns.reduce((a, b) => (b.left * a.sites > a.left * b.sites ? b : a));
    next.left--;
    return { operatorCode: next.code, spot };
  });
}

/**
 * Who has more sites than turns rents where most people are: on a mast of one other, until so many
 * are shared; then on one of those.
 */
function withTenants(
  standing: readonly Standing[],
  spots: readonly Spot[],
  counts: Counts,
  shared: number,
): Standing[] {
  const placed = owned(spots, counts);
  const turns = turnsOf(spots.length, counts);
  const tenants = counts.flatMap(({ code, sites }, index) =>
    Array.from({ length: sites - turns[index]!.sites }, () => code),
  );
  for (const [index, operatorCode] of tenants.entries()) {
    const size = index < shared ? 1 : 2;
    const [spot] = [...Map.groupBy([...standing, ...placed], (site) => site.spot)]
      .filter(([, here]) => here.length === size)
      .filter(([, here]) => here.every((site) => site.operatorCode !== operatorCode))
      .reduce((a, b) => (b[0].village.households! > a[0].village.households! ? b : a));
    placed.push({ operatorCode, spot });
  }
  return placed;
}

/** The thôn whose next best site is farthest lose it: their own gets 4G on the days of the story. */
function loseSoleServers(
  sites: readonly PlannedSite[],
  { thin, regained }: CoverageStory,
): Village[] {
  const own = sites.filter(({ operatorCode }) => operatorCode === SWITCHES_OFF);
  const served = thin
    .map((village) => {
      const server = own.toSorted(
        (a, b) => metresBetween(village, a.spot) - metresBetween(village, b.spot),
      )[0]!;
      return { village, server, gapM: nearestM(village, spotsBut(server, sites)) };
    })
    .filter(({ village, server, gapM }) => metresBetween(village, server.spot) < gapM)
    .toSorted((a, b) => b.gapM - a.gapM);
  const one = [
    ...new Map(served.toReversed().map((row) => [row.server, row])).values(),
  ].toReversed();
  // A district may have fewer such thôn than the story tells of.
  return regained.slice(0, one.length).map((day, index) => {
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

function spotsBut(site: PlannedSite, sites: readonly PlannedSite[]): Spot[] {
  return sites.filter((other) => other !== site).map(({ spot }) => spot);
}
