import {
  bulgePerKm2,
  nuBeyondHorizonAt1GHz,
  WAVELENGTH_AT_1_GHZ_M,
} from "../diffraction/bullington.ts";
import type { PolarSweep } from "./polar-sweep.ts";

/** nu² at 1 GHz of a clearance c m: this times c² D / (x (D - x)), km. */
const NU_SQUARE_SCALE = 0.002 / WAVELENGTH_AT_1_GHZ_M;
/** A little more clearance than J(nu) = 0 asks for. */
const CLEAR_NU = 0.79;
/** Points of a block, whose highest stands for all where it is surely clear; a power of two. */
const BLOCK_BITS = 4;
const BLOCK = 1 << BLOCK_BITS;

/** Points that see something over all between them: a stack, rising in x, falling in slope. */
interface Hull {
  x: Float64Array;
  y: Float64Array;
  size: number;
}

/**
 * Walks outwards over the ground of one ray and leaves at each place what delta-Bullington needs,
 * the same as a profile drawn from the mast to that place alone would give (within 1e-9 of nu):
 * - the antenna's horizon is a running maximum;
 * - the receiver's is the tangent to the upper hull of h - 500 Ce x²;
 * - the smooth surface comes from running sums, its lowering from the hull of the bare heights;
 * - in line of sight the closest point is sought by blocks: those that are surely farther off the
 *   ray than the best so far are passed over.
 * Amortised O(1) a place for the hulls, O(hull) for a tangent.
 */
export function makeRayWalker(sweep: PolarSweep): (heightM: Float64Array, ray: number) => void {
  const { grid, txHeightAmslM: hts, rxHeightAglM, lowestFrequencyGHz } = sweep;
  const { nuAt1GHz, txAboveSmoothM, rxAboveSmoothM, groundM, departureMrad } = sweep;
  const { steps } = grid;
  const stepKm = grid.stepM / 1000;
  const bulge = bulgePerKm2(sweep.radiusKm);
  const clearSquare = (CLEAR_NU * CLEAR_NU) / (lowestFrequencyGHz * NU_SQUARE_SCALE);
  const distanceKm = Float64Array.from({ length: steps + 1 }, (_, i) => i * stepKm);
  /** Heights over the parabola that makes the ray over a curved Earth a straight line. */
  const flat = new Float64Array(steps + 1);
  const blockTop = new Float64Array((steps >> BLOCK_BITS) + 1);
  const curved: Hull = emptyHull(steps);
  const straight: Hull = emptyHull(steps);

  /** Least c² / (x (D - x)) of the points before step j, or `clearSquare / D` when none is nearer. */
  function closestSquare(j: number, atKm: number, endFlatM: number): number {
    const slope = (endFlatM - hts) / atKm;
    const middleKm = atKm / 2;
    let best = clearSquare / atKm;
    for (let block = (j - 1) >> BLOCK_BITS; block >= 0; block--) {
      const first = block === 0 ? 1 : block << BLOCK_BITS;
      const last = Math.min(j - 1, (block << BLOCK_BITS) + BLOCK - 1);
      const firstKm = distanceKm[first]!;
      const lastKm = distanceKm[last]!;
      const lowest = hts + slope * (slope > 0 ? firstKm : lastKm);
      const clear = lowest - blockTop[block]!;
      if (clear > 0) {
        const nearest = lastKm < middleKm ? lastKm : firstKm > middleKm ? firstKm : middleKm;
        if (clear * clear >= best * nearest * (atKm - nearest)) continue;
      }
      for (let i = first; i <= last; i++) {
        const x = distanceKm[i]!;
        const c = hts + slope * x - flat[i]!;
        const product = x * (atKm - x);
        if (c * c < best * product) best = (c * c) / product;
      }
    }
    return best;
  }

  return (heightM, ray) => {
    const offset = ray * steps - 1;
    let v1 = 0;
    let v2 = 0;
    let txMPerKm = -Infinity;
    let straightTxMPerKm = -Infinity;
    curved.size = 0;
    straight.size = 0;
    blockTop.fill(-Infinity);
    let beforeM = heightM[0]!;
    // Ground that is not known under the mast makes the whole ray unknown.
    if (Number.isNaN(beforeM)) return fillUnknown(sweep, offset + 1, offset + steps);

    for (let j = 1; j <= steps; j++) {
      const ground = heightM[j]!;
      if (Number.isNaN(ground)) return fillUnknown(sweep, offset + j, offset + steps);
      const atKm = distanceKm[j]!;
      const hrs = ground + rxHeightAglM;
      const raySlope = (hrs - hts) / atKm;
      const beforeKm = distanceKm[j - 1]!;
      v1 += stepKm * (ground + beforeM);
      v2 += stepKm * (ground * (atKm + atKm + beforeKm) + beforeM * (atKm + beforeKm + beforeKm));
      beforeM = ground;

      const direct = raySlope - bulge * atKm;
      let nu = -Infinity;
      if (txMPerKm >= direct && j > 1) {
        const back = steepestBack(curved, atKm, hrs - bulge * atKm * atKm) - bulge * atKm;
        nu = nuBeyondHorizonAt1GHz(txMPerKm + bulge * atKm, back, hts, hrs, atKm);
      } else if (j > 1) {
        const square = closestSquare(j, atKm, hrs - bulge * atKm * atKm);
        if (square * atKm < clearSquare) nu = -Math.sqrt(square * NU_SQUARE_SCALE * atKm);
      }

      const squareKm2 = atKm * atKm;
      let smoothTxM = (2 * v1 * atKm - v2) / squareKm2;
      let smoothRxM = (v2 - v1 * atKm) / squareKm2;
      if (straightTxMPerKm > raySlope) {
        const fromTx = straightTxMPerKm - raySlope;
        const fromRx = steepestBack(straight, atKm, hrs) + raySlope;
        const lowering = greatestAbove(straight, hts, raySlope) / (fromTx + fromRx);
        smoothTxM -= lowering * fromTx;
        smoothRxM -= lowering * fromRx;
      }

      const at = offset + j;
      nuAt1GHz[at] = nu;
      txAboveSmoothM[at] = hts - Math.min(smoothTxM, heightM[0]!);
      rxAboveSmoothM[at] = hrs - Math.min(smoothRxM, ground);
      groundM[at] = ground;
      departureMrad[at] = txMPerKm > direct ? txMPerKm : direct;

      const flatM = ground - bulge * squareKm2;
      flat[j] = flatM;
      const block = j >> BLOCK_BITS;
      if (flatM > blockTop[block]!) blockTop[block] = flatM;
      push(curved, atKm, flatM);
      push(straight, atKm, ground);
      const up = (ground - hts) / atKm;
      if (up > straightTxMPerKm) straightTxMPerKm = up;
      if (up - bulge * atKm > txMPerKm) txMPerKm = up - bulge * atKm;
    }
  };
}

function emptyHull(steps: number): Hull {
  return { x: new Float64Array(steps + 1), y: new Float64Array(steps + 1), size: 0 };
}

/** Adds the next point outwards; those that it hides from all farther ones go. */
function push(hull: Hull, atX: number, atY: number): void {
  const { x, y } = hull;
  let { size } = hull;
  while (size > 1) {
    const lastX = x[size - 1]!;
    const lastY = y[size - 1]!;
    const beforeX = x[size - 2]!;
    const beforeY = y[size - 2]!;
    if ((lastY - beforeY) * (atX - lastX) > (atY - lastY) * (lastX - beforeX)) break;
    size -= 1;
  }
  x[size] = atX;
  y[size] = atY;
  hull.size = size + 1;
}

/** Greatest slope from a place beyond the hull back to one of its points: its tangent. */
function steepestBack({ x, y, size }: Hull, atX: number, atY: number): number {
  let steepest = (y[size - 1]! - atY) / (atX - x[size - 1]!);
  for (let i = size - 2; i >= 0; i--) {
    const slope = (y[i]! - atY) / (atX - x[i]!);
    if (slope < steepest) break;
    steepest = slope;
  }
  return steepest;
}

/** Greatest height of the hull above the line from `startY` at x = 0 with `slope`. */
function greatestAbove({ x, y, size }: Hull, startY: number, slope: number): number {
  let greatest = y[size - 1]! - startY - slope * x[size - 1]!;
  for (let i = size - 2; i >= 0; i--) {
    const above = y[i]! - startY - slope * x[i]!;
    if (above < greatest) break;
    greatest = above;
  }
  return greatest;
}

function fillUnknown(sweep: PolarSweep, from: number, to: number): void {
  const { nuAt1GHz, txAboveSmoothM, rxAboveSmoothM, groundM, departureMrad } = sweep;
  for (const array of [nuAt1GHz, txAboveSmoothM, rxAboveSmoothM, groundM, departureMrad])
    array.fill(NaN, from, to + 1);
}
