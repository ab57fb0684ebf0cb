import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { MetricTerrain } from "../../geodata/radio/terrain/metric-terrain.ts";
import { readTerrain } from "../../geodata/radio/terrain/read-terrain.ts";

/** Folder of the shipped dataset, with the demonstration terrain. */
export const DATASET_DIR = resolve(import.meta.dirname, "../../geodata/datasets/caoloc");

/** Folder of the imported terrain: `terrain` in DATA_DIR, as the server has it. */
export function terrainDirOf(environment: NodeJS.ProcessEnv): string {
  return resolve(environment.DATA_DIR || ".data", "terrain");
}

/**
 * The terrain that commands compute with: the imported one of `terrainDir`, else the demonstration.
 * Throws BrokenTerrainError when the imported one is damaged.
 */
export function loadTerrain(terrainDir: string): Promise<MetricTerrain> {
  const folders = { imported: terrainDir, shipped: DATASET_DIR };
  return readTerrain({
    text: async (folder, path) => (await bytesOf(join(folders[folder], path)))?.toString("utf8"),
    bytes: (folder, path) => bytesOf(join(folders[folder], path)),
    sha256: (bytes) => createHash("sha256").update(bytes).digest("hex"),
  });
}

async function bytesOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
