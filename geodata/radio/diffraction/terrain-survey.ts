import { bulgePerKm2, type HorizonSlopes } from "./bullington.ts";

/**
 * All that one pass over the bare ground between two antennas yields: the sums of the smooth surface
 * and the rays to both horizons. An engine that walks outwards along a ray can keep the same sums.
 */
export interface TerrainSurvey extends HorizonSlopes {
  /** Points that set the slopes over the curved Earth: the one nearest to its own end. */
  txHorizonIndex: number;
  rxHorizonIndex: number;
  /** Eq. 83: sum of (d[i] - d[i-1]) (h[i] + h[i-1]), km m. */
  v1: number;
  /** Eq. 84: sum of (d[i] - d[i-1]) (h[i] (2 d[i] + d[i-1]) + h[i-1] (d[i] + 2 d[i-1])), km² m. */
  v2: number;
  /** Steepest straight rays to the ground: max of (h - hts) / d and of (h - hrs) / (D - d), m/km. */
  straightTxMPerKm: number;
  straightRxMPerKm: number;
  /** Greatest height of the ground above the straight line between the antennas, m (eq. 87d). */
  obstructionM: number;
}

export function makeTerrainSurvey(): TerrainSurvey {
  return {
    txMPerKm: NaN,
    rxMPerKm: NaN,
    txHorizonIndex: 0,
    rxHorizonIndex: 0,
    v1: NaN,
    v2: NaN,
    straightTxMPerKm: NaN,
    straightRxMPerKm: NaN,
    obstructionM: NaN,
  };
}

/** Into `survey`. Antenna heights in m above mean sea level, `radiusKm` effective. */
export function surveyTerrain(
  distanceKm: Float64Array,
  terrainHeightM: Float64Array,
  txHeightM: number,
  rxHeightM: number,
  radiusKm: number,
  survey: TerrainSurvey,
): void {
  const last = distanceKm.length - 1;
  const lengthKm = distanceKm[last]!;
  const bulge = bulgePerKm2(radiusKm);
  const raySlope = (rxHeightM - txHeightM) / lengthKm;
  let v1 = 0;
  let v2 = 0;
  let tx = -Infinity;
  let rx = -Infinity;
  let txIndex = 0;
  let rxIndex = 0;
  let straightTx = -Infinity;
  let straightRx = -Infinity;
  let obstruction = -Infinity;
  let before = 0;
  let heightBefore = terrainHeightM[0]!;
  for (let i = 1; i < last; i++) {
    const at = distanceKm[i]!;
    const height = terrainHeightM[i]!;
    const step = at - before;
    v1 += step * (height + heightBefore);
    v2 += step * (height * (at + at + before) + heightBefore * (at + before + before));
    before = at;
    heightBefore = height;

    const fromRxKm = lengthKm - at;
    const aboveTx = height - txHeightM;
    const straightUp = aboveTx / at;
    const straightBack = (height - rxHeightM) / fromRxKm;
    const up = straightUp - bulge * at;
    const back = straightBack - bulge * fromRxKm;
    const above = aboveTx - raySlope * at;
    if (up > tx) {
      tx = up;
      txIndex = i;
    }
    if (back >= rx) {
      rx = back;
      rxIndex = i;
    }
    if (straightUp > straightTx) straightTx = straightUp;
    if (straightBack > straightRx) straightRx = straightBack;
    if (above > obstruction) obstruction = above;
  }
  const height = terrainHeightM[last]!;
  const step = lengthKm - before;
  survey.v1 = v1 + step * (height + heightBefore);
  survey.v2 =
    v2 +
    step * (height * (lengthKm + lengthKm + before) + heightBefore * (lengthKm + before + before));
  survey.txMPerKm = tx + bulge * lengthKm;
  survey.rxMPerKm = rx + bulge * lengthKm;
  survey.txHorizonIndex = txIndex;
  survey.rxHorizonIndex = rxIndex;
  survey.straightTxMPerKm = straightTx;
  survey.straightRxMPerKm = straightRx;
  survey.obstructionM = obstruction;
}
