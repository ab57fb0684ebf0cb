import type { AntennaPattern } from "./antenna/antenna-pattern.ts";
import { makeSectorTable } from "./antenna/sector-table.ts";
import { medianEarthRadiusKm } from "./effective-earth.ts";
import { resourceElementShareDb } from "./link-budget.ts";
import { LINK_DEFAULTS } from "./p1812/link.ts";
import { makePolarGrid } from "./sweep/polar-grid.ts";
import { fillRaster, pixelsAround } from "./sweep/polar-raster.ts";
import { bytesOfSweep, makePolarSweep } from "./sweep/polar-sweep.ts";
import { fillSweepLevelDbm } from "./sweep/sweep-level.ts";
import type { MetricTerrain } from "./terrain/metric-terrain.ts";
import { gridConvergenceDeg, type UtmPoint } from "./terrain/utm48.ts";
import type { WorkerPool } from "./workers/worker-pool.ts";

/** One sector, and the circle around its mast that is computed. */
export interface SectorOptions {
  mast: UtmPoint;
  /** Height of the ground under the mast above sea level. */
  groundM: number;
  heightAglM: number;
  rxHeightAglM: number;
  radiusM: number;
  /** Between two points of a ray, and the size of a pixel. */
  stepM: number;
  frequencyMhz: number;
  /** Below which no frequency is asked; the sweep's ground is prepared for it. */
  lowestMhz: number;
  polarization: "horizontal" | "vertical";
  eirpDbm: number;
  resourceBlocks: number;
  antenna: { pattern: AntennaPattern; azimuthDeg?: number; downtiltDeg: number };
  /** Taken off every level. */
  marginDb: number;
}

/**
 * RSRP of a sector on the pixels of the terrain's grid around its mast, dBm, NaN where the ground or
 * the way there is unknown. The workers of the pool share the terrain: its heights must lie in a
 * SharedArrayBuffer.
 */
export async function sectorRaster(
  terrain: MetricTerrain,
  options: SectorOptions,
  pool: Pick<WorkerPool, "run">,
) {
  const { mast, radiusM, stepM, polarization, antenna } = options;
  const grid = makePolarGrid(radiusM, stepM);
  const parts = {
    grid,
    txHeightAmslM: options.groundM + options.heightAglM,
    rxHeightAglM: options.rxHeightAglM,
    radiusKm: medianEarthRadiusKm(LINK_DEFAULTS.lapseRateNPerKm),
    lowestFrequencyGHz: options.lowestMhz / 1000,
  };
  const buffer = new SharedArrayBuffer(bytesOfSweep(grid));
  const lossBuffer = new SharedArrayBuffer(Float32Array.BYTES_PER_ELEMENT * grid.rays * grid.steps);
  const bands = [
    { frequencyGHz: options.frequencyMhz / 1000, polarization, buffer: lossBuffer },
  ] as const;
  await pool.run({ ...parts, terrain, mast, buffer, bands });
  const polarDbm = new Float32Array(grid.rays * grid.steps);
  fillSweepLevelDbm(
    makePolarSweep(parts, buffer),
    new Float32Array(lossBuffer),
    options.eirpDbm + resourceElementShareDb(options.resourceBlocks),
    makeSectorTable(antenna.pattern, antenna.azimuthDeg ?? 0, antenna.downtiltDeg),
    options.marginDb,
    gridConvergenceDeg(mast),
    polarDbm,
  );
  const pixels = pixelsAround(mast, radiusM, stepM, terrain.header);
  const levelDbm = new Float32Array(pixels.columns * pixels.rows);
  fillRaster(grid, polarDbm, mast, pixels, levelDbm);
  return { pixels, levelDbm };
}
