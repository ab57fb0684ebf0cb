import { type PathProfile, ZONE } from "../path-profile.ts";
import { LINK_DEFAULTS, type P1812Link } from "./link.ts";
import { inverseNormal } from "./normal-quantile.ts";

/**
 * What the loss for `locationPercent` of places exceeds the median by, dB (P.1812-8 sections 4.7 and
 * 4.9, outdoors): -I(pL / 100) sigmaL. At sea places do not differ. An antenna's own clutter adds
 * nothing here: what stands near the path is in the profile.
 */
export function locationLossDb({ zones }: PathProfile, link: P1812Link): number {
  const deviationDb = link.locationDeviationDb ?? LINK_DEFAULTS.locationDeviationDb;
  if (deviationDb === 0 || (zones !== undefined && zones[zones.length - 1] === ZONE.sea)) return 0;
  return (
    -inverseNormal((link.locationPercent ?? LINK_DEFAULTS.locationPercent) / 100) * deviationDb
  );
}
