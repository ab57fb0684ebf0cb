import { bulgePerKm2, nuBeyondHorizonAt1GHz, WAVELENGTH_AT_1_GHZ_M } from "./bullington.ts";

/**
 * nu at 1 GHz of the Bullington construction over the smooth Earth (P.1812-8 section 4.3.4: all
 * ground heights 0, antennas at their heights above the smooth surface), sampled at the profile's own
 * points as the Recommendation has it. Each slope, and nu itself, has a single peak along the path,
 * so O(log n) looks replace the scan. `txHeightM`, `rxHeightM`: eqs. 37, m, not negative.
 */
export function smoothBullingtonNuAt1GHz(
  distanceKm: Float64Array,
  txHeightM: number,
  rxHeightM: number,
  radiusKm: number,
): number {
  const last = distanceKm.length - 1;
  if (last < 2) return -Infinity;
  const lengthKm = distanceKm[last]!;
  const bulge = bulgePerKm2(radiusKm);
  // bulge (D - x) - height / x peaks where x = sqrt(height / bulge).
  const nearTx = pointBefore(distanceKm, Math.sqrt(txHeightM / bulge));
  const txMPerKm = Math.max(
    horizonSlope(distanceKm[nearTx]!, txHeightM, bulge, lengthKm),
    horizonSlope(distanceKm[Math.min(nearTx + 1, last - 1)]!, txHeightM, bulge, lengthKm),
  );
  const raySlope = (rxHeightM - txHeightM) / lengthKm;
  if (txMPerKm < raySlope)
    return closestNuAt1GHz(distanceKm, txHeightM, rxHeightM, bulge, lengthKm);
  const nearRx = pointBefore(distanceKm, lengthKm - Math.sqrt(rxHeightM / bulge));
  const rxMPerKm = Math.max(
    horizonSlope(lengthKm - distanceKm[nearRx]!, rxHeightM, bulge, lengthKm),
    horizonSlope(
      lengthKm - distanceKm[Math.min(nearRx + 1, last - 1)]!,
      rxHeightM,
      bulge,
      lengthKm,
    ),
  );
  return nuBeyondHorizonAt1GHz(txMPerKm, rxMPerKm, txHeightM, rxHeightM, lengthKm);
}

function horizonSlope(xKm: number, heightM: number, bulge: number, lengthKm: number): number {
  return bulge * (lengthKm - xKm) - heightM / xKm;
}

/** The last point between the ends that lies at or before `xKm`, or the first one. */
function pointBefore(distanceKm: Float64Array, xKm: number): number {
  let low = 1;
  let high = distanceKm.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (distanceKm[middle]! <= xKm) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Along x = D sin²(phi), nu is a sum of concave functions of phi: it rises, then falls. */
function closestNuAt1GHz(
  distanceKm: Float64Array,
  txHeightM: number,
  rxHeightM: number,
  bulge: number,
  lengthKm: number,
): number {
  const raySlope = (rxHeightM - txHeightM) / lengthKm;
  let low = 1;
  let high = distanceKm.length - 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    const here = clearance(distanceKm[middle]!, txHeightM, raySlope, bulge, lengthKm);
    const next = clearance(distanceKm[middle + 1]!, txHeightM, raySlope, bulge, lengthKm);
    if (here < next) low = middle + 1;
    else high = middle;
  }
  return (
    clearance(distanceKm[low]!, txHeightM, raySlope, bulge, lengthKm) *
    Math.sqrt((0.002 * lengthKm) / WAVELENGTH_AT_1_GHZ_M)
  );
}

/** Height above the direct ray (negative: below it) over sqrt(x (D - x)). */
function clearance(
  xKm: number,
  txHeightM: number,
  raySlope: number,
  bulge: number,
  lengthKm: number,
): number {
  const product = xKm * (lengthKm - xKm);
  return (bulge * product - txHeightM - raySlope * xKm) / Math.sqrt(product);
}
