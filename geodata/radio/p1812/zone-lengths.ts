import { type PathProfile, ZONE } from "../path-profile.ts";

/** How far a path runs over sea and land (P.1812-8 sections 3.3, 3.6 and Table 5). */
export interface ZoneLengths {
  /** omega: share of the path over sea, 0..1. */
  overWaterFraction: number;
  /** dtm: longest unbroken section over land, inland or coastal, km. */
  longestLandKm: number;
  /** dlm: longest unbroken section inland, km. */
  longestInlandKm: number;
}

export function makeZoneLengths(): ZoneLengths {
  return { overWaterFraction: NaN, longestLandKm: NaN, longestInlandKm: NaN };
}

/**
 * Into `lengths`. The Recommendation speaks of sections, a profile of points: each point stands for
 * the stretch half-way to its neighbours, as in the software of ITU-R Study Group 3.
 */
export function findZoneLengths({ distanceKm, zones }: PathProfile, lengths: ZoneLengths): void {
  const last = distanceKm.length - 1;
  const lengthKm = distanceKm[last]!;
  let seaKm = 0;
  let longestLandKm = 0;
  let longestInlandKm = 0;
  if (zones === undefined) {
    longestLandKm = lengthKm;
    longestInlandKm = lengthKm;
  } else {
    let landStartKm = 0;
    let inlandStartKm = 0;
    let stretchStartKm = 0;
    for (let i = 0; i <= last; i++) {
      const zone = zones[i]!;
      const at = distanceKm[i]!;
      const stretchEndKm = i < last ? (at + distanceKm[i + 1]!) / 2 : at;
      if (zone === ZONE.sea) {
        seaKm += stretchEndKm - stretchStartKm;
        landStartKm = stretchEndKm;
      } else if (stretchEndKm - landStartKm > longestLandKm)
        longestLandKm = stretchEndKm - landStartKm;
      if (zone !== ZONE.inland) inlandStartKm = stretchEndKm;
      else if (stretchEndKm - inlandStartKm > longestInlandKm)
        longestInlandKm = stretchEndKm - inlandStartKm;
      stretchStartKm = stretchEndKm;
    }
  }
  lengths.overWaterFraction = Math.min(seaKm / lengthKm, 1);
  lengths.longestLandKm = longestLandKm;
  lengths.longestInlandKm = longestInlandKm;
}
