import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { MetricTerrain } from "../../geodata/radio/terrain/metric-terrain.ts";
import { readTerrain, type TerrainFiles } from "../../geodata/radio/terrain/read-terrain.ts";
import { MANIFEST_FILE } from "../../geodata/radio/terrain/terrain-manifest.ts";

/** The terrain as it is now; the same object for as long as it stays the same. */
export type TerrainReader = () => Promise<MetricTerrain>;

/** The folder is looked at at most this often, ms: what an import takes to be seen. */
const LOOK_AGE_MS = 500;

/**
 * Reads the imported terrain, else the demonstration (0.3 s), keeps it in memory that workers can
 * share, and reads again after an import. A terrain that cannot be read is tried again each time.
 *
 * @param terrainDir folder that `npm run terrain` writes; need not exist
 * @param datasetDir folder of the shipped dataset
 * @param now milliseconds of a clock that only goes forward
 */
export function makeTerrainReader(
  { terrainDir, datasetDir }: { terrainDir: string; datasetDir: string },
  now: () => number = () => performance.now(),
): TerrainReader {
  const files = filesOf({ imported: terrainDir, shipped: datasetDir });
  let kept: { edition: string; terrain: Promise<MetricTerrain> } | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  return async () => {
    if (kept && now() - lookedAt < LOOK_AGE_MS) return kept.terrain;
    const edition = await editionOf(join(terrainDir, MANIFEST_FILE));
    lookedAt = now();
    if (kept?.edition === edition) return kept.terrain;
    const reading = { edition, terrain: readTerrain(files, sharedHeights) };
    kept = reading;
    reading.terrain.catch(() => {
      if (kept === reading) kept = undefined;
    });
    return reading.terrain;
  };
}

/**
 * The terrain that a command computes with: the imported one of `terrainDir`, else the demonstration.
 * Throws BrokenTerrainError when the imported one is damaged.
 */
export const loadTerrain = (terrainDir: string): Promise<MetricTerrain> =>
  readTerrain(filesOf({ imported: terrainDir, shipped: DATASET_DIR }), sharedHeights);

/** Folder of the shipped dataset, with the demonstration terrain. */
export const DATASET_DIR = resolve(import.meta.dirname, "../../geodata/datasets/caoloc");

/** Folder of the imported terrain: `terrain` in DATA_DIR, as the server has it. */
export function terrainDirOf(environment: NodeJS.ProcessEnv): string {
  return resolve(environment.DATA_DIR || ".data", "terrain");
}

function filesOf(folders: { imported: string; shipped: string }): TerrainFiles {
  return {
    text: async (folder, path) => (await bytesOf(join(folders[folder], path)))?.toString("utf8"),
    bytes: (folder, path) => bytesOf(join(folders[folder], path)),
    sha256: (bytes) => createHash("sha256").update(bytes).digest("hex"),
  };
}

/** Another text whenever the manifest was replaced: an import renames a new file into its place. */
async function editionOf(manifestPath: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(manifestPath);
    return `${ino} ${size} ${mtimeMs}`;
  } catch (error) {
    if (isAbsent(error)) return "demonstration";
    throw error;
  }
}

async function bytesOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}

function sharedHeights(cells: number): Int16Array {
  return new Int16Array(new SharedArrayBuffer(cells * Int16Array.BYTES_PER_ELEMENT));
}
