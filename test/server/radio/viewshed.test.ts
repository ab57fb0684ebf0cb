import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makePolarGrid } from "../../../geodata/radio/sweep/polar-grid.ts";
import { makePolarSweep } from "../../../geodata/radio/sweep/polar-sweep.ts";
import { sweepRays } from "../../../geodata/radio/sweep/sweep-rays.ts";
import type { MetricTerrain } from "../../../geodata/radio/terrain/metric-terrain.ts";
import { scaleFactorAt, toUtm48 } from "../../../geodata/radio/terrain/utm48.ts";
import { DATASET_DIR, loadTerrain } from "../../../server/terrain/terrain-reader.ts";
import { seededRandom } from "../../geodata/radio/made-terrain.ts";
import { type Cell, gdalPicture, type Picture, writeGeoTiff } from "./gdal-viewshed.ts";
import { isDecidedBeside, isInSight, RADIUS_KM } from "./line-of-sight.ts";

// gdal_viewshed does not draw a path to each pixel. It walks outwards and gives every pixel a
// horizon between those of two neighbours nearer to the observer (Wang, Robinson and White 2000), so
// that the horizons of neighbouring rays run into each other. Where sight begins or ends it may
// therefore differ by the pixel that the neighbour is away. Those pixels are counted and printed.

const RANGE_M = 10_000;
const MAST_M = 30;
const RECEIVER_M = 1.5;
/**
 * Beside a ridge that hides 98 of 100 pixels: every disagreement lies beside an edge in the pictures.
 */
const BEHIND_A_RIDGE = "cot-072";
/**
 * Others, every fortieth of the dataset. Here a far patch of a few pixels, seen through a gap, may be
 * in one picture and not in the other: then its edge is that of the gap.
 */
const IS_LONG = process.env.LONG === "1";
const OTHERS = IS_LONG ? ["cot-004", "cot-044", "cot-084"] : ["cot-044"];
/** How far gdal_viewshed's horizon of a gap runs into the rays beside it, pixels: measured. */
const GAP_CELLS = 3;

const folder = mkdtempSync(join(tmpdir(), "viewshed-"));
const plainFolder = mkdtempSync(join(folder, "plain-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let terrain: MetricTerrain;
let geotiff: string;
let masts: { id: string; lon: number; lat: number }[];
beforeAll(async () => {
  terrain = await loadTerrain(join(folder, "none"));
  geotiff = writeGeoTiff(folder, terrain);
  masts = JSON.parse(readFileSync(join(DATASET_DIR, "masts.json"), "utf8"));
});

/** The cell under a mast: gdal_viewshed stands on centres of pixels. */
function cellOf(mastId: string): Cell {
  const mast = masts.find(({ id }) => id === mastId);
  if (!mast) throw new Error(`The dataset has no mast ${mastId}`);
  const { eastingM, northingM } = toUtm48(mast.lon, mast.lat);
  const { originEastingM, originNorthingM, cellSizeM } = terrain.header;
  return {
    column: Math.round((eastingM - originEastingM) / cellSizeM),
    row: Math.round((originNorthingM - northingM) / cellSizeM),
  };
}

/** The pixels within the range, the mast's own left out. */
function cellsAround(mast: Cell): Cell[] {
  const { columns, rows, cellSizeM } = terrain.header;
  // The outermost ring belongs to the one picture or the other by rounding.
  const reach = RANGE_M / cellSizeM - 1;
  const cells: Cell[] = [];
  for (let row = Math.ceil(mast.row - reach); row <= mast.row + reach; row++)
    for (let column = Math.ceil(mast.column - reach); column <= mast.column + reach; column++) {
      const distance = Math.hypot(column - mast.column, row - mast.row);
      if (distance === 0 || distance > reach) continue;
      if (column >= 0 && row >= 0 && column < columns && row < rows) cells.push({ column, row });
    }
  return cells;
}

/** A path drawn to a pixel when it is asked about, once; undefined for those left out. */
function drawnPicture(mast: Cell, cells: readonly Cell[]): Picture {
  const { columns } = terrain.header;
  const seen = new Map<number, boolean | undefined>();
  const wanted = new Set(cells.map((cell) => cell.row * columns + cell.column));
  return (column, row) => {
    const key = row * columns + column;
    if (!wanted.has(key)) return undefined;
    if (!seen.has(key))
      seen.set(key, isInSight(terrain, mast, { column, row }, MAST_M, RECEIVER_M));
    return seen.get(key);
  };
}

/** A sweep, at each pixel its nearest place: less than 35 m away, 15 along the ray, 30 beside it. */
function sweptPicture(mast: Cell): Picture {
  const { originEastingM, originNorthingM, cellSizeM, columns } = terrain.header;
  const at = {
    eastingM: originEastingM + mast.column * cellSizeM,
    northingM: originNorthingM - mast.row * cellSizeM,
  };
  const grid = makePolarGrid(RANGE_M, 30);
  const sweep = makePolarSweep({
    grid,
    txHeightAmslM: terrain.heightsM[mast.row * columns + mast.column]! + MAST_M,
    rxHeightAglM: RECEIVER_M,
    radiusKm: RADIUS_KM,
    lowestFrequencyGHz: 0.45,
  });
  sweepRays(terrain, at, sweep);
  const metres = cellSizeM / scaleFactorAt(at.eastingM);
  return (column, row) => {
    const east = (column - mast.column) * metres;
    const north = (mast.row - row) * metres;
    const step = Math.max(1, Math.round(Math.hypot(east, north) / grid.stepM));
    if (step > grid.steps) return undefined;
    const turns = Math.atan2(east, north) / (2 * Math.PI);
    const ray = (Math.round(turns * grid.rays) + grid.rays) % grid.rays;
    const nu = sweep.nuAt1GHz[ray * grid.steps + step - 1]!;
    return Number.isNaN(nu) ? undefined : nu <= 0;
  };
}

/** The eight pixels beside one. */
const AROUND = [-1, 0, 1]
  .flatMap((east) => [-1, 0, 1].map((south) => [east, south] as const))
  .filter(([east, south]) => east !== 0 || south !== 0);

/** Whether sight begins or ends between a pixel and one of the eight beside it. */
function isBesideEdge(picture: Picture, { column, row }: Cell): boolean {
  const here = picture(column, row);
  return AROUND.some(([east, south]) => {
    const there = picture(column + east, row + south);
    return there !== undefined && there !== here;
  });
}

interface Agreement {
  bothSee: number;
  neitherSees: number;
  onlyOurs: number;
  onlyGdal: number;
  notComputed: number;
  /** Disagreements farther than a pixel from any edge in both pictures. */
  inside: Cell[];
}

function compare(cells: readonly Cell[], ours: Picture, gdal: Picture): Agreement {
  const result: Agreement = {
    bothSee: 0,
    neitherSees: 0,
    onlyOurs: 0,
    onlyGdal: 0,
    notComputed: 0,
    inside: [],
  };
  for (const cell of cells) {
    const [we, they] = [ours(cell.column, cell.row), gdal(cell.column, cell.row)];
    if (they === undefined) throw new Error(`gdal_viewshed left out ${JSON.stringify(cell)}`);
    if (we === undefined) result.notComputed += 1;
    else if (we === they) result[we ? "bothSee" : "neitherSees"] += 1;
    else {
      result[we ? "onlyOurs" : "onlyGdal"] += 1;
      if (!isBesideEdge(ours, cell) && !isBesideEdge(gdal, cell)) result.inside.push(cell);
    }
  }
  return result;
}

function print(what: string, { inside, ...counts }: Agreement): void {
  const words = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  console.log(`${what}: ${words.join(", ")}, off an edge ${inside.length}`);
}

test("a mast behind a ridge is seen where gdal_viewshed sees it, path by path and by sweep", () => {
  const mast = cellOf(BEHIND_A_RIDGE);
  const cells = cellsAround(mast);
  const gdal = gdalPicture(geotiff, terrain, mast, MAST_M, RECEIVER_M, RANGE_M);
  for (const [how, ours] of [
    ["paths", drawnPicture(mast, cells)],
    ["sweep", sweptPicture(mast)],
  ] as const) {
    const result = compare(cells, ours, gdal);
    print(`${BEHIND_A_RIDGE}, ${how}`, result);
    expect(result.inside.slice(0, 5)).toEqual([]);
    expect(result.notComputed).toBe(0);
    // Both kinds of places are many: 1 % of either would not hide among edges.
    expect(result.bothSee).toBeGreaterThan(3000);
    expect(result.neitherSees).toBeGreaterThan(300_000);
    expect(result.onlyOurs + result.onlyGdal).toBeLessThan(0.002 * cells.length);
  }
});

/** Pixels from which gdal_viewshed looks back, a run each: half of them seen. */
const SAMPLE = IS_LONG ? 80 : 12;
/** From every so many pixels a path is drawn back; a prime, so that no column is passed over. */
const BACK_EVERY = IS_LONG ? 1 : 13;

/**
 * GDAL 3.6 takes the ground of the pixels beside its observer to be no lower than the observer's own:
 * 1.5 m up he looks down no steeper than over the corner of such a pixel. From a mast it does not show.
 */
const STEEPEST_DOWN = RECEIVER_M / (30 * Math.SQRT2);

function isSteepDown(from: Cell, to: Cell): boolean {
  const { columns, cellSizeM } = terrain.header;
  const groundM = ({ row, column }: Cell) => terrain.heightsM[row * columns + column]!;
  const lengthM = Math.hypot(to.column - from.column, to.row - from.row) * cellSizeM;
  const downM = groundM(from) + RECEIVER_M - groundM(to) - MAST_M;
  return downM / lengthM > STEEPEST_DOWN;
}

function sampleOf(cells: readonly Cell[], mast: Cell, seen: Picture): Cell[] {
  const random = seededRandom(3);
  const within = cells.filter((cell) => !isSteepDown(cell, mast));
  return [true, false].flatMap((wanted) => {
    const kind = within.filter(({ column, row }) => seen(column, row) === wanted);
    console.log(`to look back from: ${kind.length} pixels that are ${wanted ? "" : "not "}seen`);
    return Array.from({ length: SAMPLE / 2 }, () => kind[Math.floor(random() * kind.length)]!);
  });
}

test("the other way round the same is seen, and gdal_viewshed from the receivers agrees", () => {
  const mast = cellOf(BEHIND_A_RIDGE);
  const cells = cellsAround(mast);
  const forth = drawnPicture(mast, cells);
  for (const cell of cells.filter((_, at) => at % BACK_EVERY === 0))
    if (isInSight(terrain, cell, mast, RECEIVER_M, MAST_M) !== forth(cell.column, cell.row))
      expect.fail(`${JSON.stringify(cell)} is seen one way only`);
  // From the receiver's pixel only the answer at the mast's pixel is wanted: one run for each.
  const fromMast = gdalPicture(geotiff, terrain, mast, MAST_M, RECEIVER_M, RANGE_M);
  const counts = { bothSee: 0, neitherSees: 0, onlyOurs: 0, onlyGdal: 0 };
  for (const cell of sampleOf(cells, mast, fromMast)) {
    const from = gdalPicture(geotiff, terrain, cell, RECEIVER_M, MAST_M, RANGE_M + 30);
    const [we, they] = [forth(cell.column, cell.row), from(mast.column, mast.row)];
    if (we === they) counts[we ? "bothSee" : "neitherSees"] += 1;
    else {
      counts[we ? "onlyOurs" : "onlyGdal"] += 1;
      const isAtEdge =
        isBesideEdge(forth, cell) || isBesideEdge(fromMast, cell) || isBesideEdge(from, mast);
      expect([cell, isAtEdge]).toEqual([cell, true]);
    }
  }
  console.log(`from the receivers: ${JSON.stringify(counts)}`);
  expect(counts.bothSee + counts.neitherSees).toBeGreaterThan(0.9 * SAMPLE);
}, 180_000);

test("over a plain the horizon lies at the same pixel, from the mast and from the receiver", () => {
  // 28 km away: of the bulge of the Earth k = 4/3 leaves so much that one per cent more of it brings
  // the horizon 5 pixels nearer. Within 10 km of hills it moves hardly an edge by a pixel.
  const plain = plainTerrain();
  const plainGeotiff = writeGeoTiff(plainFolder, plain);
  const start = { column: 2, row: 2 };
  const cells = Array.from({ length: 990 }, (_, i) => ({ column: i + 3, row: 2 }));
  for (const [observerM, targetM] of [
    [MAST_M, RECEIVER_M],
    [RECEIVER_M, MAST_M],
  ] as const) {
    const gdal = gdalPicture(plainGeotiff, plain, start, observerM, targetM, 29_900);
    const farthest = [
      cells.findLast((cell) => isInSight(plain, start, cell, observerM, targetM)),
      cells.findLast(({ column, row }) => gdal(column, row)),
    ].map((cell) => (cell?.column ?? NaN) - start.column);
    console.log(`horizon from ${observerM} m at pixel ${farthest[0]}, gdal ${farthest[1]}`);
    expect(Math.abs(farthest[0]! - farthest[1]!)).toBeLessThanOrEqual(1);
    // sqrt(2 a h1) + sqrt(2 a h2), m.
    const horizonM =
      Math.sqrt(2000 * RADIUS_KM * MAST_M) + Math.sqrt(2000 * RADIUS_KM * RECEIVER_M);
    expect(Math.abs(farthest[0]! * 30 - horizonM)).toBeLessThanOrEqual(30);
  }
});

/** 30 km of ground at 300 m, five cells wide. */
function plainTerrain(): MetricTerrain {
  const { header } = terrain;
  return {
    header: { ...header, columns: 1000, rows: 5 },
    heightsM: new Int16Array(5000).fill(300),
  };
}

test.each(OTHERS)(
  "%s: what lies off an edge of the pictures is decided by the ground just beside the path",
  (id) => {
    const mast = cellOf(id);
    const cells = cellsAround(mast);
    const gdal = gdalPicture(geotiff, terrain, mast, MAST_M, RECEIVER_M, RANGE_M);
    for (const [how, ours] of [
      ["paths", drawnPicture(mast, cells)],
      ["sweep", sweptPicture(mast)],
    ] as const) {
      const result = compare(cells, ours, gdal);
      print(`${id}, ${how}`, result);
      const unexplained = result.inside.filter(
        (cell) => !isDecidedBeside(terrain, GAP_CELLS, mast, cell, MAST_M, RECEIVER_M),
      );
      expect(unexplained.slice(0, 5)).toEqual([]);
      expect(result.inside.length).toBeLessThan(0.001 * cells.length);
      expect(result.onlyOurs + result.onlyGdal).toBeLessThan(0.015 * cells.length);
    }
  },
);
