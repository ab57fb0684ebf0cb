import { WAVELENGTH_AT_1_GHZ_M } from "../diffraction/bullington.ts";
import { tabledBullingtonLossDb } from "../diffraction/bullington-loss-table.ts";
import { deltaBullingtonOfNuDb } from "../diffraction/delta-bullington.ts";
import type { Polarization } from "../diffraction/first-term.ts";
import { isSurelyClear } from "../diffraction/spherical-earth.ts";
import { freeSpaceLossDb } from "../free-space.ts";
import type { PolarSweep } from "./polar-sweep.ts";

/**
 * Median loss of one band at every place of a sweep, dB: free space and delta-Bullington, which is
 * P.1812-8 at 50 % of the time over land. Into `lossDb` (same order and length as the sweep's
 * arrays); NaN where not computed. Throws a RangeError for a band below the sweep's lowest.
 */
export function fillSweepLossDb(
  sweep: PolarSweep,
  frequencyGHz: number,
  polarization: Polarization,
  lossDb: Float32Array,
  from = 0,
  to = sweep.grid.rays,
): void {
  if (!(frequencyGHz >= sweep.lowestFrequencyGHz))
    throw new RangeError(
      `got ${frequencyGHz} GHz, expected at least ${sweep.lowestFrequencyGHz} GHz, the lowest that was swept for`,
    );
  const { grid, txHeightAmslM, rxHeightAglM, radiusKm } = sweep;
  const { nuAt1GHz, txAboveSmoothM, rxAboveSmoothM, groundM } = sweep;
  const { stepM, steps } = grid;
  const wavelengthM = WAVELENGTH_AT_1_GHZ_M / frequencyGHz;
  const frequencyRoot = Math.sqrt(frequencyGHz);
  const distanceKm = Float64Array.from({ length: steps + 1 }, (_, i) => (i * stepM) / 1000);
  const levelDb = distanceKm.map((lengthKm) => freeSpaceLossDb(lengthKm, 0, frequencyGHz));
  /** For each step the distances up to it, where the smooth Earth asks for them. */
  const pathKm: Float64Array[] = [];
  const toGroundM = txHeightAmslM - rxHeightAglM;
  for (let ray = from; ray < to; ray++) {
    const offset = ray * steps - 1;
    for (let step = 1; step <= steps; step++) {
      const at = offset + step;
      const lengthKm = distanceKm[step]!;
      const tangent = (toGroundM - groundM[at]!) / (1000 * lengthKm);
      const freeDb = levelDb[step]! + slantDb(tangent * tangent);
      const tx = txAboveSmoothM[at]!;
      const rx = rxAboveSmoothM[at]!;
      if (step === 1) lossDb[at] = freeDb;
      else if (isSurelyClear(tx, rx, radiusKm, lengthKm, wavelengthM))
        lossDb[at] = freeDb + tabledBullingtonLossDb(nuAt1GHz[at]! * frequencyRoot, lengthKm);
      else {
        const upTo = pathKm[step] ?? distanceKm.subarray(0, step + 1);
        pathKm[step] = upTo;
        lossDb[at] =
          freeDb +
          deltaBullingtonOfNuDb(
            nuAt1GHz[at]!,
            upTo,
            tx,
            rx,
            radiusKm,
            frequencyGHz,
            0,
            polarization,
          );
      }
    }
  }
}

/** 10 log10(1 + u) to 1e-8 dB: what a slanting way adds to a level one whose slope has the square u. */
function slantDb(u: number): number {
  if (u < 0.05) return (10 / Math.LN10) * u * (1 - u * (1 / 2 - u * (1 / 3 - u * (1 / 4 - u / 5))));
  return 10 * Math.log10(1 + u);
}
