import { deltaBullingtonOfNuDb } from "../diffraction/delta-bullington.ts";
import type { Polarization } from "../diffraction/first-term.ts";
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
  const { steps } = grid;
  const distances = distancesUpTo(grid.stepM, steps);
  for (let ray = from; ray < to; ray++)
    for (let step = 1; step <= steps; step++) {
      const at = ray * steps + step - 1;
      const ground = groundM[at]!;
      const distanceKm = distances[step - 1]!;
      const lengthKm = distanceKm[step]!;
      const freeDb = freeSpaceLossDb(lengthKm, txHeightAmslM - ground - rxHeightAglM, frequencyGHz);
      lossDb[at] =
        step === 1
          ? freeDb
          : freeDb +
            deltaBullingtonOfNuDb(
              nuAt1GHz[at]!,
              distanceKm,
              txAboveSmoothM[at]!,
              rxAboveSmoothM[at]!,
              radiusKm,
              frequencyGHz,
              0,
              polarization,
            );
    }
}

/** For each step the distances of the points up to it, km: views of one array. */
function distancesUpTo(stepM: number, steps: number): Float64Array[] {
  const all = Float64Array.from({ length: steps + 1 }, (_, i) => (i * stepM) / 1000);
  return Array.from({ length: steps }, (_, i) => all.subarray(0, i + 2));
}
