import { isValidOn } from "../model/day.ts";
import type { Mast } from "../model/mast.ts";
import type { Ratio } from "../model/ratio.ts";
import { SITE_STAGE, type Site } from "../model/site.ts";

/** What sharing is counted from: a site as anybody sees it. */
type StandingSite = Pick<Site, "status" | "validFrom" | "validTo" | "operatorCode" | "mastId">;

/** True when this row of the site says that it is on air that day. */
export function isOnAir(site: Pick<Site, "status" | "validFrom" | "validTo">, day: string) {
  return SITE_STAGE[site.status] === "on_air" && isValidOn(site, day);
}

/** The operators with a site on air, by mast, for the masts that stand that day and carry any. */
export function operatorsOnAir(
  masts: readonly Mast[],
  sites: readonly StandingSite[],
  day: string,
): Map<string, Set<string>> {
  const standing = new Set(masts.filter((mast) => isValidOn(mast, day)).map((mast) => mast.id));
  const operators = new Map<string, Set<string>>();
  for (const site of sites) {
    if (!isOnAir(site, day) || !standing.has(site.mastId)) continue;
    const here = operators.get(site.mastId);
    if (here) here.add(site.operatorCode);
    else operators.set(site.mastId, new Set([site.operatorCode]));
  }
  return operators;
}

/** A mast is shared when two or more operators are on air there; one tenant is not sharing. */
export function isShared(operators: ReadonlySet<string> | undefined): boolean {
  return operators !== undefined && operators.size >= 2;
}

/** Masts with two or more operators' sites on air, of the masts with any site on air. */
export function mastSharing(masts: readonly Mast[], sites: readonly Site[], day: string): Ratio {
  const operators = operatorsOnAir(masts, sites, day);
  return {
    numerator: [...operators.values()].filter(isShared).length,
    denominator: operators.size,
  };
}
