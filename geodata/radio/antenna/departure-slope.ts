import { bulgePerKm2 } from "../diffraction/bullington.ts";

/**
 * Slope at which the wave that arrives leaves the transmitting antenna, metres per kilometre above
 * the horizontal there (negative: downwards): towards the receiver, or towards the diffracting
 * horizon where that stands higher. `horizonSlopeMPerKm` is Stim of P.1812-8 eq. 14, as in
 * `HorizonSlopes`; -Infinity when nothing lies between. Heights in m above mean sea level.
 */
export function departureSlopeMPerKm(
  horizonSlopeMPerKm: number,
  txHeightAmslM: number,
  rxHeightAmslM: number,
  lengthKm: number,
  radiusKm: number,
): number {
  const direct = (rxHeightAmslM - txHeightAmslM) / lengthKm;
  // Both slopes are against the chord of the path, which dips below the horizontal.
  return Math.max(horizonSlopeMPerKm, direct) - bulgePerKm2(radiusKm) * lengthKm;
}

/** Elevation angle of a slope, degrees, -90 to 90. */
export function elevationDegOfSlope(slopeMPerKm: number): number {
  return (Math.atan(slopeMPerKm / 1000) * 180) / Math.PI;
}
