import { type ClosestPoint, findClosestPoint } from "../diffraction/bullington.ts";
import {
  findSmoothEarthHeights,
  makeSmoothEarthHeights,
  type SmoothEarthHeights,
} from "../diffraction/smooth-earth-heights.ts";
import {
  makeTerrainSurvey,
  surveyTerrain,
  type TerrainSurvey,
} from "../diffraction/terrain-survey.ts";
import type { PathProfile } from "../path-profile.ts";

/** What the profile analysis of P.1812-8 Attachment 1 gives, over the median effective Earth. */
export interface PathGeometry {
  readonly survey: TerrainSurvey;
  readonly smooth: SmoothEarthHeights;
  inSight: boolean;
  /** dlt, dlr: distance from each antenna to its horizon, or in sight to the closest point, km. */
  txHorizonKm: number;
  rxHorizonKm: number;
  /** theta_t, theta_r: elevation of each horizon, or of the other antenna, mrad. */
  txHorizonMrad: number;
  rxHorizonMrad: number;
  /** theta, eq. 82: path angular distance, mrad. */
  angleMrad: number;
  /** hst, hsr of eq. 90: smooth surface under the ducting model, m above mean sea level. */
  ductingTxGroundM: number;
  ductingRxGroundM: number;
  /** hte, hre, eq. 92: antennas above that surface, m. */
  ductingTxHeightM: number;
  ductingRxHeightM: number;
  /** hm, eq. 93: greatest height of the ground between the horizons above that surface, m. */
  roughnessM: number;
}

export function makePathGeometry(): PathGeometry {
  return {
    survey: makeTerrainSurvey(),
    smooth: makeSmoothEarthHeights(),
    inSight: false,
    txHorizonKm: NaN,
    rxHorizonKm: NaN,
    txHorizonMrad: NaN,
    rxHorizonMrad: NaN,
    angleMrad: NaN,
    ductingTxGroundM: NaN,
    ductingRxGroundM: NaN,
    ductingTxHeightM: NaN,
    ductingRxHeightM: NaN,
    roughnessM: NaN,
  };
}

const closest: ClosestPoint = { nuAt1GHz: NaN, index: 0 };

/**
 * Into `geometry`. Horizons and surfaces are those of the bare ground: clutter counts in diffraction
 * alone. Antenna heights in m above mean sea level.
 */
export function measurePath(
  profile: PathProfile,
  txHeightM: number,
  rxHeightM: number,
  radiusKm: number,
  geometry: PathGeometry,
): void {
  const { distanceKm, terrainHeightM } = profile;
  const { survey, smooth } = geometry;
  const last = distanceKm.length - 1;
  const lengthKm = distanceKm[last]!;
  const txGroundM = terrainHeightM[0]!;
  const rxGroundM = terrainHeightM[last]!;
  surveyTerrain(distanceKm, terrainHeightM, txHeightM, rxHeightM, radiusKm, survey);
  findSmoothEarthHeights(survey, lengthKm, txGroundM, rxGroundM, txHeightM, rxHeightM, smooth);

  // A slope over the curved Earth less the bulge of the whole path is the one that a level sees.
  const curvature = (500 * lengthKm) / radiusKm;
  const raySlope = (rxHeightM - txHeightM) / lengthKm;
  const inSight = survey.txMPerKm <= raySlope;
  let txIndex = survey.txHorizonIndex;
  let rxIndex = survey.rxHorizonIndex;
  if (inSight) {
    findClosestPoint(distanceKm, terrainHeightM, txHeightM, rxHeightM, radiusKm, closest);
    txIndex = closest.index;
    rxIndex = closest.index;
  }
  const txMrad = elevationMrad((inSight ? raySlope : survey.txMPerKm) - curvature);
  const rxMrad = elevationMrad((inSight ? -raySlope : survey.rxMPerKm) - curvature);
  geometry.inSight = inSight;
  geometry.txHorizonKm = distanceKm[txIndex]!;
  geometry.rxHorizonKm = lengthKm - distanceKm[rxIndex]!;
  geometry.txHorizonMrad = txMrad;
  geometry.rxHorizonMrad = rxMrad;
  geometry.angleMrad = (1000 * lengthKm) / radiusKm + txMrad + rxMrad;

  const ductingTxGroundM = Math.min(smooth.fittedTxM, txGroundM);
  const ductingRxGroundM = Math.min(smooth.fittedRxM, rxGroundM);
  geometry.ductingTxGroundM = ductingTxGroundM;
  geometry.ductingRxGroundM = ductingRxGroundM;
  geometry.ductingTxHeightM = txHeightM - ductingTxGroundM;
  geometry.ductingRxHeightM = rxHeightM - ductingRxGroundM;
  const surfaceSlope = (ductingRxGroundM - ductingTxGroundM) / lengthKm;
  let roughness = -Infinity;
  for (let i = txIndex; i <= rxIndex; i++) {
    const above = terrainHeightM[i]! - surfaceSlope * distanceKm[i]!;
    if (above > roughness) roughness = above;
  }
  geometry.roughnessM = roughness - ductingTxGroundM;
}

/** Elevation of a ray that climbs `slope` m/km, mrad (eqs. 76 to 80). */
function elevationMrad(slope: number): number {
  return 1000 * Math.atan(slope / 1000);
}
