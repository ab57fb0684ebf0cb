import { Check } from "typebox/value";
import type { TerrainHeader } from "../../geometry/terrain-grid.ts";
import { toMetric } from "./demonstration-terrain.ts";
import { type MetricTerrain, makeMetricTerrain, VOID } from "./metric-terrain.ts";
import { hashedBytes, pasteTile, readLittleEndian, tilePlaces } from "./terrain-bytes.ts";
import { MANIFEST_FILE, TerrainManifest } from "./terrain-manifest.ts";

/** The imported terrain's folder, or that of the shipped dataset. */
type TerrainFolder = "imported" | "shipped";

/** How a terrain's files are reached: on a disk, over a network, in a test. */
export interface TerrainFiles {
  /** A text file (UTF-8); undefined where there is none. */
  text(folder: TerrainFolder, path: string): Promise<string | undefined>;
  /** Bytes of a file such as "0123456789ab/0-0.i16"; undefined where there is none. */
  bytes(folder: TerrainFolder, path: string): Promise<Uint8Array | undefined>;
  /** SHA-256 in lower-case hexadecimal. */
  sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> | string;
}

/** An imported terrain is there and cannot be used. The demonstration is not taken in its place. */
export class BrokenTerrainError extends Error {
  override name = "BrokenTerrainError";
  constructor(reason: string) {
    super(
      `Địa hình đã nhập bị hỏng: ${reason}. Nhập lại bằng npm run -s terrain -- TỆP…, ` +
        "hoặc trở về địa hình minh họa bằng npm run -s terrain -- --reset.",
    );
  }
}

/** An import that ends while its predecessor is being read makes it begin again, this often. */
const MAX_ATTEMPTS = 3;

/**
 * The terrain that everything computes with: the imported one, else the demonstration. Checks the
 * heights against their hash.
 *
 * @param allocate where the heights go, e.g. into a SharedArrayBuffer for workers
 * @throws BrokenTerrainError when files of the imported terrain are missing or damaged
 */
export async function readTerrain(
  files: TerrainFiles,
  allocate: (cells: number) => Int16Array = (cells) => new Int16Array(cells),
): Promise<MetricTerrain> {
  for (let attempt = 1; ; attempt++) {
    const manifest = await files.text("imported", MANIFEST_FILE);
    if (manifest === undefined) return readDemonstration(files, allocate);
    try {
      return await readImported(files, manifest, allocate);
    } catch (error) {
      const replaced = (await files.text("imported", MANIFEST_FILE)) !== manifest;
      if (!replaced || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

async function readImported(
  files: TerrainFiles,
  manifestText: string,
  allocate: (cells: number) => Int16Array,
): Promise<MetricTerrain> {
  const { folder, header, madeAt, check } = parseManifest(manifestText);
  const heightsM = allocate(header.columns * header.rows);
  for (const place of tilePlaces(header)) {
    const bytes = await files.bytes("imported", `${folder}/${place.name}`);
    if (!bytes) throw new BrokenTerrainError(`thiếu tệp ${folder}/${place.name}`);
    try {
      pasteTile(heightsM, header.columns, place, bytes);
    } catch (error) {
      throw new BrokenTerrainError(`${folder}/${(error as Error).message}`);
    }
  }
  const sha256 = await files.sha256(hashedBytes(header, heightsM));
  if (sha256 !== header.sha256)
    throw new BrokenTerrainError(`sha256 nhận được ${sha256}, cần ${header.sha256}`);
  return makeMetricTerrain(header, heightsM, { madeAt, ...(check && { check }) });
}

function parseManifest(text: string): TerrainManifest {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (error) {
    throw new BrokenTerrainError(`${MANIFEST_FILE} không phải JSON (${(error as Error).message})`);
  }
  if (!Check(TerrainManifest, manifest))
    throw new BrokenTerrainError(`${MANIFEST_FILE} không đúng cấu trúc`);
  return manifest;
}

async function readDemonstration(
  files: TerrainFiles,
  allocate: (cells: number) => Int16Array,
): Promise<MetricTerrain> {
  const text = await files.text("shipped", "terrain.json");
  if (text === undefined) throw new Error("the shipped dataset has no terrain.json");
  const shipped = JSON.parse(text) as TerrainHeader & { file: string };
  const read = await files.bytes("shipped", shipped.file);
  if (!read) throw new Error(`the shipped dataset has no ${shipped.file}`);
  const bytes = Uint8Array.from(read);
  const expected = shipped.columns * shipped.rows * 2;
  if (bytes.length !== expected)
    throw new Error(`${shipped.file}: got ${bytes.length} bytes, expected ${expected}`);
  const { grid, heightsM, sourceCellM } = toMetric(shipped, readLittleEndian(bytes), allocate);
  return makeMetricTerrain(
    {
      ...grid,
      voidValue: VOID,
      synthetic: shipped.synthetic,
      sources: [
        {
          file: shipped.file,
          sha256: await files.sha256(bytes),
          crs: "EPSG:4326",
          columns: shipped.columns,
          rows: shipped.rows,
          cellSizeM: sourceCellM,
          source: shipped.source,
        },
      ],
      sha256: await files.sha256(hashedBytes(grid, heightsM)),
    },
    heightsM,
  );
}
