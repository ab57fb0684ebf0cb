import { type SectorTable, tableGainDb } from "../antenna/sector-table.ts";
import type { PolarSweep } from "./polar-sweep.ts";

/**
 * Level of a sector at every place of a sweep, dBm: radiated reference power in the antenna's
 * strongest direction, less what the antenna gives less towards the place or its horizon, less the
 * loss and the margin. `gridConvergenceDeg` turns the rays, which start at grid north, to true north.
 * Into `levelDbm` (order of the sweep's arrays); NaN where the loss is.
 */
export function fillSweepLevelDbm(
  sweep: PolarSweep,
  lossDb: Float32Array,
  referenceEirpDbm: number,
  antenna: SectorTable,
  marginDb: number,
  gridConvergenceDeg: number,
  levelDbm: Float32Array,
): void {
  const { rays, steps } = sweep.grid;
  const { departureMrad } = sweep;
  for (let ray = 0; ray < rays; ray++) {
    const azimuthDeg = ((ray * 360) / rays + gridConvergenceDeg + 360) % 360;
    for (let at = ray * steps; at < (ray + 1) * steps; at++)
      levelDbm[at] =
        referenceEirpDbm +
        tableGainDb(antenna, azimuthDeg, departureMrad[at]!) -
        lossDb[at]! -
        marginDb;
  }
}
