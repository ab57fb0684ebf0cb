import type { Polarization } from "../diffraction/first-term.ts";
import type { PolarGrid } from "../sweep/polar-grid.ts";
import { makePolarSweep } from "../sweep/polar-sweep.ts";
import { fillSweepLossDb } from "../sweep/sweep-loss.ts";
import { sweepRays } from "../sweep/sweep-rays.ts";
import type { MetricTerrain } from "../terrain/metric-terrain.ts";
import type { UtmPoint } from "../terrain/utm48.ts";

/**
 * One mast to sweep. The buffers are shared: all workers write into them, each its own rays. Can be
 * posted to a worker as it is.
 */
export interface SweepJob {
  /** Its heights lie in a SharedArrayBuffer, or every worker gets a copy. */
  terrain: MetricTerrain;
  mast: UtmPoint;
  grid: PolarGrid;
  txHeightAmslM: number;
  rxHeightAglM: number;
  radiusKm: number;
  lowestFrequencyGHz: number;
  /** `bytesOfSweep(grid)` bytes. */
  buffer: SharedArrayBuffer;
  /** Bands whose loss is wanted, each with room for one Float32 a place. */
  bands: readonly { frequencyGHz: number; polarization: Polarization; buffer: SharedArrayBuffer }[];
}

/** Rays `from` (included) to `to` (not included) of the job at hand. */
export interface RayTask {
  from: number;
  to: number;
}

/** Does a part of a job. The bytes do not depend on how a job is cut into parts. */
export function runRayTask(job: SweepJob, { from, to }: RayTask): void {
  const sweep = makePolarSweep(job, job.buffer);
  sweepRays(job.terrain, job.mast, sweep, from, to);
  for (const { frequencyGHz, polarization, buffer } of job.bands)
    fillSweepLossDb(sweep, frequencyGHz, polarization, new Float32Array(buffer), from, to);
}
