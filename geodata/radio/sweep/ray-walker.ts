import { bulgePerKm2, nuOfAnglesAt1GHz, WAVELENGTH_AT_1_GHZ_M } from "../diffraction/bullington.ts";
import type { PolarSweep } from "./polar-sweep.ts";

/** nu² at 1 GHz of a clearance c m: this times c² D / (x (D - x)), km. */
const NU_SQUARE_SCALE = 0.002 / WAVELENGTH_AT_1_GHZ_M;
/** A little more clearance than J(nu) = 0 asks for. */
const CLEAR_NU = 0.79;
/** Points of a block, whose highest stands for all where it is surely clear; a power of two. */
const BLOCK_BITS = 4;
const BLOCK = 1 << BLOCK_BITS;

/**
 * Walks outwards over the ground of one ray and leaves at each place what delta-Bullington needs,
 * the same as a profile drawn from the mast to that place alone would give (within 1e-9 of nu):
 * - the antenna's horizon is a running maximum;
 * - the receiver's is the tangent to the upper hull of h - 500 Ce x²;
 * - the smooth surface comes from running sums, its lowering from the same hull: it holds all points
 *   of the hull of the bare heights, and how far both differ is known;
 * - in line of sight the closest point is sought by blocks: those that are surely farther off the
 *   ray than the best so far are passed over.
 * Amortised O(1) a place for the hull, O(hull) for a tangent.
 *
 * Of 100 ns a place 75 are left, by: one hull instead of two, its edges' slopes kept, so that looking
 * for a tangent compares products and divides once; what a place hides taken off before its tangent
 * is sought; reciprocals of the distances; nu from two slopes by one root (one division and the
 * meeting point less). What remains is mostly loops whose ends no processor foresees.
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
  const perKm = distanceKm.map((atKm) => 1 / atKm);
  const blockTop = new Float64Array((steps >> BLOCK_BITS) + 1);
  /** The hull, a stack outwards; the slope of the edge before each of its points falls. */
  const hullKm = new Float64Array(steps + 1);
  const hullM = new Float64Array(steps + 1);
  const edgeMPerKm = new Float64Array(steps + 1).fill(Infinity, 0, 1);

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
        const nearest = lastKm < middleKm ? lastKm : Math.max(firstKm, middleKm);
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
    const txGroundM = heightM[0]!;
    // Ground that is not known under the mast makes the whole ray unknown.
    if (Number.isNaN(txGroundM)) return fillUnknown(sweep, offset + 1, offset + steps);
    let v1 = 0;
    let v2 = 0;
    let txMPerKm = -Infinity;
    let straightTxMPerKm = -Infinity;
    let top = -1;
    let beforeKm = 0;
    let beforeM = txGroundM;
    blockTop.fill(-Infinity);

    for (let j = 1; j <= steps; j++) {
      const ground = heightM[j]!;
      if (Number.isNaN(ground)) return fillUnknown(sweep, offset + j, offset + steps);
      const atKm = distanceKm[j]!;
      const inverseKm = perKm[j]!;
      const bulgeMPerKm = bulge * atKm;
      const flatM = ground - bulgeMPerKm * atKm;
      const endFlatM = flatM + rxHeightAglM;
      const hrs = ground + rxHeightAglM;
      const raySlope = (hrs - hts) * inverseKm;
      const direct = raySlope - bulgeMPerKm;
      v1 += stepKm * (ground + beforeM);
      v2 += stepKm * (ground * (atKm + atKm + beforeKm) + beforeM * (atKm + beforeKm + beforeKm));
      let smoothTxM = (2 * v1 * atKm - v2) * inverseKm * inverseKm;
      let smoothRxM = (v2 - v1 * atKm) * inverseKm * inverseKm;
      beforeKm = atKm;
      beforeM = ground;

      // What this place hides from all farther ones it does not see over either.
      while (top > 0 && edgeMPerKm[top]! * (atKm - hullKm[top]!) <= flatM - hullM[top]!) top--;

      let nu = -Infinity;
      if (j === 1) {
        // Nothing lies between.
      } else if (txMPerKm >= direct) {
        let at = top;
        while (edgeMPerKm[at]! * (atKm - hullKm[at]!) < endFlatM - hullM[at]!) at--;
        const back = (hullM[at]! - endFlatM) / (atKm - hullKm[at]!);
        nu = nuOfAnglesAt1GHz(txMPerKm - direct, back + direct, atKm);

        if (straightTxMPerKm > raySlope) {
          // A straight slope is the one over the curved Earth less 500 Ce (D + x): points before
          // the tangent's may have a greater one, points beyond it not.
          let straightBack = back - bulge * (atKm + hullKm[at]!);
          for (let i = at - 1; i >= 0; i--) {
            const fromRxKm = atKm - hullKm[i]!;
            const above = hullM[i]! - endFlatM;
            if (above <= (straightBack + bulgeMPerKm) * fromRxKm) break;
            const slope = above / fromRxKm - bulge * (atKm + hullKm[i]!);
            if (slope > straightBack) {
              straightBack = slope;
              at = i;
            }
          }
          // Likewise less 500 Ce x (D - x); the highest point is the tangent's or one before it.
          let obstructionM = 0;
          for (; at >= 0; at--) {
            const x = hullKm[at]!;
            const above = hullM[at]! - hts - direct * x;
            if (above < obstructionM) break;
            const straight = above - bulge * x * (atKm - x);
            if (straight > obstructionM) obstructionM = straight;
          }
          const fromTx = straightTxMPerKm - raySlope;
          const fromRx = straightBack + raySlope;
          const lowering = obstructionM / (fromTx + fromRx);
          smoothTxM -= lowering * fromTx;
          smoothRxM -= lowering * fromRx;
        }
      } else {
        const square = closestSquare(j, atKm, endFlatM);
        if (square * atKm < clearSquare) nu = -Math.sqrt(square * NU_SQUARE_SCALE * atKm);
      }

      const at = offset + j;
      nuAt1GHz[at] = nu;
      txAboveSmoothM[at] = hts - Math.min(smoothTxM, txGroundM);
      rxAboveSmoothM[at] = hrs - Math.min(smoothRxM, ground);
      groundM[at] = ground;
      departureMrad[at] = Math.max(txMPerKm, direct);

      flat[j] = flatM;
      const block = j >> BLOCK_BITS;
      if (flatM > blockTop[block]!) blockTop[block] = flatM;
      if (top >= 0) edgeMPerKm[top + 1] = (flatM - hullM[top]!) / (atKm - hullKm[top]!);
      top += 1;
      hullKm[top] = atKm;
      hullM[top] = flatM;
      const up = (ground - hts) * inverseKm;
      if (up > straightTxMPerKm) straightTxMPerKm = up;
      if (up - bulgeMPerKm > txMPerKm) txMPerKm = up - bulgeMPerKm;
    }
  };
}

function fillUnknown(sweep: PolarSweep, from: number, to: number): void {
  const { nuAt1GHz, txAboveSmoothM, rxAboveSmoothM, groundM, departureMrad } = sweep;
  for (const array of [nuAt1GHz, txAboveSmoothM, rxAboveSmoothM, groundM, departureMrad])
    array.fill(NaN, from, to + 1);
}
