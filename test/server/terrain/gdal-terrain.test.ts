import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gridCovering } from "../../../geodata/radio/terrain/metric-grid.ts";
import {
  elevationAtLonLat,
  type MetricTerrain,
} from "../../../geodata/radio/terrain/metric-terrain.ts";
import { sampleLine } from "../../../geodata/radio/terrain/sample-line.ts";
import { toUtm48 } from "../../../geodata/radio/terrain/utm48.ts";
import { makeTerrain } from "../../../server/terrain/make-terrain.ts";
import { HOLE, isInHole, SURFACE_MIN_M, surfaceM, writeHgt } from "./surface.ts";

// Files of another tool: GDAL makes GeoTIFFs of the ground of two .hgt tiles that meet at 107° E,
// with a hole beside it; whatever their form, they must be the same ground.

const folder = mkdtempSync(join(tmpdir(), "gdal-terrain-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const rename = (from: string, to: string) => {
  mkdirSync(join(at(to), ".."), { recursive: true });
  renameSync(at(from), at(to));
};
const run = (program: string, ...args: string[]) =>
  execFileSync(program, ["-q", ...args], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });

/** Pixels of what is cut out of the tiles. */
const AREA_SIZE: [columns: number, rows: number] = [361, 265];
/** Round the site at 107° E, on the edge of the tiles. */
const SITE = { lon: 107, lat: 21.86 };
const grid = gridCovering([106.9, 21.8, 107.1, 21.92], 60);
/** What is cut out of the tiles by GDAL: more than the grid. */
const TE = ["-te", "106.85", "21.75", "107.15", "21.97", "-te_srs", "EPSG:4326"];
/**
 * Metres. Rounding to whole metres in the tiles and in the grid is 0.5 each, between centres 90 m
 * apart the ground bends by 0.4; another grid in between adds the same once more.
 */
const SAME_GRID_M = 1.4;
const OTHER_GRID_M = 2.3;

let hgt: string[];
let reference: MetricTerrain;

beforeAll(async () => {
  hgt = ["N21E106.hgt", "N21E107.hgt"].map((name) => writeHgt(folder, name, { isVoid: isInHole }));
  run("gdalbuildvrt", "ground.vrt", ...hgt);
  // 106.85-107.15 E, 21.75-21.97 N, the pixels of the tiles as they are.
  run(
    "gdal_translate",
    "-srcwin",
    "1020",
    "36",
    ...AREA_SIZE.map(String),
    "ground.vrt",
    "area.tif",
  );
  reference = (await makeTerrain(hgt, grid, {})).terrain;
});

/** Imports files, compares them with the surface everywhere and returns the terrain. */
async function imported(toleranceM: number, ...names: string[]): Promise<MetricTerrain> {
  const { terrain } = await makeTerrain(names.map(at), grid, {});
  const [west, south, east, north] = HOLE;
  // Two pixels of 100 m beside the hole may share in it.
  const near = 0.0025;
  let worstM = 0;
  for (let lon = 106.902; lon < 107.098; lon += 0.0019)
    for (let lat = 21.802; lat < 21.918; lat += 0.0013) {
      const heightM = elevationAtLonLat(terrain, lon, lat);
      const isNearHole =
        lon > west - near && lon < east + near && lat > south - near && lat < north + near;
      if (!isNearHole && heightM === undefined) expect.fail(`${names}: void at ${lon}, ${lat}`);
      if (heightM !== undefined) worstM = Math.max(worstM, Math.abs(heightM - surfaceM(lon, lat)));
    }
  expect([names, worstM < toleranceM, worstM]).toEqual([names, true, worstM]);
  expect(elevationAtLonLat(terrain, (west + east) / 2, (south + north) / 2)).toBeUndefined();
  for (const heightM of terrain.heightsM)
    if (heightM !== -32_768 && heightM < SURFACE_MIN_M) expect.fail(`${names}: ${heightM} m`);
  return terrain;
}

const TRANSLATIONS: [name: string, ...args: string[]][] = [
  ["striped"],
  ["one-row-strips", "-co", "BLOCKYSIZE=1"],
  ["tiled", "-co", "TILED=YES", "-co", "BLOCKXSIZE=64", "-co", "BLOCKYSIZE=64"],
  ["float", "-ot", "Float32"],
  ["float64", "-ot", "Float64", "-a_nodata", "-9999"],
  ["deflate", "-co", "COMPRESS=DEFLATE", "-co", "PREDICTOR=2", "-co", "TILED=YES"],
  ["float-predictor", "-ot", "Float32", "-co", "COMPRESS=DEFLATE", "-co", "PREDICTOR=3"],
  ["lzw", "-co", "COMPRESS=LZW"],
  ["packbits", "-co", "COMPRESS=PACKBITS"],
  ["bigtiff", "-co", "BIGTIFF=YES"],
  ["big-endian", "-co", "ENDIANNESS=BIG"],
  ["point", "-mo", "AREA_OR_POINT=Point"],
];

test.each(TRANSLATIONS)("a GeoTIFF %s is the ground of the .hgt", async (name, ...args) => {
  run("gdal_translate", ...args, "area.tif", `${name}.tif`);
  const terrain = await imported(SAME_GRID_M, `${name}.tif`);
  // The same numbers on the same places: the very same terrain.
  expect(terrain.header.sha256).toBe(reference.header.sha256);
});

const PROJECTIONS: [crs: string, ...args: string[]][] = [
  ["EPSG:32648", "-tr", "90", "90"],
  ["EPSG:32649", "-tr", "90", "90"],
  ["EPSG:3405", "-tr", "90", "90"],
  ["EPSG:9215", "-tr", "90", "90"],
  ["EPSG:9213", "-tr", "90", "90"],
  ["EPSG:4756", "-tr", "0.0008", "0.0008"],
  ["EPSG:3857", "-tr", "95", "95"],
  ["EPSG:4545", "-tr", "90", "90"],
  [
    "+proj=lcc +lat_0=21 +lon_0=106 +lat_1=20 +lat_2=23 +x_0=1000 +y_0=2000 +datum=WGS84",
    "-tr",
    "90",
    "90",
  ],
  [
    "+proj=aea +lat_0=21 +lon_0=106 +lat_1=20 +lat_2=23 +x_0=0 +y_0=0 +datum=WGS84",
    "-tr",
    "90",
    "90",
  ],
  ["+proj=laea +lat_0=21 +lon_0=106 +x_0=0 +y_0=0 +datum=WGS84", "-tr", "90", "90"],
  [
    "+proj=tmerc +lat_0=0 +lon_0=107 +k=0.9999 +x_0=500000 +y_0=0 +ellps=krass +towgs84=-17.5,-110,-84.4",
    "-tr",
    "90",
    "90",
  ],
];

test.each(PROJECTIONS)("gdalwarp -t_srs %s gives the ground of the .hgt", async (crs, ...args) => {
  run(
    "gdalwarp",
    "-overwrite",
    "-r",
    "bilinear",
    "-t_srs",
    crs,
    ...TE,
    ...args,
    "-ot",
    "Float32",
    "-dstnodata",
    "-32768",
    "ground.vrt",
    "warped.tif",
  );
  await imported(OTHER_GRID_M, "warped.tif");
});

test("NaN is a void, and so is every number that no ground has", async () => {
  run("gdalwarp", "-overwrite", "-ot", "Float32", "-dstnodata", "nan", "area.tif", "nan.tif");
  await imported(SAME_GRID_M, "nan.tif");
  // Without the tag the voids are plain numbers.
  run("gdal_translate", "-a_nodata", "none", "area.tif", "untagged.tif");
  await imported(SAME_GRID_M, "untagged.tif");
  const { files } = await makeTerrain([at("untagged.tif")], grid, {});
  expect(files[0]?.impossible).toBeGreaterThan(300);
  expect(files[0]?.voids).toBe(0);
});

test("scaled samples are metres after SCALE and OFFSET", async () => {
  run(
    "gdal_translate",
    "-ot",
    "Float32",
    "-scale",
    "0",
    "1000",
    "-50",
    "50",
    "-a_scale",
    "10",
    "-a_offset",
    "500",
    "-a_nodata",
    "none",
    "area.tif",
    "scaled.tif",
  );
  const { terrain } = await makeTerrain([at("scaled.tif")], grid, {});
  expect(elevationAtLonLat(terrain, 107.05, 21.87)).toBeCloseTo(surfaceM(107.05, 21.87), -1);
});

test("blocks that a sparse file leaves out are void, with the tag and without it", async () => {
  writeHgt(folder, "N21E106.half.hgt", { isVoid: (_, lat) => lat < 21.86 });
  const sparse = ["-co", "TILED=YES", "-co", "BLOCKXSIZE=16", "-co", "BLOCKYSIZE=16"];
  sparse.push("-co", "SPARSE_OK=TRUE");
  rename("N21E106.half.hgt", "half/N21E106.hgt");
  run("gdalwarp", ...sparse, "-dstnodata", "0", "half/N21E106.hgt", "sparse.tif");
  // Blocks of nothing but zeros are left out of this one too.
  run("gdal_translate", ...sparse, "-a_nodata", "none", "sparse.tif", "sparse-untagged.tif");
  for (const name of ["sparse.tif", "sparse-untagged.tif"]) {
    const { terrain } = await makeTerrain([at(name)], grid, {});
    expect(elevationAtLonLat(terrain, 106.95, 21.81)).toBeUndefined();
    expect(elevationAtLonLat(terrain, 106.95, 21.9)).toBeCloseTo(surfaceM(106.95, 21.9), -1);
  }
});

test("halves that meet at the site are one ground, whole or projected", async () => {
  const split = (name: string, [columns, rows]: [number, number], column: number) => {
    run("gdal_translate", "-srcwin", "0", "0", `${column}`, `${rows}`, name, `west-${name}`);
    run(
      "gdal_translate",
      "-srcwin",
      `${column}`,
      "0",
      `${columns - column}`,
      `${rows}`,
      name,
      `east-${name}`,
    );
    return [`east-${name}`, `west-${name}`];
  };
  // The edge of the pieces goes through 107° E: no centre of a pixel lies on both of them.
  const geographic = split("area.tif", AREA_SIZE, 180);
  const joined = await imported(SAME_GRID_M, ...geographic);
  expect(joined.header.sha256).toBe(reference.header.sha256);
  // Metres: pixels of 60 m that lie between those of the grid, some beyond it on every side.
  const west = grid.originEastingM - 300;
  const north = grid.originNorthingM + 300;
  const size: [number, number] = [grid.columns + 10, grid.rows + 10];
  const box = [west, north - size[1] * 60, west + size[0] * 60, north].map(String);
  const utm = ["-r", "bilinear", "-t_srs", "EPSG:32648", "-tr", "60", "60", "-te", ...box];
  run("gdalwarp", ...utm, "-ot", "Float32", "-dstnodata", "-32768", "ground.vrt", "utm.tif");
  const site = Math.round((toUtm48(SITE.lon, SITE.lat).eastingM - west) / 60);
  await imported(OTHER_GRID_M, ...split("utm.tif", size, site));
});

test("a path over the site has the heights of the .hgt in every form", async () => {
  const out = new Float64Array(400);
  const expected = new Float64Array(400);
  const [from, to] = [toUtm48(SITE.lon, SITE.lat), toUtm48(106.905, 21.805)];
  expect(sampleLine(reference, from, to, expected)).toBe(true);
  for (const [names, toleranceM] of [
    [["area.tif"], 0],
    [["east-area.tif", "west-area.tif"], 0],
    [["east-utm.tif", "west-utm.tif"], 1.5],
  ] as const) {
    const { terrain } = await makeTerrain(names.map(at), grid, {});
    expect(sampleLine(terrain, from, to, out)).toBe(true);
    for (const [i, heightM] of out.entries())
      expect(Math.abs(heightM - expected[i]!)).toBeLessThanOrEqual(toleranceM + 1e-9);
  }
  const intoHole = toUtm48((HOLE[0] + HOLE[2]) / 2, (HOLE[1] + HOLE[3]) / 2);
  expect(sampleLine(reference, from, intoHole, out)).toBe(false);
});

test("ground that comes in the working grid is taken over as it is", async () => {
  const { cellSizeM: cell, columns, rows, originEastingM, originNorthingM } = grid;
  const [west, north] = [originEastingM - cell / 2, originNorthingM + cell / 2];
  const box = [west, north - rows * cell, west + columns * cell, north].map(String);
  run(
    "gdalwarp",
    "-overwrite",
    "-r",
    "bilinear",
    "-t_srs",
    "EPSG:32648",
    "-tr",
    "60",
    "60",
    "-te",
    ...box,
    "-ot",
    "Int16",
    "ground.vrt",
    "working.tif",
  );
  const { terrain } = await makeTerrain([at("working.tif")], grid, {});
  run("gdal_translate", "-of", "ENVI", "working.tif", "working.bin");
  const bytes = readFileSync(at("working.bin"));
  const heights = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  expect(
    Buffer.from(terrain.heightsM.buffer).equals(
      Buffer.from(heights.buffer, heights.byteOffset, heights.byteLength),
    ),
  ).toBe(true);
});

test("what would have to be guessed is refused, or told by --crs", async () => {
  run("gdal_translate", "-of", "VRT", "area.tif", "nowhere.vrt");
  const text = readFileSync(at("nowhere.vrt"), "utf8");
  writeFileSync(at("nowhere.vrt"), text.replace(/<SRS[\s\S]*<\/SRS>/, ""));
  run("gdal_translate", "nowhere.vrt", "nowhere.tif");
  run("gdal_translate", "-a_srs", "EPSG:2154", "area.tif", "unknown.tif");
  run("gdal_translate", "-b", "1", "-b", "1", "area.tif", "bands.tif");
  run("gdal_translate", "-a_srs", "EPSG:4979", "area.tif", "ellipsoid.tif");
  run("gdal_translate", "-co", "COMPRESS=NONE", "area.tif", "cut.tif");
  truncateSync(at("cut.tif"), 60_000);
  run("gdal_translate", "-co", "PROFILE=BASELINE", "area.tif", "plain.tif");
  for (const [name, sentence] of [
    ["nowhere.tif", /hệ tọa độ không ghi hệ tọa độ; cần .*--crs/],
    ["unknown.tif", /hệ tọa độ EPSG:2154; cần .*gdalwarp/],
    ["bands.tif", /2 kênh; cần một kênh/],
    ["cut.tif", /60000 byte; cần ít nhất \d+ byte.*cắt ngắn/],
  ] as const)
    await expect(makeTerrain([at(name)], grid, {})).rejects.toThrow(sentence);
  await expect(makeTerrain([at("plain.tif")], grid, {})).rejects.toThrow(/plain\.tif: nhận được/);
  const told = { assumed: { name: "EPSG:4326", crs: "EPSG:4326" } };
  const { terrain } = await makeTerrain([at("nowhere.tif")], grid, told);
  expect(terrain.header.sources[0]?.crs).toBe("EPSG:4326");
  expect(elevationAtLonLat(terrain, 107.05, 21.87)).toBeCloseTo(surfaceM(107.05, 21.87), -1);
});
