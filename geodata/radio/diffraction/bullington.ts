/**
 * The Bullington construction (P.526-16 section 4.5.1, P.1812-8 section 4.3.1): one edge where the
 * horizon rays of both antennas meet. Its geometry does not depend on frequency, so everything here
 * is nu at 1 GHz: nu(f) = nu(1 GHz) * sqrt(f in GHz). -Infinity means that nothing lies between.
 */

/** Speed of light that both Recommendations round to, as metres of wavelength at 1 GHz. */
export const WAVELENGTH_AT_1_GHZ_M = 0.2998;

/** 0.002 / lambda at 1 GHz: heights in m and distances in km in nu (eqs. 16 and 20). */
const NU_SCALE = 0.002 / WAVELENGTH_AT_1_GHZ_M;

/** Earth bulge between points x and D - x km from the ends is this times x (D - x), m (500 Ce). */
export function bulgePerKm2(radiusKm: number): number {
  return 500 / radiusKm;
}

/** The steepest rays from both ends, metres per kilometre, over the bulge of the Earth. */
export interface HorizonSlopes {
  /** Stim, eq. 14. */
  txMPerKm: number;
  /** Srim, eq. 17. */
  rxMPerKm: number;
}

/** Finds both slopes into `slopes`, over all points but the ends. `heightM`: m above mean sea level. */
function findHorizonSlopes(
  distanceKm: Float64Array,
  heightM: Float64Array,
  txHeightM: number,
  rxHeightM: number,
  radiusKm: number,
  slopes: HorizonSlopes,
): void {
  const last = distanceKm.length - 1;
  const lengthKm = distanceKm[last]!;
  const bulge = bulgePerKm2(radiusKm);
  let tx = -Infinity;
  let rx = -Infinity;
  for (let i = 1; i < last; i++) {
    // Compared by products, each end outwards from itself: a division only where a slope is beaten.
    const fromTxKm = distanceKm[i]!;
    const up = heightM[i]! - txHeightM - bulge * fromTxKm * fromTxKm;
    if (up > tx * fromTxKm) tx = up / fromTxKm;
    const fromRxKm = lengthKm - distanceKm[last - i]!;
    const back = heightM[last - i]! - rxHeightM - bulge * fromRxKm * fromRxKm;
    if (back > rx * fromRxKm) rx = back / fromRxKm;
  }
  slopes.txMPerKm = tx + bulge * lengthKm;
  slopes.rxMPerKm = rx + bulge * lengthKm;
}

/**
 * nu of the Bullington point, for a path whose `txMPerKm` is at least the slope of the direct ray
 * (eqs. 18-20). Slopes as in `HorizonSlopes`.
 */
export function nuBeyondHorizonAt1GHz(
  txMPerKm: number,
  rxMPerKm: number,
  txHeightM: number,
  rxHeightM: number,
  lengthKm: number,
): number {
  const raySlope = (rxHeightM - txHeightM) / lengthKm;
  return nuOfAnglesAt1GHz(txMPerKm - raySlope, rxMPerKm + raySlope, lengthKm);
}

/**
 * The same from the slopes of both horizon rays over the direct one, m/km. With x and h of the point
 * where they meet, eqs. 18 to 20 come to nu² = 0.002 / lambda D times the product of both slopes.
 */
export function nuOfAnglesAt1GHz(
  txOverRayMPerKm: number,
  rxOverRayMPerKm: number,
  lengthKm: number,
): number {
  // 0 when an edge just touches the direct ray.
  if (!(txOverRayMPerKm > 0 && rxOverRayMPerKm > 0)) return 0;
  return Math.sqrt(NU_SCALE * lengthKm * txOverRayMPerKm * rxOverRayMPerKm);
}

/** The point that comes closest to the direct ray, or rises highest above it, in terms of nu. */
export interface ClosestPoint {
  nuAt1GHz: number;
  /** Index into the profile; the last one where several are equal. */
  index: number;
}

/** Greatest nu of all points but the ends (eq. 16), into `closest`. */
export function findClosestPoint(
  distanceKm: Float64Array,
  heightM: Float64Array,
  txHeightM: number,
  rxHeightM: number,
  radiusKm: number,
  closest: ClosestPoint,
): void {
  const last = distanceKm.length - 1;
  const lengthKm = distanceKm[last]!;
  const bulge = bulgePerKm2(radiusKm);
  const raySlope = (rxHeightM - txHeightM) / lengthKm;
  // nu |nu| has the order of nu and needs no square root.
  let greatest = -Infinity;
  let index = 0;
  for (let i = 1; i < last; i++) {
    const fromTxKm = distanceKm[i]!;
    const product = fromTxKm * (lengthKm - fromTxKm);
    const above = heightM[i]! - txHeightM - raySlope * fromTxKm + bulge * product;
    const signedSquare = above * Math.abs(above);
    if (signedSquare >= greatest * product) {
      greatest = signedSquare / product;
      index = i;
    }
  }
  closest.nuAt1GHz = Math.sign(greatest) * Math.sqrt(Math.abs(greatest) * NU_SCALE * lengthKm);
  closest.index = index;
}

const slopes: HorizonSlopes = { txMPerKm: NaN, rxMPerKm: NaN };
const closest: ClosestPoint = { nuAt1GHz: NaN, index: 0 };

/**
 * nu of a whole profile at 1 GHz: of the Bullington point beyond the horizon, of the closest point in
 * line of sight. Heights in m above mean sea level, distances in km, the ends' own heights unread.
 */
export function bullingtonNuAt1GHz(
  distanceKm: Float64Array,
  heightM: Float64Array,
  txHeightM: number,
  rxHeightM: number,
  radiusKm: number,
): number {
  findHorizonSlopes(distanceKm, heightM, txHeightM, rxHeightM, radiusKm, slopes);
  return nuOfSlopesAt1GHz(slopes, distanceKm, heightM, txHeightM, rxHeightM, radiusKm);
}

/** `bullingtonNuAt1GHz` for a caller who knows both slopes already. */
export function nuOfSlopesAt1GHz(
  { txMPerKm, rxMPerKm }: HorizonSlopes,
  distanceKm: Float64Array,
  heightM: Float64Array,
  txHeightM: number,
  rxHeightM: number,
  radiusKm: number,
): number {
  const lengthKm = distanceKm[distanceKm.length - 1]!;
  if (txMPerKm >= (rxHeightM - txHeightM) / lengthKm)
    return nuBeyondHorizonAt1GHz(txMPerKm, rxMPerKm, txHeightM, rxHeightM, lengthKm);
  findClosestPoint(distanceKm, heightM, txHeightM, rxHeightM, radiusKm, closest);
  return closest.nuAt1GHz;
}
