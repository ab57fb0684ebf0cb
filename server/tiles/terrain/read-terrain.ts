import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";

export interface StoredTerrain {
  header: TerrainHeader;
  heightsM: Int16Array;
  /** Names these very heights. */
  sha256: string;
}

/**
 * Reads `terrain.json` and the heights that it names (16-bit whole metres, little-endian). Throws
 * when a file is missing or the heights are not as many as the header says.
 */
export async function readTerrain(datasetDir: string): Promise<StoredTerrain> {
  const text = await readFile(join(datasetDir, "terrain.json"), "utf8");
  const header = JSON.parse(text) as TerrainHeader & { file: string };
  const bytes = await readFile(join(datasetDir, header.file));
  const cells = header.columns * header.rows;
  if (bytes.length !== cells * 2)
    throw new Error(`${header.file}: got ${bytes.length} bytes, expected ${cells * 2}`);
  const heightsM = new Int16Array(cells);
  for (let cell = 0; cell < cells; cell++) heightsM[cell] = bytes.readInt16LE(cell * 2);
  const sha256 = createHash("sha256").update(text).update(bytes).digest("hex");
  return { header, heightsM, sha256 };
}
