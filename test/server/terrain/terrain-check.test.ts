import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";
import { gridCovering } from "../../../geodata/radio/terrain/metric-grid.ts";
import { readLittleEndian } from "../../../geodata/radio/terrain/terrain-bytes.ts";
import {
  districtBox,
  districtHeights,
  districtOutlines,
} from "../../../server/commands/terrain/district.ts";
import { readSpotHeights } from "../../../server/commands/terrain/spot-heights.ts";
import { checkTerrain } from "../../../server/commands/terrain/terrain-check.ts";
import { makeTerrain } from "../../../server/terrain/make-terrain.ts";
import { DATASET_DIR } from "../../../server/terrain/terrain-reader.ts";
import { gdal, writeRaster } from "./gdal-raster.ts";

// The shipped ground with what goes wrong with height files: each fault is recognised, named, and
// stops the import; ground as it should be raises nothing.

const folder = mkdtempSync(join(tmpdir(), "terrain-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const outlines = districtOutlines(DATASET_DIR);
const spots = readSpotHeights(DATASET_DIR);
const grid = gridCovering(districtBox(outlines), 90);
const header = JSON.parse(readFileSync(join(DATASET_DIR, "terrain.json"), "utf8")) as TerrainHeader;
const shipped = readLittleEndian(readFileSync(join(DATASET_DIR, "terrain.i16")));
const { columns, rows, originLon, originLat, cellSizeDeg, voidValue } = header;

type Height = (heightM: number, column: number, row: number) => number;

/** Writes the shipped ground as a GeoTIFF, its heights changed, its grid moved by degrees. */
function writeGround(
  name: string,
  change: Height = (heightM) => heightM,
  { eastDeg = 0, northDeg = 0, from = (column: number, row: number) => [column, row] } = {},
  ...translate: string[]
): string {
  writeRaster(folder, name, {
    columns,
    rows,
    west: originLon - cellSizeDeg / 2 + eastDeg,
    north: originLat + cellSizeDeg / 2 + northDeg,
    stepDeg: cellSizeDeg,
    value: (column, row) => {
      const [x = 0, y = 0] = from(column, row);
      const heightM = shipped[y * columns + x]!;
      return heightM === voidValue ? Number.NaN : change(heightM, x, y);
    },
  });
  gdal(folder, "gdal_translate", "-a_nodata", "nan", ...translate, `${name}.bin`, `${name}.tif`);
  return join(folder, `${name}.tif`);
}

async function checked(path: string) {
  const { terrain, clues } = await makeTerrain([path], grid, {});
  return checkTerrain(terrain, districtHeights(terrain, outlines), spots, clues);
}

let ground: string;
beforeAll(() => {
  ground = writeGround("ground");
});

test("the ground as it is: figures, and nothing to doubt", async () => {
  const { check, doubts } = await checked(ground);
  expect(doubts).toEqual([]);
  expect(check.minM).toBeGreaterThanOrEqual(0);
  expect(check.medianM).toBeGreaterThan(250);
  expect(check.medianM).toBeLessThan(450);
  expect(check.maxM).toBeGreaterThan(1300);
  expect(check.districtCells).toBe(76_379);
  expect(check.districtKnown).toBe(76_379);
  expect(check.spots.count).toBeGreaterThan(290);
  expect(Math.abs(check.spots.medianDifferenceM ?? 99)).toBeLessThan(2);
  expect(check.spots.spreadM).toBeLessThan(8);
  expect(check.spots.correlation).toBeGreaterThan(0.99);
});

const HARMLESS: [name: string, change: Height][] = [
  ["canopy", (heightM) => heightM + 8],
  ["noise", (heightM, column, row) => heightM + 25 * Math.sin(column * 3.1) * Math.cos(row * 2.7)],
];
test.each(HARMLESS)("%s is no reason to doubt", async (name, change) => {
  expect((await checked(writeGround(name, change))).doubts).toEqual([]);
});

const FAULTS: [name: string, sentence: RegExp, change: Height][] = [
  ["feet", /gấp 3,[23]\d lần .*foot.*0\.3048/, (heightM) => heightM / 0.3048],
  ["metres-as-feet", /gấp 0,3\d? lần .*số đã là mét/, (heightM) => heightM * 0.3048],
  ["decimetres", /đề-xi-mét/, (heightM) => heightM * 10],
  ["centimetres", /xăng-ti-mét/, (heightM) => heightM * 100],
  ["kilometres", /Nơi cao nhất chỉ|ki-lô-mét/, (heightM) => heightM / 1000],
  ["ellipsoid", /lệch đều .*elipxoit.*25 m.*EPSG:4979/, (heightM) => heightM - 25],
  ["another-datum", /lệch đều/, (heightM) => heightM + 40],
  ["depths", /ngược dấu/, (heightM) => 400 - heightM],
  ["too-high", /cao hơn mọi độ cao đã biết/, (_, column) => 3000 + column],
  [
    "zeros",
    /ô 90 m trong huyện cao đúng 0 m.*-a_nodata 0/,
    (heightM, column, row) => (Math.hypot(column - columns / 2, row - rows / 2) < 40 ? 0 : heightM),
  ],
];
test.each(FAULTS)("%s: recognised, and nothing is stored", async (name, sentence, change) => {
  const { doubts } = await checked(writeGround(name, change));
  expect(doubts.filter(({ blocks }) => blocks).map(({ text }) => text)).toContainEqual(
    expect.stringMatching(sentence),
  );
});

const MOVES: [name: string, sentence: RegExp, move: Parameters<typeof writeGround>[2]][] = [
  ["north-south", /lật nam–bắc/, { from: (column, row) => [column, rows - 1 - row] }],
  ["east-west", /lật đông–tây/, { from: (column, row) => [columns - 1 - column, row] }],
  ["half-turn", /xoay 180°/, { from: (column, row) => [columns - 1 - column, rows - 1 - row] }],
  // What VN-2000 taken for WGS 84 does here.
  ["vn2000", /lệch chỗ khoảng 2\d\d m .*VN-2000/, { eastDeg: -0.0018, northDeg: 0.001 }],
  ["a-kilometre", /lệch chỗ khoảng 1\.1\d\d m/, { northDeg: 0.01 }],
];
test.each(MOVES)("a grid turned or moved, %s, is recognised", async (name, sentence, move) => {
  const { doubts } = await checked(writeGround(name, undefined, move));
  expect(doubts).toEqual([{ blocks: true, text: expect.stringMatching(sentence) }]);
});

test("pictures and derivatives of the ground are no heights", async () => {
  const derive = async (kind: string, out: string, ...more: string[]) => {
    gdal(folder, "gdaldem", kind, "-compute_edges", "-s", "111120", "ground.tif", `${out}.tif`);
    gdal(folder, "gdal_translate", ...more, `${out}.tif`, `${out}-2.tif`);
    const { doubts } = await checked(join(folder, `${out}-2.tif`));
    return doubts;
  };
  const eightBit = { blocks: true, text: expect.stringMatching(/8 bit .*đổ bóng/) };
  const tooLow = { blocks: true, text: expect.stringMatching(/thấp hơn một nửa .*độ dốc/) };
  expect(await derive("hillshade", "shade")).toContainEqual(eightBit);
  expect(await derive("hillshade", "shade16", "-ot", "Int16")).toContainEqual(tooLow);
  expect(await derive("slope", "slope")).toContainEqual(tooLow);
  // Where the ground is flat its ruggedness is 0, which looks like a filled void.
  const filled = { blocks: true, text: expect.stringMatching(/cao đúng 0 m.*chỗ trống bị điền/) };
  expect(await derive("TRI", "tri")).toContainEqual(filled);
  // Directions reach the heights of the district: unlike them, but of no fault that has a name.
  const aspect = await derive("aspect", "aspect");
  expect(aspect).toContainEqual({ blocks: false, text: expect.stringMatching(/không giống/) });
});
