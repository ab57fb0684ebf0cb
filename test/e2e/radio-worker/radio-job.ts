import { makePolarGrid } from "../../../geodata/radio/sweep/polar-grid.ts";
import { bytesOfSweep } from "../../../geodata/radio/sweep/polar-sweep.ts";
import type { SweepJob } from "../../../geodata/radio/workers/sweep-job.ts";
import { makeHills } from "../../geodata/radio/made-terrain.ts";

/** One mast amid hills with voids, two bands: the same job in Node and in a browser. */
export function makeRadioJob(): SweepJob {
  const grid = makePolarGrid(4500, 30);
  const band = (frequencyGHz: number, polarization: "horizontal" | "vertical") => ({
    frequencyGHz,
    polarization,
    buffer: new SharedArrayBuffer(4 * grid.rays * grid.steps),
  });
  return {
    terrain: makeHills({ seed: 11, columns: 320, rows: 300, voidShare: 0.0002 }),
    mast: { eastingM: 680_000 + 160 * 30 + 7, northingM: 2_430_000 - 150 * 30 - 11 },
    grid,
    txHeightAmslM: 1000,
    rxHeightAglM: 1.5,
    radiusKm: 8931,
    lowestFrequencyGHz: 0.45,
    buffer: new SharedArrayBuffer(bytesOfSweep(grid)),
    bands: [band(0.9, "vertical"), band(2.6, "horizontal")],
  };
}

/** Bytes that cannot be shared, in the order of `JobHashes`. */
export function partsOf(job: SweepJob): Record<keyof JobHashes, Uint8Array<ArrayBuffer>> {
  const copy = (buffer: ArrayBufferLike) => new Uint8Array(buffer).slice();
  return {
    terrain: copy(job.terrain.heightsM.buffer),
    sweep: copy(job.buffer),
    lowBand: copy(job.bands[0]!.buffer),
    highBand: copy(job.bands[1]!.buffer),
  };
}

/** SHA-256 in hexadecimal of what was given and what came of it. */
export interface JobHashes {
  terrain: string;
  sweep: string;
  lowBand: string;
  highBand: string;
}
