import type { PathProfile } from "../path-profile.ts";
import { bullingtonNuAt1GHz, nuOfSlopesAt1GHz } from "./bullington.ts";
import type { Polarization } from "./first-term.ts";
import { bullingtonKnifeEdgeDb, bullingtonLossDb } from "./knife-edge.ts";
import { smoothBullingtonNuAt1GHz } from "./smooth-bullington.ts";
import { findSmoothEarthHeights, makeSmoothEarthHeights } from "./smooth-earth-heights.ts";
import { sphericalEarthLossDb } from "./spherical-earth.ts";
import { makeTerrainSurvey, surveyTerrain } from "./terrain-survey.ts";

/** The terms of P.1812-8 eq. 39, dB. */
export interface DeltaBullingtonTerms {
  /** Lbulla: the profile with what stands on it. */
  bullingtonActualDb: number;
  /** Lbulls: the smooth Earth under the same antennas. */
  bullingtonSmoothDb: number;
  /** Ldsph. */
  sphericalEarthDb: number;
}

export function makeDeltaBullingtonTerms(): DeltaBullingtonTerms {
  return { bullingtonActualDb: NaN, bullingtonSmoothDb: NaN, sphericalEarthDb: NaN };
}

/**
 * Delta-Bullington loss Ld = Lbulla + max(Ldsph - Lbulls, 0), dB (P.1812-8 eq. 39), of a path whose
 * Bullington nu is known. A caller who wants the terms passes an object for them; one who does not is
 * spared the smooth Earth wherever it adds nothing.
 * @param effectiveTxHeightM, effectiveRxHeightM antennas above the smooth surface, m (eqs. 37a, 37b)
 */
export function deltaBullingtonOfNuDb(
  actualNuAt1GHz: number,
  distanceKm: Float64Array,
  effectiveTxHeightM: number,
  effectiveRxHeightM: number,
  radiusKm: number,
  frequencyGHz: number,
  overWaterFraction: number,
  polarization: Polarization,
  terms?: DeltaBullingtonTerms,
): number {
  const lengthKm = distanceKm[distanceKm.length - 1]!;
  const frequencyRoot = Math.sqrt(frequencyGHz);
  const actualDb = bullingtonLossDb(
    bullingtonKnifeEdgeDb(actualNuAt1GHz * frequencyRoot),
    lengthKm,
  );
  const sphericalDb = sphericalEarthLossDb(
    effectiveTxHeightM,
    effectiveRxHeightM,
    radiusKm,
    lengthKm,
    frequencyGHz,
    overWaterFraction,
    polarization,
  );
  if (!terms && !(sphericalDb > 0)) return actualDb;
  const smoothNu = smoothBullingtonNuAt1GHz(
    distanceKm,
    effectiveTxHeightM,
    effectiveRxHeightM,
    radiusKm,
  );
  const smoothDb = bullingtonLossDb(bullingtonKnifeEdgeDb(smoothNu * frequencyRoot), lengthKm);
  if (terms) {
    terms.bullingtonActualDb = actualDb;
    terms.bullingtonSmoothDb = smoothDb;
    terms.sphericalEarthDb = sphericalDb;
  }
  return sphericalDb > smoothDb ? actualDb + sphericalDb - smoothDb : actualDb;
}

const survey = makeTerrainSurvey();
const smooth = makeSmoothEarthHeights();

/**
 * Delta-Bullington diffraction loss of a profile, dB (P.526-16 section 4.5.2, P.1812-8 section 4.3).
 * Antenna heights in m above mean sea level, not below the ground at their end; `radiusKm` is the
 * effective Earth radius; `overWaterFraction` is 0 all land .. 1 all sea. The terms of the sum go into `terms` when it is given.
 */
export function deltaBullingtonLossDb(
  profile: PathProfile,
  txHeightAmslM: number,
  rxHeightAmslM: number,
  radiusKm: number,
  frequencyGHz: number,
  overWaterFraction: number,
  polarization: Polarization,
  terms?: DeltaBullingtonTerms,
): number {
  const { distanceKm, terrainHeightM, obstacleHeightM } = profile;
  const last = distanceKm.length - 1;
  surveyTerrain(distanceKm, terrainHeightM, txHeightAmslM, rxHeightAmslM, radiusKm, survey);
  findSmoothEarthHeights(
    survey,
    distanceKm[last]!,
    terrainHeightM[0]!,
    terrainHeightM[last]!,
    txHeightAmslM,
    rxHeightAmslM,
    smooth,
  );
  const nuAt1GHz =
    obstacleHeightM === terrainHeightM
      ? nuOfSlopesAt1GHz(survey, distanceKm, terrainHeightM, txHeightAmslM, rxHeightAmslM, radiusKm)
      : bullingtonNuAt1GHz(distanceKm, obstacleHeightM, txHeightAmslM, rxHeightAmslM, radiusKm);
  return deltaBullingtonOfNuDb(
    nuAt1GHz,
    distanceKm,
    txHeightAmslM - smooth.txM,
    rxHeightAmslM - smooth.rxM,
    radiusKm,
    frequencyGHz,
    overWaterFraction,
    polarization,
    terms,
  );
}
