/**
 * `npm run -s coverage -- --site lon,lat --height 30 --frequency 900 --radius 10000 --out FILE.tif`:
 * RSRP of one sector around its mast as a GeoTIFF (dBm, UTM 48N) on the grid of the terrain, nodata where
 * not computed, and beside it a QGIS style of the same name (.qml). Options and defaults:
 * scripts/radio/coverage-request.ts and antenna-options.ts. Exit codes: 0 written, 1 not computed (the
 * ground under the mast is unknown) and nothing written, 2 bad input.
 */

import { DEMONSTRATION_MARK } from "../geodata/model/provenance.ts";
import { makeSectorTable } from "../geodata/radio/antenna/sector-table.ts";
import { medianEarthRadiusKm } from "../geodata/radio/effective-earth.ts";
import { resourceElementShareDb } from "../geodata/radio/link-budget.ts";
import { LINK_DEFAULTS } from "../geodata/radio/p1812/link.ts";
import { makePolarGrid } from "../geodata/radio/sweep/polar-grid.ts";
import { fillRaster, pixelsAround } from "../geodata/radio/sweep/polar-raster.ts";
import { bytesOfSweep, makePolarSweep } from "../geodata/radio/sweep/polar-sweep.ts";
import { fillSweepLevelDbm } from "../geodata/radio/sweep/sweep-level.ts";
import { elevationM, type MetricTerrain } from "../geodata/radio/terrain/metric-terrain.ts";
import { BrokenTerrainError } from "../geodata/radio/terrain/read-terrain.ts";
import { gridConvergenceDeg, toUtm48 } from "../geodata/radio/terrain/utm48.ts";
import { makeWorkerPool } from "../geodata/radio/workers/worker-pool.ts";
import { beginCommand } from "./command/begin-command.ts";
import { type CommandIo, PROCESS_IO } from "./command/command-io.ts";
import { BadInputError } from "./radio/bad-input.ts";
import { type ComputedCoverage, coverageMeaning } from "./radio/coverage-meaning.ts";
import { coverageLines, coverageWarnings } from "./radio/coverage-report.ts";
import {
  COVERAGE_HELP,
  LOWEST_MHZ,
  readCoverageRequest,
  stepOver,
} from "./radio/coverage-request.ts";
import { levelGeotiff } from "./radio/level-geotiff.ts";
import { levelStyle } from "./radio/level-style.ts";
import { clockOf, programVersion } from "./radio/program-version.ts";
import { startWorkerThreads } from "./radio/worker-threads.ts";
import { writeWhole } from "./radio/write-whole.ts";
import { loadTerrain, terrainDirOf } from "./terrain/load-terrain.ts";

/** Resolves with the exit code. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  try {
    return await map(args, io);
  } catch (error) {
    if (!(error instanceof BadInputError || error instanceof BrokenTerrainError)) throw error;
    io.err(`${error.message}\n`);
    return 2;
  }
}

async function map(args: string[], io: CommandIo): Promise<number> {
  const request = readCoverageRequest(args);
  const terrain = await loadTerrain(terrainDirOf(io.env));
  const { header } = terrain;
  const stepM = stepOver(request, header.cellSizeM);
  const mast = toUtm48(request.lon, request.lat);
  const groundM = elevationM(terrain, mast.eastingM, mast.northingM);
  if (groundM === undefined)
    return sayNotComputed(io, "the terrain does not tell the height of the ground under the mast");
  const warnings = coverageWarnings({ request, terrain: header }, stepM);
  const coverage = { request, terrain: header, mast, groundM, stepM, warnings };
  const { grid, polarDbm } = await computed(coverage, shared(terrain));
  const pixels = pixelsAround(mast, request.radiusM, stepM, header);
  const levelDbm = new Float32Array(pixels.columns * pixels.rows);
  fillRaster(grid, polarDbm, mast, pixels, levelDbm);
  if (levelDbm.every(Number.isNaN))
    return sayNotComputed(io, "the ground around the mast is unknown in every direction");
  const meaning = coverageMeaning(coverage, programVersion(), clockOf(io.env)());
  const mark = header.synthetic ? DEMONSTRATION_MARK : undefined;
  await writeWhole([
    [request.out, levelGeotiff(pixels, levelDbm, meaning)],
    [request.out.replace(/\.tiff?$/i, ".qml"), levelStyle(mark)],
  ]);
  io.out(`${coverageLines(coverage, pixels, levelDbm).join("\n")}\n`);
  return 0;
}

/** Ground that nobody knows is not sea level: there is no map to write. */
function sayNotComputed(io: CommandIo, why: string): number {
  io.err(
    `Not computed: ${why}; nothing was written. Import terrain there: npm run -s terrain -- FILE\n`,
  );
  return 1;
}

async function computed(
  { request, mast, groundM, stepM }: ComputedCoverage,
  terrain: MetricTerrain,
) {
  const { polarization, transmitter } = request;
  const { antenna } = transmitter;
  const frequencyGHz = request.frequencyMhz / 1000;
  const grid = makePolarGrid(request.radiusM, stepM);
  const parts = {
    grid,
    txHeightAmslM: groundM + request.heightAglM,
    rxHeightAglM: request.rxHeightAglM,
    radiusKm: medianEarthRadiusKm(LINK_DEFAULTS.lapseRateNPerKm),
    lowestFrequencyGHz: LOWEST_MHZ / 1000,
  };
  const buffer = new SharedArrayBuffer(bytesOfSweep(grid));
  const lossBuffer = new SharedArrayBuffer(Float32Array.BYTES_PER_ELEMENT * grid.rays * grid.steps);
  const pool = makeWorkerPool(startWorkerThreads(request.workers));
  try {
    await pool.run({
      ...parts,
      terrain,
      mast,
      buffer,
      bands: [{ frequencyGHz, polarization, buffer: lossBuffer }],
    });
  } finally {
    pool.close();
  }
  const polarDbm = new Float32Array(grid.rays * grid.steps);
  fillSweepLevelDbm(
    makePolarSweep(parts, buffer),
    new Float32Array(lossBuffer),
    transmitter.eirpDbm + resourceElementShareDb(transmitter.resourceBlocks),
    makeSectorTable(antenna.pattern, antenna.azimuthDeg ?? 0, antenna.downtiltDeg),
    request.marginDb,
    gridConvergenceDeg(mast),
    polarDbm,
  );
  return { grid, polarDbm };
}

/** Workers read one copy of the heights. */
function shared(terrain: MetricTerrain): MetricTerrain {
  const heightsM = new Int16Array(new SharedArrayBuffer(terrain.heightsM.byteLength));
  heightsM.set(terrain.heightsM);
  return { header: terrain.header, heightsM };
}

if (import.meta.main) {
  const args = process.argv.slice(2);
  beginCommand(args, COVERAGE_HELP);
  process.exitCode = await run(args, PROCESS_IO);
}
