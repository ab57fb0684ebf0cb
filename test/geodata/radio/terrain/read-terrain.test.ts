import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeTerrainGrid, type TerrainHeader } from "../../../../geodata/geometry/terrain-grid.ts";
import {
  elevationAtLonLat,
  type MetricTerrain,
} from "../../../../geodata/radio/terrain/metric-terrain.ts";
import { readTerrain, type TerrainFiles } from "../../../../geodata/radio/terrain/read-terrain.ts";
import {
  cutTile,
  hashedBytes,
  pasteTile,
  tilePlaces,
} from "../../../../geodata/radio/terrain/terrain-bytes.ts";
import { tileFolder } from "../../../../geodata/radio/terrain/terrain-manifest.ts";
import { SMALL_GRID, terrainOf } from "./make-terrain.ts";

const DATASET = resolve(import.meta.dirname, "../../../../geodata/datasets/caoloc");
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Files in memory; whatever is not among them is absent. */
function filesOf(imported: Map<string, string | Uint8Array>): TerrainFiles {
  return {
    text: async (folder, path) =>
      folder === "shipped"
        ? readFile(resolve(DATASET, path), "utf8")
        : (imported.get(path) as string | undefined),
    bytes: async (folder, path) =>
      folder === "shipped"
        ? readFile(resolve(DATASET, path))
        : (imported.get(path) as Uint8Array | undefined),
    sha256,
  };
}

/** As `npm run terrain` stores it. */
function stored({ header, heightsM }: MetricTerrain): Map<string, string | Uint8Array> {
  const hash = sha256(hashedBytes(header, heightsM));
  const folder = tileFolder(hash);
  const manifest = { format: 1, folder, header: { ...header, sha256: hash }, madeAt: "2026" };
  return new Map<string, string | Uint8Array>([
    ["terrain.json", JSON.stringify(manifest)],
    ...tilePlaces(header).map(
      (place) => [`${folder}/${place.name}`, cutTile(heightsM, header.columns, place)] as const,
    ),
  ]);
}

const wide = terrainOf((column, row) => (column === 300 ? undefined : column - row), {
  ...SMALL_GRID,
  columns: 520,
  rows: 300,
});

test("tiles of any grid put it together again", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 600 }),
      fc.integer({ min: 2, max: 300 }),
      (columns, rows) => {
        const heightsM = Int16Array.from({ length: columns * rows }, (_, i) => i * 37);
        const copy = new Int16Array(columns * rows);
        for (const place of tilePlaces({ columns, rows }))
          pasteTile(copy, columns, place, cutTile(heightsM, columns, place));
        expect(Buffer.compare(Buffer.from(copy.buffer), Buffer.from(heightsM.buffer))).toBe(0);
      },
    ),
    { numRuns: 20 },
  );
});

test("an imported terrain is read as it was stored, into memory of the caller's choice", async () => {
  let shared: Int16Array | undefined;
  const read = await readTerrain(filesOf(stored(wide)), (cells) => {
    shared = new Int16Array(new SharedArrayBuffer(cells * 2));
    return shared;
  });
  expect(read.heightsM).toBe(shared);
  expect(Array.from(read.heightsM)).toEqual(Array.from(wide.heightsM));
  expect(read.header).toMatchObject({ ...SMALL_GRID, columns: 520, rows: 300, synthetic: false });
});

test("without an import the demonstration counts, and says that it is one", async () => {
  const terrain = await readTerrain(filesOf(new Map()));
  expect(terrain.header).toMatchObject({ synthetic: true, cellSizeM: 30, crs: "EPSG:32648" });
  expect(terrain.header.sources[0]?.source).toMatch(/sinh tự động/);

  const header = JSON.parse(await readFile(resolve(DATASET, "terrain.json"), "utf8"));
  const bytes = await readFile(resolve(DATASET, "terrain.i16"));
  const heights = new Int16Array(bytes.length / 2);
  for (let i = 0; i < heights.length; i++) heights[i] = bytes.readInt16LE(i * 2);
  const grid = makeTerrainGrid(header as TerrainHeader, heights);
  let [sum, count] = [0, 0];
  for (let lon = 106.6; lon < 107.1; lon += 0.0037)
    for (let lat = 21.7; lat < 22.05; lat += 0.0041) {
      const difference = elevationAtLonLat(terrain, lon, lat)! - grid.elevationM(lon, lat)!;
      sum += difference ** 2;
      count += 1;
    }
  // Cells of 30 m between nodes of 90 m, in whole metres.
  expect(Math.sqrt(sum / count)).toBeLessThan(2);
});

test("a damaged import is a sentence, never the demonstration in its place", async () => {
  const whole = stored(wide);
  const folder = [...whole.keys()][1]?.split("/")[0] as string;
  const without = (path: string) => new Map([...whole].filter(([name]) => name !== path));
  const cases: [Map<string, string | Uint8Array>, RegExp][] = [
    [without(`${folder}/1-2.i16`), /thiếu tệp [0-9a-f]{12}\/1-2\.i16/],
    [new Map(whole).set(`${folder}/0-0.i16`, new Uint8Array(4)), /got 4 bytes, expected 131072/],
    [new Map(whole).set(`${folder}/0-0.i16`, new Uint8Array(131_072)), /sha256 nhận được/],
    [new Map(whole).set("terrain.json", "{"), /không phải JSON/],
    [new Map(whole).set("terrain.json", "{}"), /không đúng cấu trúc/],
  ];
  for (const [files, reason] of cases) {
    const reading = readTerrain(filesOf(files));
    await expect(reading).rejects.toThrow(reason);
    await expect(reading).rejects.toThrow("npm run -s terrain");
  }
});

test("an import that ends while the one before is read makes the reader begin again", async () => {
  const files = filesOf(stored(wide));
  const next = filesOf(stored(terrainOf((column) => column)));
  let reads = 0;
  const changing: TerrainFiles = {
    ...files,
    text: (folder, path) => (reads++ === 0 ? files : next).text(folder, path),
    bytes: (folder, path) => next.bytes(folder, path),
  };
  expect((await readTerrain(changing)).header.columns).toBe(20);
});
