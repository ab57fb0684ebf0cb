import type { Facts } from "../facts.ts";
import type { Random } from "../random.ts";
import { CARRIERS, type Carrier, type CarrierSet } from "./carriers.ts";
import { addDays, dayBetween, END_DAY, earlier, later, START_DAY } from "./days.ts";
import { planFiveG } from "./five-g.ts";
import type { Ground } from "./ground.ts";
import { firstOnAir, isOnAirAtStart, type PlannedSite, statusOn } from "./site-stages.ts";

/** One carrier of a site through the years; `to` is the first day without it. */
export interface PlannedCarrier {
  carrier: Carrier;
  from: string;
  to?: string;
}

/** How an operator's technologies come and go over its sites, the best served first. */
interface Rollout {
  /** Part of the sites of mid-2023 that have 4G by then. */
  lteAtStart: number;
  /** Last site of mid-2023 to get 4G. */
  lteDone: string;
  /** 3G leaves this part of the sites between these days. */
  umtsOff: { part: number; from: string; to: string };
  /** 2G leaves this part of the sites between these days. */
  gsmOff: { part: number; from: string; to: string };
  /** New sites from this day on have no 3G, or no 2G. */
  newWithoutUmts: string;
  newWithoutGsm: string;
}

/** No cell of a technology is older than this: plausible first days, not facts. */
const GSM_LAUNCH = "2004-01-01";
const UMTS_LAUNCH = "2010-01-01";
const LTE_LAUNCH = "2016-11-01";

/** 2G-only handsets are unserved from 16/10/2024, so 2G cells end after that, little by little. */
const GSM_HANDSETS_END = "2024-10-16";

const ROLLOUTS: Readonly<Record<string, Rollout>> = {
  VTL: {
    lteAtStart: 0.9,
    lteDone: "2024-06-10",
    umtsOff: { part: 1, from: "2023-08-01", to: "2024-07-01" },
    gsmOff: { part: 0.6, from: GSM_HANDSETS_END, to: "2025-12-15" },
    newWithoutUmts: "2023-01-01",
    newWithoutGsm: "2024-01-01",
  },
  VNPT: {
    lteAtStart: 0.82,
    lteDone: "2025-10-20",
    umtsOff: { part: 0.4, from: "2024-12-01", to: "2025-12-10" },
    gsmOff: { part: 0.45, from: "2025-02-01", to: "2025-12-20" },
    newWithoutUmts: "2024-07-01",
    newWithoutGsm: "2024-04-01",
  },
  MBF: {
    lteAtStart: 0.8,
    lteDone: "2025-11-20",
    umtsOff: { part: 0.3, from: "2025-02-01", to: "2025-12-10" },
    gsmOff: { part: 0.35, from: "2025-03-01", to: "2025-12-20" },
    newWithoutUmts: "2024-10-01",
    newWithoutGsm: "2024-07-01",
  },
  VNM: {
    lteAtStart: 0.5,
    lteDone: "2025-06-30",
    umtsOff: { part: 0, from: START_DAY, to: END_DAY },
    gsmOff: { part: 0, from: START_DAY, to: END_DAY },
    newWithoutUmts: END_DAY,
    newWithoutGsm: START_DAY,
  },
};

/** Viettel keeps 3G ("almost none since 2024-07") on this many sites. */
const RESIDUAL_UMTS_SITES = 2;
/** Days on which 4G reaches the two Viettel sites whose 3G ended before: a thôn is lost meanwhile. */
const LATE_LTE = ["2025-02-18", "2025-08-12"] as const;
/** Rural 3G on 900 MHz: the most remote part of the sites. */
const UMTS_900_PART = 0.25;
/** Rural 4G on 700 MHz, where the operator may: the most remote part of the sites. */
const LTE_700_PART = 0.2;

/** The carriers of every site, in the order of `sites`. */
export function planCarriers(
  sites: readonly PlannedSite[],
  facts: Facts,
  ground: Ground,
  random: Random,
): PlannedCarrier[][] {
  const plans = new Map<PlannedSite, PlannedCarrier[]>();
  for (const { code, launch5g, demo5gSites2025 } of facts.operators) {
    const carriers = CARRIERS[code];
    const rollout = ROLLOUTS[code];
    if (carriers === undefined || rollout === undefined) continue;
    const stream = random.fork(code);
    const own = bestServedFirst(
      sites.filter((site) => site.operatorCode === code),
      ground,
      stream,
    );
    const turns = turnsOf(own, sites, code, rollout);
    for (const site of own) {
      if (firstOnAir(site) !== undefined) {
        plans.set(site, carriersOf(site, carriers, rollout, turns, stream));
      }
    }
    if (carriers.nr === undefined || launch5g === undefined) continue;
    for (const [site, from] of planFiveG(own, launch5g, demo5gSites2025, ground, stream)) {
      plans.get(site)!.push({ carrier: carriers.nr, from });
    }
  }
  return sites.map((site) => plans.get(site) ?? []);
}

/** When it is whose turn among one operator's sites. */
interface Turns {
  /** Sites of mid-2023, the best served first. */
  old: readonly PlannedSite[];
  /** The same in the order in which 4G comes; so many have it by mid-2023. */
  lte: readonly PlannedSite[];
  withLte: number;
  /** Sites whose 3G ends before 4G comes, on these days. */
  late: ReadonlyMap<PlannedSite, string>;
  /** Sites that keep 3G to the end. */
  residualUmts: ReadonlySet<PlannedSite>;
}

function turnsOf(
  own: readonly PlannedSite[],
  all: readonly PlannedSite[],
  operatorCode: string,
  rollout: Rollout,
): Turns {
  const old = own.filter(isOnAirAtStart);
  const isViettel = operatorCode === "VTL";
  const late = isViettel ? soleServers(old, all) : [];
  return {
    old,
    lte: [...old.filter((site) => !late.includes(site)), ...late],
    withLte: Math.round(old.length * rollout.lteAtStart),
    late: new Map(late.map((site, index) => [site, LATE_LTE[index]!])),
    residualUmts: new Set(isViettel ? old.slice(5, 5 + RESIDUAL_UMTS_SITES) : []),
  };
}

function carriersOf(
  site: PlannedSite,
  carriers: CarrierSet,
  rollout: Rollout,
  turns: Turns,
  random: Random,
): PlannedCarrier[] {
  const since = firstOnAir(site)!;
  const isOld = turns.old.includes(site);
  const rank = isOld ? turns.old.indexOf(site) / turns.old.length : 0;
  const remote = site.spot.inTown ? 0 : rank;
  const plan: PlannedCarrier[] = [];
  const add = (carrier: Carrier | undefined, from: string, to?: string) => {
    if (carrier === undefined || (to !== undefined && to <= later(from, since))) return;
    plan.push({ carrier, from: later(from, since), ...(to === undefined ? {} : { to }) });
  };

  const lteFrom = lteDay(site, rollout, turns, random);
  add(carriers.lte, lteFrom);
  if (site.spot.inTown || site.spot.onCorridor) {
    add(carriers.lteTown, later(lteFrom, dayBetween("2019-01-01", "2025-06-30", random.next())));
  }
  const low = carriers.lteRemote;
  if (low !== undefined && isOld && remote >= 1 - LTE_700_PART) {
    add(low.carrier, dayBetween(low.from, END_DAY, random.next() * 0.9));
  }

  if (isOld || since < rollout.newWithoutUmts) {
    const { part, from, to } = rollout.umtsOff;
    const ends = rank < part && !turns.residualUmts.has(site);
    const due = ends ? dayBetween(from, to, rank / part) : undefined;
    const isRural = remote >= 1 - UMTS_900_PART;
    const carrier = isRural ? (carriers.umtsRural ?? carriers.umts) : carriers.umts;
    // 3G stays until 4G has been there for some days, but not beyond the end of the switch-off.
    add(carrier, UMTS_LAUNCH, due && earlier(later(due, addDays(lteFrom, 20)), to));
  }

  if (isOld || since < rollout.newWithoutGsm) {
    const { part, from, to } = rollout.gsmOff;
    const draw = random.next();
    add(carriers.gsm, GSM_LAUNCH, draw < part ? dayBetween(from, to, draw / part) : undefined);
  }
  return plan;
}

/** First day of 4G: before mid-2023, in its turn after, or late; new sites have it at once. */
function lteDay(site: PlannedSite, rollout: Rollout, turns: Turns, random: Random): string {
  const early = dayBetween(LTE_LAUNCH, "2023-05-31", random.next());
  const late = turns.late.get(site);
  if (late !== undefined) return late;
  const turn = turns.lte.indexOf(site) - turns.withLte;
  if (turn < 0) return early;
  const share = (turn + random.next()) / (turns.lte.length - turns.withLte);
  return dayBetween(addDays(START_DAY, 30), rollout.lteDone, share);
}

/** Towns, then roughly by height above sea level and distance to the national road. */
function bestServedFirst(
  sites: readonly PlannedSite[],
  ground: Ground,
  random: Random,
): PlannedSite[] {
  const remoteness = new Map(
    sites.map((site) => {
      const { position, inTown, onCorridor } = site.spot;
      if (inTown) return [site, 0] as const;
      const height = (ground.terrain.elevationM(...position) ?? 300) / 400;
      return [
        site,
        (onCorridor ? 0 : 0.5) +
          height +
          ground.mainRoadDistanceM(position) / 8000 +
          random.between(0, 1),
      ] as const;
    }),
  );
  return sites.toSorted((a, b) => remoteness.get(a)! - remoteness.get(b)!);
}

/** The two most remote sites that alone, of all operators, reach some thôn in mid-2023. */
function soleServers(old: readonly PlannedSite[], all: readonly PlannedSite[]): PlannedSite[] {
  const others = (site: PlannedSite) =>
    all.filter((other) => other !== site && isOnAirAtStart(other));
  const onlyHere = (site: PlannedSite) =>
    [...site.spot.marginDb].filter(
      ([id, margin]) =>
        margin > 0 && others(site).every(({ spot }) => (spot.marginDb.get(id) ?? -99) < 0),
    ).length;
  const still = old.filter((site) => statusOn(site, END_DAY) === "hoat_dong");
  const one = still.filter((site) => onlyHere(site) === 1);
  return one.slice(-LATE_LTE.length);
}
