import { type PathProfile, ZONE } from "../path-profile.ts";
import { LINK_DEFAULTS } from "./link.ts";

/**
 * dct, dcr: from each antenna over land to the coast, along the path, km (P.1812-8 Table 5): 0 for an
 * antenna at sea, as on a ship; else to the first stretch of sea, which begins half-way between two
 * points as in `findZoneLengths`; without sea on the path the default of `LINK_DEFAULTS`.
 */
export function coastDistancesKm({ distanceKm, zones }: PathProfile): { tx: number; rx: number } {
  const first = zones?.indexOf(ZONE.sea) ?? -1;
  if (zones === undefined || first < 0)
    return { tx: LINK_DEFAULTS.coastKm, rx: LINK_DEFAULTS.coastKm };
  const last = zones.lastIndexOf(ZONE.sea);
  const end = distanceKm.length - 1;
  const edgeKm = (before: number) => (distanceKm[before]! + distanceKm[before + 1]!) / 2;
  return {
    tx: first === 0 ? 0 : edgeKm(first - 1),
    rx: last === end ? 0 : distanceKm[end]! - edgeKm(last),
  };
}
