/**
 * `npm run -s coverage -- --site lon,lat --height 30 --frequency 900 --radius 10000 --out FILE.tif`:
 * RSRP of one sector around its mast as a GeoTIFF (dBm, UTM 48N), nodata where not computed. Options
 * and defaults: scripts/radio/coverage-request.ts. Exit codes: 0 written, 2 bad input.
 */
import { writeFile } from "node:fs/promises";
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
import { type SignalClass, signalClassOf } from "../geodata/radio/thresholds.ts";
import { makeWorkerPool } from "../geodata/radio/workers/worker-pool.ts";
import { beginCommand } from "./command/begin-command.ts";
import { BadInputError } from "./radio/bad-input.ts";
import {
  COVERAGE_USAGE,
  type CoverageRequest,
  LOWEST_MHZ,
  readCoverageRequest,
} from "./radio/coverage-request.ts";
import { levelGeotiff } from "./radio/level-geotiff.ts";
import { startWorkerThreads } from "./radio/worker-threads.ts";
import { loadTerrain, terrainDirOf } from "./terrain/load-terrain.ts";

async function main(args: string[]): Promise<void> {
  const request = readCoverageRequest(args);
  const terrain = await loadTerrain(terrainDirOf(process.env));
  const mast = toUtm48(request.lon, request.lat);
  const pixels = pixelsAround(mast, request.radiusM, request.stepM);
  const levelDbm = new Float32Array(pixels.columns * pixels.rows).fill(NaN);
  const groundM = elevationM(terrain, mast.eastingM, mast.northingM);
  if (groundM !== undefined) {
    const { grid, polarDbm } = await computed(request, shared(terrain), mast, groundM);
    fillRaster(grid, polarDbm, mast, pixels, levelDbm);
  }
  try {
    await writeFile(request.out, levelGeotiff(pixels, levelDbm));
  } catch (error) {
    throw new BadInputError(
      `Got "${request.out}" for --out, expected a file that can be written (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
  if (groundM === undefined)
    process.stderr.write(
      "Not computed: the terrain does not tell the height of the ground under the mast; every pixel is nodata.\n",
    );
  report(request, terrain, levelDbm);
}

async function computed(
  request: CoverageRequest,
  terrain: MetricTerrain,
  mast: { eastingM: number; northingM: number },
  groundM: number,
) {
  const { frequencyGHz, polarization } = request;
  const grid = makePolarGrid(request.radiusM, request.stepM);
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
    request.eirpDbm + resourceElementShareDb(request.resourceBlocks),
    makeSectorTable(request.pattern, request.azimuthDeg % 360, request.downtiltDeg),
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

/** Words for the classes of `thresholds.ts`, best first. */
const CLASS_WORDS: Record<SignalClass, string> = {
  rat_tot: "very good (from -85 dBm)",
  tot: "good (from -95)",
  du_dung: "enough (from -105)",
  yeu: "weak (from -110)",
  rat_yeu: "very weak (from -120)",
  khong_song: "none",
};

function report(request: CoverageRequest, terrain: MetricTerrain, levelDbm: Float32Array): void {
  const known = levelDbm.filter((level) => !Number.isNaN(level)).sort();
  const counts = new Map<SignalClass, number>();
  for (const level of known) {
    const name = signalClassOf(level);
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const areaKm2 = (pixels: number) => ((pixels * request.stepM ** 2) / 1e6).toFixed(1);
  const lines = [
    ...(terrain.header.synthetic
      ? ["DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT (demonstration terrain)"]
      : []),
    `${request.out}: ${known.length} of ${levelDbm.length} pixels computed, the others are nodata`,
    ...(known.length > 0
      ? [
          `RSRP ${known[0]!.toFixed(1)} to ${known.at(-1)!.toFixed(1)} dBm, median ${known[known.length >> 1]!.toFixed(1)} dBm`,
          ...Object.entries(CLASS_WORDS).map(
            ([name, words]) =>
              `  ${words.padEnd(26)} ${areaKm2(counts.get(name as SignalClass) ?? 0).padStart(8)} km²`,
          ),
        ]
      : []),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

beginCommand(
  process.argv.slice(2),
  `Where one sector is received, RSRP in dBm as a GeoTIFF.\nnpm run -s coverage -- ${COVERAGE_USAGE}`,
);
try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BadInputError || error instanceof BrokenTerrainError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
