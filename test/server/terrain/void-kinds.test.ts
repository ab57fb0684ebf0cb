import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openHeightFile } from "../../../server/terrain/open-height-file.ts";
import { voidTest } from "../../../server/terrain/void-samples.ts";
import { gdal, writeRaster } from "./gdal-raster.ts";
import { writeHgt } from "./surface.ts";

// Whatever way a file has of saying that it does not know the ground: it is void, never sea level.

const folder = mkdtempSync(join(tmpdir(), "void-kinds-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const run = (program: string, ...args: string[]) => gdal(folder, program, ...args);

const SIZE = { columns: 90, rows: 70 };
const isHole = (column: number, row: number) =>
  column >= 20 && column < 45 && row >= 30 && row < 52;
const HOLE_PIXELS = 25 * 22;
const heightM = (column: number, row: number) => 400 + 5 * column + row;

beforeAll(() => {
  const place = { ...SIZE, west: 106.5, north: 22.2, stepDeg: 0.005 };
  const holed = (hole: number) => (column: number, row: number) =>
    isHole(column, row) ? hole : heightM(column, row);
  writeRaster(folder, "zeros", { ...place, value: holed(0) });
  writeRaster(folder, "nan", { ...place, value: holed(Number.NaN) });
  writeRaster(folder, "known", {
    ...place,
    value: (column, row) => (isHole(column, row) ? 0 : 255),
  });
  // Heights, and over them the hole as an alpha band, a mask inside or a mask beside.
  run("gdalbuildvrt", "-separate", "alpha.vrt", "zeros.bin", "known.bin");
});

async function expectHole(name: string): Promise<void> {
  const file = await openHeightFile(at(name));
  const read = await file.read({ firstColumn: 0, firstRow: 0, ...SIZE });
  await file.close();
  expect([name, read.voids + read.impossible]).toEqual([name, HOLE_PIXELS]);
  for (const [column, row] of [
    [44, 51],
    [45, 51],
    [20, 30],
    [19, 30],
    [89, 69],
    [0, 0],
  ] as const) {
    const got = read.heightsM[row * SIZE.columns + column]!;
    expect(got).toBe(isHole(column, row) ? Number.NaN : heightM(column, row));
  }
}

const MASK_KINDS: [kind: string, config: string, ...creation: string[]][] = [
  ["inside, striped", "YES", "-co", "COMPRESS=DEFLATE"],
  [
    "inside, tiled, big-endian",
    "YES",
    "-co",
    "TILED=YES",
    "-co",
    "BLOCKXSIZE=32",
    "-co",
    "BLOCKYSIZE=32",
    "-co",
    "ENDIANNESS=BIG",
  ],
  ["beside", "NO"],
];

test.each(MASK_KINDS)("a mask %s makes its pixels void", async (kind, inside, ...creation) => {
  const name = `mask-${kind.replaceAll(/\W+/g, "-")}.tif`;
  const config = ["--config", "GDAL_TIFF_INTERNAL_MASK", inside];
  run("gdal_translate", ...config, "-b", "1", "-mask", "2", ...creation, "alpha.vrt", name);
  await expectHole(name);
});

test("an alpha band is a mask, interleaved or in planes", async () => {
  for (const interleave of ["PIXEL", "BAND"]) {
    const name = `alpha-${interleave}.tif`;
    const options = ["-colorinterp_2", "alpha", "-co", `INTERLEAVE=${interleave}`];
    run("gdal_translate", ...options, "alpha.vrt", name);
    await expectHole(name);
  }
  run("gdal_translate", "-colorinterp_2", "undefined", "alpha.vrt", "two.tif");
  await expect(openHeightFile(at("two.tif"))).rejects.toThrow(/2 kênh; cần một kênh/);
});

test("what LERC leaves out is void", async () => {
  for (const compress of ["LERC", "LERC_DEFLATE", "LERC_ZSTD"]) {
    run("gdal_translate", "-co", `COMPRESS=${compress}`, "nan.bin", `${compress}.tif`);
    await expectHole(`${compress}.tif`);
  }
});

test("a void value may stand in the file beside, and is not taken for a height", async () => {
  run("gdal_translate", "-a_nodata", "none", "zeros.bin", "beside.tif");
  writeFileSync(
    at("beside.tif.aux.xml"),
    '<PAMDataset><PAMRasterBand band="1"><NoDataValue le_hex_equiv="0000000000000000">0</NoDataValue></PAMRasterBand></PAMDataset>',
  );
  await expectHole("beside.tif");
});

test("an .hgt has its voids, those of the mask beside it and those of the file beside it", async () => {
  const path = writeHgt(folder, "N21E106.hgt", { heightM: (lon) => (lon < 106.5 ? 700 : 300) });
  copyFileSync(at("mask-beside.tif.msk"), at("N21E106.hgt.msk"));
  const file = await openHeightFile(path);
  const window = { firstColumn: 0, firstRow: 0, columns: 1201, rows: 10 };
  await expect(file.read(window)).rejects.toThrow(
    /hgt\.msk: nhận được mặt nạ 90 × 70; cần 1201 × 1201/,
  );
  rmSync(at("N21E106.hgt.msk"));
  writeFileSync(
    at("N21E106.hgt.aux.xml"),
    '<PAMDataset><PAMRasterBand band="1"><NoDataValue>700</NoDataValue></PAMRasterBand></PAMDataset>',
  );
  const { voids } = await (await openHeightFile(path)).read(window);
  expect(voids).toBe(6000);
});

test("a position beside the file would be guessed at: refused", async () => {
  run("gdal_translate", "zeros.bin", "placed.tif");
  writeFileSync(
    at("placed.tif.aux.xml"),
    "<PAMDataset><GeoTransform>1,2,3,4,5,6</GeoTransform></PAMDataset>",
  );
  await expect(openHeightFile(at("placed.tif"))).rejects.toThrow(
    /placed\.tif\.aux\.xml: .*gdal_translate/,
  );
});

test.each([
  ["-9999", -9999, true],
  ["-9999.0 ", -9999, true],
  ["-9999\0", -9999, true],
  ["  -32768", -32_768, true],
  ["-3.4028234663852886e+38", -3.4028234663852886e38, true],
  ["-3.4028235e+38", Math.fround(-3.4028235e38), true],
  ["0", 0, true],
  ["0,5", 0.5, true],
  ["-1.5", Math.fround(-1.5), true],
  ["0.1", Math.fround(0.1), true],
  ["nan", Number.NaN, true],
  ["-nan", Number.NaN, true],
  ["-1.#IND", Number.NaN, true],
  ["1.#QNAN0", Number.NaN, true],
  ["inf", Infinity, true],
  ["-Infinity", -Infinity, true],
  ["-1.#INF00", -Infinity, true],
  ["55537", -9999, false],
  ["", 0, false],
])("the void value %j hides %d: %s", (text, sample, hidden) => {
  const isVoid = voidTest("a.tif", [text], true);
  expect(isVoid(sample)).toBe(hidden);
  expect(isVoid(612)).toBe(false);
  expect(isVoid(Number.NaN)).toBe(true);
});

test("a void value that is no number is refused: it would let the voids through", () => {
  for (const text of ["none", "-9999 -32768", "1e", "N/A"])
    expect(() => voidTest("a.tif", [text], false)).toThrow(/a\.tif: nhận được giá trị trống/);
});

test("of several rasters in a file none is picked; pages without an end are refused", async () => {
  run("gdal_translate", "zeros.bin", "pages.tif");
  run("gdal_translate", "-co", "APPEND_SUBDATASET=YES", "nan.bin", "pages.tif");
  await expect(openHeightFile(at("pages.tif"))).rejects.toThrow(/2 trang ảnh; cần một trang/);
  // Overviews are the same ground, smaller.
  run("gdal_translate", "-co", "COMPRESS=DEFLATE", "-a_nodata", "0", "zeros.bin", "overviews.tif");
  run("gdaladdo", "overviews.tif", "2", "4");
  await expectHole("overviews.tif");
  // The last directory of a classic TIFF ends with the place of the next: here the first again.
  run("gdal_translate", "zeros.bin", "circle.tif");
  const bytes = readFileSync(at("circle.tif"));
  const first = bytes.readUInt32LE(4);
  bytes.writeUInt32LE(first, first + 2 + 12 * bytes.readUInt16LE(first));
  writeFileSync(at("circle.tif"), bytes);
  await expect(openHeightFile(at("circle.tif"))).rejects.toThrow(
    /circle\.tif: nhận được tệp không đọc được/,
  );
});

test("a whole file is never called cut short, a cut one always is", async () => {
  run(
    "gdal_translate",
    "-co",
    "ENDIANNESS=BIG",
    "-co",
    "BLOCKYSIZE=1",
    "-co",
    "COMPRESS=DEFLATE",
    "zeros.bin",
    "whole.tif",
  );
  const file = await openHeightFile(at("whole.tif"));
  await file.close();
  const bytes = readFileSync(at("whole.tif"));
  for (const part of [0.5, 0.9, 0.999]) {
    writeFileSync(at("cut.tif"), bytes.subarray(0, Math.floor(bytes.length * part)));
    await expect(openHeightFile(at("cut.tif"))).rejects.toThrow(/cắt ngắn|không đọc được/);
  }
});
