import type { CarrierRule } from "../../../geodata/datasets/fact-tables.ts";
import { dayBetween, later } from "../days.ts";
import type { Random } from "../random.ts";
import type { Ground } from "./ground.ts";
import { type PlannedSite, SWITCHES_OFF } from "./sites.ts";

/** One carrier of a site through the years; `to` is the first day without it. */
export interface Carrier extends Omit<CarrierRule, "from"> {
  from: string;
  to?: string;
}

/** The operator that switches 3G off keeps it at this many sites ("almost none"). */
const RESIDUAL_UMTS_SITES = 2;
/** Low bands stand on this part of the sites, the hardest to reach. */
const REMOTE_PART = 0.25;

/** The carriers of every site that is ever on air. */
export function planCarriers(
  sites: readonly PlannedSite[],
  ground: Ground,
  random: Random,
): Map<PlannedSite, Carrier[]> {
  const { operators, story } = ground.facts;
  const plan = new Map<PlannedSite, Carrier[]>();
  const hardship = ({ spot }: PlannedSite) =>
    spot.inTown ? Number.NEGATIVE_INFINITY : ground.difficulty.get(spot.village)!;
  for (const { code, launch5g, demo5gSites2025 } of operators) {
    const rules = story.carriers[code] ?? [];
    const stream = random.fork(code);
    const own = sites
      .filter((site) => site.operatorCode === code && onAirFrom(site))
      .toSorted((a, b) => hardship(a) - hardship(b));
    const first = own.filter((site) => onAirFrom(site)! <= story.quarterEnds[0]!);
    const residual = code === SWITCHES_OFF ? first.slice(0, RESIDUAL_UMTS_SITES) : [];
    // In the towns and beside the national road.
    const busiest = own
      .filter(({ stages }) => stages.at(-1)!.status === "hoat_dong")
      .map((site) => ({ site, metres: site.spot.inTown ? 0 : ground.mainRoadM(site.spot) }))
      .toSorted((a, b) => a.metres - b.metres)
      .slice(0, demo5gSites2025)
      .map(({ site }) => site);
    for (const site of own) {
      const place = first.indexOf(site);
      const rank = place < 0 ? undefined : place / first.length;
      const isIn = {
        all: true,
        town: site.spot.inTown,
        remote: rank !== undefined && rank >= 1 - REMOTE_PART,
        busiest: busiest.includes(site),
      };
      const carriers: Carrier[] = [];
      for (const rule of rules.filter(({ where }) => isIn[where])) {
        const turn = Math.max(0, (busiest.indexOf(site) + 1) / busiest.length - 0.25);
        const [begin, share] =
          rule.where === "busiest" ? [launch5g!, turn] : [rule.from[0], stream.next()];
        const carrier = carrierOf(rule, site, rank, dayBetween(begin, rule.from[1], share));
        if (residual.includes(site) && rule.technology === "umts") delete carrier.to;
        const isOld = onAirFrom(site)! < (rule.oldSitesBefore ?? "9999");
        if (isOld && carrier.from < (carrier.to ?? "9999")) carriers.push(carrier);
      }
      plan.set(site, carriers);
    }
  }
  return plan;
}

function carrierOf(
  { from: _days, ...rule }: CarrierRule,
  site: PlannedSite,
  rank: number | undefined,
  day: string,
): Carrier {
  const { technology, where, late, off } = rule;
  const turn = late && rank !== undefined ? (rank - 1 + late.part) / late.part : -1;
  let from = turn >= 0 ? dayBetween(late!.from, late!.to, turn) : day;
  let to =
    off && (rank ?? 1) < off.part ? dayBetween(off.from, off.to, rank! / off.part) : undefined;
  if (site.lateLte) {
    if (technology === "lte" && where === "all") from = site.lateLte;
    to = off?.to;
  }
  return { ...rule, from: later(from, onAirFrom(site)!), ...(to && { to }) };
}

/** First day on air, if it ever is. */
export function onAirFrom({ stages }: PlannedSite): string | undefined {
  return stages.find(({ status }) => status === "hoat_dong")?.from;
}
