import { bulgePerKm2 } from "../diffraction/bullington.ts";
import type { TerrainSurvey } from "../diffraction/terrain-survey.ts";
import { heightInside, isInside } from "../terrain/height-inside.ts";
import type { MetricTerrain } from "../terrain/metric-terrain.ts";
import type { UtmPoint } from "../terrain/utm48.ts";

/** 1 / i. */
let inverse = new Float64Array(0);

/**
 * `sampleLine` and `surveyTerrain` in one pass over a path of equal steps: heights into `heightM`,
 * distances into `distanceKm` (both from end to end), the rest into `survey`, but for the indexes of
 * both horizons. False when a height is not known; the arrays then hold parts.
 */
export function surveyLine(
  { header, heightsM }: MetricTerrain,
  from: UtmPoint,
  to: UtmPoint,
  lengthKm: number,
  txHeightAglM: number,
  rxHeightAglM: number,
  radiusKm: number,
  distanceKm: Float64Array,
  heightM: Float64Array,
  survey: TerrainSurvey,
): boolean {
  const { originEastingM, originNorthingM, cellSizeM, columns, rows } = header;
  const steps = heightM.length - 1;
  const fromX = (from.eastingM - originEastingM) / cellSizeM;
  const fromY = (originNorthingM - from.northingM) / cellSizeM;
  const toX = (to.eastingM - originEastingM) / cellSizeM;
  const toY = (originNorthingM - to.northingM) / cellSizeM;
  if (!isInside(columns, rows, fromX, fromY) || !isInside(columns, rows, toX, toY)) return false;
  const txGroundM = heightInside(heightsM, columns, rows, fromX, fromY);
  const rxGroundM = heightInside(heightsM, columns, rows, toX, toY);
  if (Number.isNaN(txGroundM) || Number.isNaN(rxGroundM)) return false;
  if (inverse.length < steps) inverse = Float64Array.from({ length: 2 * steps }, (_, i) => 1 / i);

  const txM = txGroundM + txHeightAglM;
  const rxM = rxGroundM + rxHeightAglM;
  const stepKm = lengthKm / steps;
  // Slopes are kept in metres a step, bulges likewise.
  const bulge = bulgePerKm2(radiusKm) * stepKm * stepKm;
  const raySlope = (rxM - txM) / steps;
  const stepX = (toX - fromX) / steps;
  const stepY = (toY - fromY) / steps;
  let sum = 0;
  let moment = 0;
  let tx = -Infinity;
  let rx = -Infinity;
  let straightTx = -Infinity;
  let straightRx = -Infinity;
  let obstruction = -Infinity;
  for (let i = 1; i < steps; i++) {
    const height = heightInside(heightsM, columns, rows, fromX + i * stepX, fromY + i * stepY);
    heightM[i] = height;
    distanceKm[i] = i * stepKm;
    sum += height;
    moment += height * i;
    const left = steps - i;
    const aboveTx = height - txM;
    const straightUp = aboveTx * inverse[i]!;
    const straightBack = (height - rxM) * inverse[left]!;
    const up = straightUp - bulge * i;
    const back = straightBack - bulge * left;
    const above = aboveTx - raySlope * i;
    if (up > tx) tx = up;
    if (back > rx) rx = back;
    if (straightUp > straightTx) straightTx = straightUp;
    if (straightBack > straightRx) straightRx = straightBack;
    if (above > obstruction) obstruction = above;
  }
  // A height that is not known makes the sum NaN.
  if (Number.isNaN(sum)) return false;
  distanceKm[0] = 0;
  distanceKm[steps] = lengthKm;
  heightM[0] = txGroundM;
  heightM[steps] = rxGroundM;
  survey.txMPerKm = (tx + bulge * steps) / stepKm;
  survey.rxMPerKm = (rx + bulge * steps) / stepKm;
  survey.straightTxMPerKm = straightTx / stepKm;
  survey.straightRxMPerKm = straightRx / stepKm;
  survey.obstructionM = obstruction;
  // Eqs. 83 and 84 with equal steps: an inner height counts 2 in the one and 6 i in the other; the
  // first one 1 and 1, the last one 1 and 3 n - 1.
  survey.v1 = stepKm * (txGroundM + rxGroundM + 2 * sum);
  survey.v2 = stepKm * stepKm * (txGroundM + rxGroundM * (3 * steps - 1) + 6 * moment);
  return true;
}
