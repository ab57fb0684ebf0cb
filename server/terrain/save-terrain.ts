import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MetricTerrain } from "../../geodata/radio/terrain/metric-terrain.ts";
import { cutTile, tilePlaces } from "../../geodata/radio/terrain/terrain-bytes.ts";
import type { TerrainCheck } from "../../geodata/radio/terrain/terrain-check.ts";
import {
  MANIFEST_FILE,
  type TerrainManifest,
  tileFolder,
} from "../../geodata/radio/terrain/terrain-manifest.ts";
import { loadTerrain } from "./terrain-reader.ts";

/** Folders of tiles, and those that an import is still writing (with the number of its process). */
const TILES = /^[0-9a-f]{12}$/;
const MAKING = /^\.making-(\d+)$/;

/**
 * Stores a terrain in place of the one before. Tiles go into a folder of their own; the manifest,
 * renamed into place last, is what changes hands, so that whoever reads meanwhile, or a failure at
 * any moment, finds the old terrain or the new one. The same terrain again changes nothing.
 *
 * @param check what was found about the heights, written down beside them
 * @returns false when this very terrain, of the same files, was there already
 */
export async function saveTerrain(
  terrainDir: string,
  { header, heightsM }: MetricTerrain,
  clock: () => Date,
  check?: TerrainCheck,
): Promise<boolean> {
  const folder = tileFolder(header.sha256);
  const stored = await loadTerrain(terrainDir).catch(() => undefined);
  const isStored = stored?.header.sha256 === header.sha256 && !stored.header.synthetic;
  const isSaid =
    JSON.stringify(stored?.header.sources) === JSON.stringify(header.sources) &&
    JSON.stringify(stored?.imported?.check) === JSON.stringify(check);
  if (isStored && isSaid) return false;

  await mkdir(terrainDir, { recursive: true });
  const before = await manifestFolder(terrainDir);
  const making = join(terrainDir, `.making-${process.pid}`);
  try {
    await mkdir(making, { recursive: true });
    for (const place of tilePlaces(header))
      await writeFile(join(making, place.name), cutTile(heightsM, header.columns, place), {
        flush: true,
      });
    const manifest: TerrainManifest = {
      format: 1,
      folder,
      header,
      madeAt: clock().toISOString(),
      ...(check && { check }),
    };
    await writeFile(join(making, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 2)}\n`, {
      flush: true,
    });
    const tiles = join(terrainDir, folder);
    if (!isStored) {
      await rm(tiles, { recursive: true, force: true });
      await mkdir(tiles);
      for (const { name } of tilePlaces(header))
        await rename(join(making, name), join(tiles, name));
    }
    await rename(join(making, MANIFEST_FILE), join(terrainDir, MANIFEST_FILE));
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  if (before !== undefined && before !== folder)
    await rm(join(terrainDir, before), { recursive: true, force: true });
  await removeAbandoned(terrainDir);
  return true;
}

/** Takes the imported terrain away, so that the demonstration counts again. */
export async function removeTerrain(terrainDir: string): Promise<void> {
  await rm(join(terrainDir, MANIFEST_FILE), { force: true });
  for (const name of await entriesOf(terrainDir))
    if (TILES.test(name)) await rm(join(terrainDir, name), { recursive: true, force: true });
  await removeAbandoned(terrainDir);
}

/** What an import that was killed left behind. */
async function removeAbandoned(terrainDir: string): Promise<void> {
  for (const name of await entriesOf(terrainDir)) {
    const pid = MAKING.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(terrainDir, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Folder that the stored manifest names; undefined without one, or when it cannot be read. */
async function manifestFolder(terrainDir: string): Promise<string | undefined> {
  try {
    const text = await readFile(join(terrainDir, MANIFEST_FILE), "utf8");
    const { folder } = JSON.parse(text) as Partial<TerrainManifest>;
    return folder !== undefined && TILES.test(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}
