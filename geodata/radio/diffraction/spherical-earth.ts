import { WAVELENGTH_AT_1_GHZ_M } from "./bullington.ts";
import { firstTermLossDb, type Polarization } from "./first-term.ts";

/** Clearance for no loss is this times sqrt(x1 x2 lambda / D), m with km and m (eq. 26). */
const CLEARANCE_SCALE = 17.456;

/**
 * True where the spherical Earth is so far below the direct ray that it surely adds no loss: nearly
 * all short paths, told without a root or a cosine. Arguments as of `sphericalEarthLossDb`.
 */
export function isSurelyClear(
  effectiveTxHeightM: number,
  effectiveRxHeightM: number,
  radiusKm: number,
  distanceKm: number,
  wavelengthM: number,
): boolean {
  const lowerM = Math.min(effectiveTxHeightM, effectiveRxHeightM);
  const neededSquareM2PerKm = CLEARANCE_SCALE * CLEARANCE_SCALE * wavelengthM;
  // The clearance is nowhere less than the lower antenna's height over the greatest bulge (D²/8a),
  // and what is needed is nowhere more than half-way.
  const sureM = lowerM - (125 * distanceKm * distanceKm) / radiusKm;
  if (sureM > 0 && sureM * sureM > 0.25 * neededSquareM2PerKm * distanceKm) return true;
  // x km from the lower antenna the clearance is at least lower + rise x, so its square at least
  // 4 lower rise x, and the square of what is needed at most 17.456² lambda x.
  const higherM = Math.max(effectiveTxHeightM, effectiveRxHeightM);
  const riseMPerKm = (higherM - lowerM) / distanceKm - (500 * distanceKm) / radiusKm;
  return riseMPerKm > 0 && 4 * lowerM * riseMPerKm > neededSquareM2PerKm;
}

/**
 * Diffraction loss of a spherical Earth, dB (P.526-16 section 3.2, P.1812-8 section 4.3.2); 0 with
 * enough clearance, never negative within the horizon.
 * @param effectiveTxHeightM, effectiveRxHeightM above the smooth surface, m, not negative
 * @param radiusKm effective Earth radius, km
 * @param overWaterFraction 0 all land .. 1 all sea
 */
export function sphericalEarthLossDb(
  effectiveTxHeightM: number,
  effectiveRxHeightM: number,
  radiusKm: number,
  distanceKm: number,
  frequencyGHz: number,
  overWaterFraction: number,
  polarization: Polarization,
): number {
  const wavelengthM = WAVELENGTH_AT_1_GHZ_M / frequencyGHz;
  if (isSurelyClear(effectiveTxHeightM, effectiveRxHeightM, radiusKm, distanceKm, wavelengthM))
    return 0;

  const heightRootSum = Math.sqrt(effectiveTxHeightM) + Math.sqrt(effectiveRxHeightM);
  // Eq. 22, squared: dlos² = 2 a (sqrt(0.001 h1) + sqrt(0.001 h2))².
  if (distanceKm * distanceKm >= 0.002 * radiusKm * heightRootSum * heightRootSum)
    return firstTermLossDb(
      effectiveTxHeightM,
      effectiveRxHeightM,
      radiusKm,
      distanceKm,
      frequencyGHz,
      overWaterFraction,
      polarization,
    );

  const heightSum = effectiveTxHeightM + effectiveRxHeightM;
  const c = (effectiveTxHeightM - effectiveRxHeightM) / heightSum;
  const m = (250 * distanceKm * distanceKm) / (radiusKm * heightSum);
  const cosine = 1.5 * c * Math.sqrt((3 * m) / (m + 1) ** 3);
  const b =
    2 *
    Math.sqrt((m + 1) / (3 * m)) *
    Math.cos(Math.PI / 3 + Math.acos(Math.max(-1, Math.min(1, cosine))) / 3);
  const fromTxKm = (distanceKm / 2) * (1 + b);
  const fromRxKm = distanceKm - fromTxKm;
  const clearanceM =
    ((effectiveTxHeightM - (500 * fromTxKm * fromTxKm) / radiusKm) * fromRxKm +
      (effectiveRxHeightM - (500 * fromRxKm * fromRxKm) / radiusKm) * fromTxKm) /
    distanceKm;
  const neededM = CLEARANCE_SCALE * Math.sqrt((fromTxKm * fromRxKm * wavelengthM) / distanceKm);
  if (clearanceM > neededM) return 0;

  // The radius that would bring this path to its own horizon (eq. 27a).
  const fittedRadiusKm = 500 * (distanceKm / heightRootSum) ** 2;
  const grazingDb = firstTermLossDb(
    effectiveTxHeightM,
    effectiveRxHeightM,
    fittedRadiusKm,
    distanceKm,
    frequencyGHz,
    overWaterFraction,
    polarization,
  );
  return grazingDb > 0 ? (1 - clearanceM / neededM) * grazingDb : 0;
}
