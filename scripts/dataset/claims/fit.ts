import type { Sets } from "./covered-sets.ts";
import { type Filing, type Said, saidKey } from "./filing.ts";
import type { Signal } from "./signal.ts";

/** Makes what is said of centres agree with the sets, changing as few answers as possible. */
export function fitCentres(
  filings: readonly Filing[],
  signal: Signal,
  sets: Sets,
  said: Said,
): void {
  for (const [index, { village, clusterId }] of signal.points.entries()) {
    if (clusterId !== undefined) continue;
    const inLte = sets.lte.has(village.id);
    const fast = filings.filter(({ technology }) => technology === "lte" || technology === "nr");
    const umts = filings.filter(({ technology }) => technology === "umts");
    if (inLte) ensureOne(fast, index, said);
    else for (const filing of fast) filing.covered[index] = false;
    if (!sets.broadband.has(village.id)) for (const filing of umts) filing.covered[index] = false;
    else if (!inLte) ensureOne(umts, index, said);
  }
}

/** Likewise for clusters: all are reached by somebody's 4G or 5G, but one of each partly covered thôn. */
export function fitClusters(
  filings: readonly Filing[],
  signal: Signal,
  sets: Sets,
  partly: ReadonlySet<string>,
  said: Said,
): void {
  const fast = filings.filter(({ technology }) => technology === "lte" || technology === "nr");
  const bestMargin = (index: number) => Math.max(...fast.map(({ margin }) => margin[index]!));
  const clusters = [...signal.points.keys()].filter((index) => signal.points[index]!.clusterId);
  for (const [village, indices] of Map.groupBy(
    clusters,
    (index) => signal.points[index]!.village,
  )) {
    if (!sets.lte.has(village.id)) continue;
    const [weakest, ...others] = indices.toSorted((a, b) => bestMargin(a) - bestMargin(b));
    if (partly.has(village.id)) {
      for (const filing of fast) filing.covered[weakest!] = false;
    } else {
      for (const index of [weakest!, ...others]) ensureOne(fast, index, said);
    }
  }
}

/** Where nobody says yes, the operator does that said it before, or else has the best signal. */
function ensureOne(filings: readonly Filing[], index: number, said: Said): void {
  if (filings.some(({ covered }) => covered[index])) return;
  const able = filings.filter(({ technology }) => technology !== "nr");
  const winner =
    able.find((filing) => said.get(saidKey(filing, index)) === true) ??
    able.reduce((a, b) => (b.margin[index]! > a.margin[index]! ? b : a));
  winner.covered[index] = true;
}
