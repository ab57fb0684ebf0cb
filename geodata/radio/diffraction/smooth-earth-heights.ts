import type { TerrainSurvey } from "./terrain-survey.ts";

/**
 * The smooth surface that stands for a path's terrain in spherical-Earth diffraction (P.1812-8
 * Attachment 1 section 5.6, P.526-16 section 4.5.2). Bare ground, without clutter.
 */
export interface SmoothEarthHeights {
  /** Least-squares surface at the ends, m above mean sea level (eqs. 85, 86). */
  fittedTxM: number;
  fittedRxM: number;
  /** The same, lowered where terrain rises above the direct line, and never above the ground (89). */
  txM: number;
  rxM: number;
}

export function makeSmoothEarthHeights(): SmoothEarthHeights {
  return { fittedTxM: NaN, fittedRxM: NaN, txM: NaN, rxM: NaN };
}

/**
 * Eqs. 85 to 89 into `heights`. `txGroundM`, `rxGroundM`: bare ground at the ends; antenna heights,
 * like them, in m above mean sea level.
 */
export function findSmoothEarthHeights(
  survey: TerrainSurvey,
  lengthKm: number,
  txGroundM: number,
  rxGroundM: number,
  txHeightM: number,
  rxHeightM: number,
  heights: SmoothEarthHeights,
): void {
  const squareKm2 = lengthKm * lengthKm;
  const fittedTxM = (2 * survey.v1 * lengthKm - survey.v2) / squareKm2;
  const fittedRxM = (survey.v2 - survey.v1 * lengthKm) / squareKm2;
  let loweredTxM = fittedTxM;
  let loweredRxM = fittedRxM;
  if (survey.obstructionM > 0) {
    // alpha_obt and alpha_obr: max of H / d is the steepest ray less the direct one (87e, 87f).
    const raySlope = (rxHeightM - txHeightM) / lengthKm;
    const fromTx = survey.straightTxMPerKm - raySlope;
    const fromRx = survey.straightRxMPerKm + raySlope;
    const lowering = survey.obstructionM / (fromTx + fromRx);
    loweredTxM -= lowering * fromTx;
    loweredRxM -= lowering * fromRx;
  }
  heights.fittedTxM = fittedTxM;
  heights.fittedRxM = fittedRxM;
  heights.txM = Math.min(loweredTxM, txGroundM);
  heights.rxM = Math.min(loweredRxM, rxGroundM);
}
