import type { ClaimRow } from "../../../geodata/datasets/claims-table.ts";
import { MOBILE_TECHNOLOGIES } from "../../../geodata/model/technology.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { Facts, OperatorFact } from "../facts.ts";
import type { Ground } from "../network/ground.ts";
import type { Random } from "../random.ts";
import { type Cast, QUARTER_AIMS } from "./aims.ts";
import { bestOf, coveredThon, partlyCovered, type Sets } from "./covered-sets.ts";
import { type Filing, type Said, saidKey } from "./filing.ts";
import { fitCentres, fitClusters } from "./fit.ts";
import type { ClaimPoint, Signal } from "./signal.ts";

/** How far what an operator says strays from what its cells give, dB (standard deviation). */
const OPTIMISM_DB = 1.5;
/** Who has said yes goes on saying it until the signal falls this far under what covers, dB. */
const STICKY_DB = 3;
/** In their first year operators claim 5G only this far over what covers, dB. */
const NR_CAUTION_DB = 8;
/** Operators with fewer sites of a technology than this do not repeat "no" for every thôn. */
const FEW_SITES = 5;
/** Vietnamobile reports at midyear and year's end only; its newest claim stands in between. */
function files(operatorCode: string, day: string): boolean {
  return operatorCode !== "VNM" || day.endsWith("-06-30") || day.endsWith("-12-31");
}

/** What all operators say of all thôn on every quarter's end, fitted to the aims. */
export function mobileClaims(
  signal: Signal,
  cast: Cast,
  ground: Ground,
  facts: Facts,
  random: Random,
): ClaimRow[] {
  const said: Said = new Map();
  const optimism = optimismOf(facts, ground, random);
  let before: Sets = { broadband: new Set(), lte: new Set() };
  return QUARTER_AIMS.flatMap((aim) => {
    const filings = facts.operators
      .filter(({ code }) => files(code, aim.day))
      .flatMap((operator) => filingsOf(operator, signal, optimism, said, aim.day));
    const score = bestOf(signal, filings);
    const sets = coveredThon(aim, cast, ground, score, before);
    before = sets;
    fitCentres(filings, signal, sets, said);
    fitClusters(filings, signal, sets, partlyCovered(aim, signal, score, sets), said);
    return filings.flatMap((filing) => rowsOf(filing, signal, cast, aim.day, said));
  });
}

type Optimism = (operatorCode: string, village: Village) => number;

function optimismOf(facts: Facts, ground: Ground, random: Random): Optimism {
  const drawn = new Map<string, number>();
  for (const { code } of facts.operators) {
    const stream = random.fork(code);
    for (const { id } of ground.villages) drawn.set(`${code} ${id}`, OPTIMISM_DB * stream.normal());
  }
  return (operatorCode, { id }) => drawn.get(`${operatorCode} ${id}`)!;
}

function filingsOf(
  { code, launch5g }: OperatorFact,
  signal: Signal,
  optimism: Optimism,
  said: Said,
  day: string,
): Filing[] {
  return MOBILE_TECHNOLOGIES.flatMap((technology) => {
    if (technology === "nr" && (launch5g === undefined || day < launch5g)) return [];
    const sites = signal.sitesWith(code, technology, day);
    if (sites === 0) return [];
    const caution = technology === "nr" ? NR_CAUTION_DB : 0;
    const margin = signal
      .best(code, technology, day)
      .map((value, index) => value - caution + optimism(code, signal.points[index]!.village));
    const filing: Filing = { operatorCode: code, technology, sites, margin, covered: [] };
    filing.covered = Array.from(margin, (value, index) => {
      return value >= (said.get(saidKey(filing, index)) === true ? -STICKY_DB : 0);
    });
    return [filing];
  });
}

function rowsOf(filing: Filing, signal: Signal, cast: Cast, day: string, said: Said): ClaimRow[] {
  const { operatorCode, technology, covered } = filing;
  const byVillage = Map.groupBy(signal.points.keys(), (index) => signal.points[index]!.village);
  return [...byVillage].flatMap(([village, [centre, ...clusters]]) => {
    if (isSilent(cast, village.id, day)) return [];
    const yes = covered[centre!]!;
    const repeatsNo = said.get(saidKey(filing, centre!)) === false && !yes;
    if (repeatsNo && filing.sites < FEW_SITES) return [];
    for (const index of [centre!, ...clusters]) said.set(saidKey(filing, index), covered[index]!);
    const dark = clusters.filter((index) => !covered[index]);
    return [
      {
        village_id: village.id,
        operator: operatorCode,
        technology,
        covered: yes ? "1" : "0",
        uncovered_clusters: dark.map((index) => clusterId(signal.points[index]!)).join("|"),
        observed_on: day,
      },
    ];
  });
}

function clusterId(point: ClaimPoint): string {
  return point.clusterId ?? "";
}

/** True while no operator speaks of the thôn. */
function isSilent(cast: Cast, id: string, day: string): boolean {
  if (!cast.silentUntil.has(id)) return false;
  const until = cast.silentUntil.get(id);
  return until === undefined || day < until;
}
