/**
 * `npm run -s coverage -- --site lon,lat --height 30 --frequency 900 --radius 10000 --out FILE.tif`:
 * RSRP of one sector around its mast as a GeoTIFF (dBm, UTM 48N) on the grid of the terrain, nodata where
 * not computed, and beside it a QGIS style of the same name (.qml). Options and defaults:
 * server/commands/radio/coverage-request.ts and antenna-options.ts. Exit codes: 0 written, 1 not computed (the
 * ground under the mast is unknown) and nothing written, 2 bad input.
 */

import { DEMONSTRATION_MARK } from "../../geodata/model/provenance.ts";
import { sectorRaster } from "../../geodata/radio/sector-raster.ts";
import { elevationM } from "../../geodata/radio/terrain/metric-terrain.ts";
import { BrokenTerrainError } from "../../geodata/radio/terrain/read-terrain.ts";
import { toUtm48 } from "../../geodata/radio/terrain/utm48.ts";
import { makeWorkerPool } from "../../geodata/radio/workers/worker-pool.ts";
import { beginComputing } from "../../geodata/text/command-help.ts";
import { startWorkerThreads } from "../radio/worker-threads.ts";
import { loadTerrain, terrainDirOf } from "../terrain/terrain-reader.ts";
import { type CommandIo, PROCESS_IO } from "./command-io.ts";
import { BadInputError } from "./radio/bad-input.ts";
import { coverageMeaning } from "./radio/coverage-meaning.ts";
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
import { writeWhole } from "./radio/write-whole.ts";

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
  const pool = makeWorkerPool(startWorkerThreads(request.workers));
  const { pixels, levelDbm } = await sectorRaster(
    terrain,
    { ...request, ...request.transmitter, lowestMhz: LOWEST_MHZ, mast, groundM, stepM },
    pool,
  ).finally(() => pool.close());
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

if (import.meta.main) {
  const args = process.argv.slice(2);
  beginComputing(args, COVERAGE_HELP, process);
  process.exitCode = await run(args, PROCESS_IO);
}
