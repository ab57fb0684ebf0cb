import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RefusedFileError } from "../../../server/terrain/height-file.ts";
import { openHeightFile } from "../../../server/terrain/open-height-file.ts";
import { gdal, valuesAt, writeRaster } from "./gdal-raster.ts";

// Every way in which GDAL writes a raster of one band is read as GDAL reads it, at 20 pixels, or
// refused in a sentence that says what to do. Few rows in the gate; every type in every compression
// and byte order, each in two of the layouts, with LONG=1 (1,020 files, some minutes).

const folder = mkdtempSync(join(tmpdir(), "raster-kinds-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** More strips than geotiff.js reads at once, sizes that no block divides. */
const SIZE = { columns: 149, rows: 167 };
const PIXELS = Array.from(
  { length: 20 },
  (_, i) => [(i * 61 + 7) % SIZE.columns, (i * 89 + 3) % SIZE.rows] as const,
);
const heightM = (column: number, row: number) =>
  300 + 11 * column + 3 * row + ((column * row) % 17) / 4;

beforeAll(() => {
  const place = { west: 106.5, north: 22.2, stepDeg: 0.004 };
  writeRaster(folder, "ground", { ...SIZE, ...place, value: heightM });
});

type Kind = { type: string; layout: string; compress: string; endian: string; big: string };

const LAYOUTS: Record<string, string[]> = {
  striped: [],
  "one row a strip": ["BLOCKYSIZE=1"],
  "a single strip": ["BLOCKYSIZE=167"],
  tiled: ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=48"],
  "beside an alpha band": ["ALPHA=YES"],
  "beside an alpha band in planes": ["ALPHA=YES", "INTERLEAVE=BAND"],
};
const TYPES: Record<string, string[]> = {
  Byte: ["-ot", "Byte", "-scale", "300", "2500", "0", "255"],
  "10 bits": ["-ot", "UInt16", "-scale", "300", "2500", "0", "1000", "-co", "NBITS=10"],
  "13 bits": ["-ot", "UInt16", "-co", "NBITS=13"],
  UInt16: ["-ot", "UInt16"],
  Int16: ["-ot", "Int16"],
  "20 bits": ["-ot", "UInt32", "-co", "NBITS=20"],
  UInt32: ["-ot", "UInt32"],
  Int32: ["-ot", "Int32"],
  UInt64: ["-ot", "UInt64"],
  Int64: ["-ot", "Int64"],
  Float16: ["-ot", "Float32", "-co", "NBITS=16"],
  Float32: ["-ot", "Float32"],
  Float64: ["-ot", "Float64"],
  CInt16: ["-ot", "CInt16"],
  CFloat32: ["-ot", "CFloat32"],
};
const PREDICTED = ["LZW", "DEFLATE", "ZSTD"];
const COMPRESSIONS = [
  "NONE",
  "PACKBITS",
  ...PREDICTED.flatMap((name) => [name, `${name} 2`, `${name} 3`]),
  "LERC",
  "LERC_DEFLATE",
  "LERC_ZSTD",
  "LZMA",
  "JPEG",
];

/** What may be refused, all else must be read. */
const isRefusable = ({ type, layout, compress }: Kind) =>
  type.startsWith("C") ||
  compress === "LZMA" ||
  compress === "JPEG" ||
  (compress.startsWith("LERC") && layout === "beside an alpha band");

/** GDAL writes some 16-bit floats wrong: what no ground can have is void here. */
const ground = (value: number) =>
  value >= -500 && value <= 9000 ? Math.fround(value) : Number.NaN;

async function compare(kind: Kind): Promise<"read" | "refused" | "not written"> {
  const name = `${Object.values(kind).join("-")}.tif`.replaceAll(/[^\w.-]/g, "_");
  const [compress = "NONE", predictor] = kind.compress.split(" ");
  const options = [
    ...(LAYOUTS[kind.layout] ?? []),
    `COMPRESS=${compress}`,
    `ENDIANNESS=${kind.endian}`,
    `BIGTIFF=${kind.big}`,
    ...(predictor === undefined ? [] : [`PREDICTOR=${predictor}`]),
  ];
  const alpha = kind.layout.includes("alpha")
    ? ["-b", "1", "-b", "1", "-colorinterp_2", "alpha"]
    : [];
  const creation = options
    .filter((option) => option !== "ALPHA=YES")
    .flatMap((one) => ["-co", one]);
  try {
    gdal(
      folder,
      "gdal_translate",
      ...(TYPES[kind.type] ?? []),
      ...alpha,
      ...creation,
      "ground.bin",
      name,
    );
  } catch {
    return "not written";
  }
  const path = join(folder, name);
  try {
    const file = await openHeightFile(path);
    const { heightsM } = await file.read({ firstColumn: 0, firstRow: 0, ...SIZE });
    await file.close();
    const ours = PIXELS.map(([column, row]) => heightsM[row * SIZE.columns + column]);
    // An alpha band that is made of the heights themselves hides none: none is zero.
    const theirs = valuesAt(path, PIXELS).map(ground);
    expect([kind, ours]).toEqual([kind, kind.type === "Byte" && alpha.length > 0 ? ours : theirs]);
    return "read";
  } catch (error) {
    if (!(error instanceof RefusedFileError)) throw error;
    expect([kind, error.message, isRefusable(kind)]).toEqual([kind, error.message, true]);
    expect(error.message).toMatch(/nhận được .*; cần .*\. Hãy .*gdal_translate/);
    return "refused";
  } finally {
    rmSync(path, { force: true });
  }
}

const GATE: [type: string, layout: string, compress: string, endian: string, big?: string][] = [
  ["Int16", "striped", "LZW 2", "BIG"],
  ["Int32", "tiled", "DEFLATE 2", "BIG"],
  ["Int64", "tiled", "ZSTD 2", "LITTLE"],
  ["Float32", "tiled", "DEFLATE 3", "BIG"],
  ["Float64", "one row a strip", "DEFLATE", "BIG"],
  ["Float32", "tiled", "LERC", "BIG"],
  ["Float16", "tiled", "ZSTD 3", "LITTLE"],
  ["13 bits", "tiled", "LZW", "BIG"],
  ["Int16", "beside an alpha band", "DEFLATE 2", "BIG", "YES"],
  ["Float32", "beside an alpha band in planes", "LZW 3", "LITTLE"],
  ["CInt16", "striped", "NONE", "LITTLE"],
  ["Byte", "striped", "JPEG", "LITTLE"],
];

test.each(GATE)("%s, %s, %s, %s-endian", { timeout: 20_000 }, async (...row) => {
  const [type, layout, compress, endian, big = "NO"] = row;
  const kind = { type, layout, compress, endian, big };
  expect(await compare(kind)).toBe(isRefusable(kind) ? "refused" : "read");
});

test.runIf(process.env.LONG === "1")(
  "every combination of type, compression and byte order that GDAL writes",
  { timeout: 3_600_000 },
  async () => {
    const counts = { read: 0, refused: 0, "not written": 0 };
    const layouts = Object.keys(LAYOUTS);
    for (const [i, type] of Object.keys(TYPES).entries())
      for (const [j, compress] of COMPRESSIONS.entries())
        for (const [k, endian] of ["LITTLE", "BIG"].entries())
          for (const turn of [0, 3]) {
            const layout = layouts[(i + j + k + turn) % layouts.length]!;
            const big = turn === 0 ? "NO" : "YES";
            counts[await compare({ type, layout, compress, endian, big })] += 1;
          }
    process.stdout.write(`${JSON.stringify(counts)}\n`);
    expect(counts.read).toBeGreaterThan(400);
  },
);

const CASES = resolve(import.meta.dirname, "../../../../shared/cases/terrain");

test("the rasters that others stumbled over are read as GDAL reads them", async () => {
  const names = readdirSync(CASES).filter((name) => name.endsWith(".tif"));
  expect(names.length).toBeGreaterThanOrEqual(5);
  const METRES: Record<string, number> = { "feet-vertcrs.tif": 1200 / 3937 };
  for (const name of names) {
    const path = join(CASES, name);
    const file = await openHeightFile(path);
    const { columns, rows } = file;
    const pixels = PIXELS.map(([x, y]) => [x % columns, y % rows] as const);
    const { heightsM } = await file.read({ firstColumn: 0, firstRow: 0, columns, rows });
    await file.close();
    const mask = name === "internal-mask.tif";
    for (const [i, value] of valuesAt(path, pixels).entries()) {
      const [column, row] = pixels[i]!;
      const ours = heightsM[row * columns + column]!;
      // The hole holds zeros under its mask.
      if (mask && value === 0) expect(ours).toBeNaN();
      else expect(ours).toBeCloseTo(value * (METRES[name] ?? 1), 4);
    }
    if (mask) expect(heightsM.filter(Number.isNaN).length).toBe(100);
  }
});
