import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { gridCovering } from "../../../geodata/radio/terrain/metric-grid.ts";
import { elevationAtLonLat } from "../../../geodata/radio/terrain/metric-terrain.ts";
import { makeTerrain } from "../../../server/terrain/make-terrain.ts";
import { HOLE, isInHole, SURFACE_MIN_M, surfaceM, writeHgt } from "./surface.ts";

const folder = mkdtempSync(join(tmpdir(), "terrain-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Across the seam of two tiles at 107° E. */
const grid = gridCovering([106.9, 21.8, 107.1, 21.9], 60);
/** Whole metres in the file and in the grid, and 0.4 m between centres. */
const TOLERANCE_M = 1.4;

function compare(terrain: Awaited<ReturnType<typeof makeTerrain>>["terrain"]) {
  let [known, worstM] = [0, 0];
  const unknown: [number, number][] = [];
  for (let lon = 106.901; lon < 107.099; lon += 0.0017)
    for (let lat = 21.801; lat < 21.899; lat += 0.0013) {
      const heightM = elevationAtLonLat(terrain, lon, lat);
      if (heightM === undefined) unknown.push([lon, lat]);
      else {
        known += 1;
        worstM = Math.max(worstM, Math.abs(heightM - surfaceM(lon, lat)));
      }
    }
  return { known, worstM, unknown };
}

test("two tiles of SRTM3 meet without a seam", async () => {
  const paths = ["N21E106.hgt", "N21E107.hgt"].map((name) => writeHgt(folder, name));
  const { terrain, files } = await makeTerrain(paths, grid, { source: "test" });
  const { known, worstM, unknown } = compare(terrain);
  expect(unknown).toEqual([]);
  expect(known).toBeGreaterThan(8000);
  expect(worstM).toBeLessThan(TOLERANCE_M);
  expect(files.map(({ source }) => source)).toMatchObject([
    { file: "N21E106.hgt", crs: "EPSG:4326", columns: 1201, rows: 1201, source: "test" },
    { file: "N21E107.hgt", crs: "EPSG:4326", columns: 1201, rows: 1201, source: "test" },
  ]);
  expect(terrain.header.sources[0]?.cellSizeM).toBeGreaterThan(85);
  expect(terrain.header.sources[0]?.cellSizeM).toBeLessThan(93);
});

test("SRTM1 of whole degrees is read the same way", async () => {
  const path = writeHgt(folder, "n21e106.SRTMGL1.hgt", { side: 3601 });
  const { terrain } = await makeTerrain([path], grid, {});
  const { worstM, unknown } = compare(terrain);
  expect(worstM).toBeLessThan(1.1);
  expect(unknown.every(([lon]) => lon > 106.999)).toBe(true);
});

test("a void stays a void as far as it has a share, and no height is made up beside it", async () => {
  const holed = writeHgt(folder, "N21E106.hgt", { isVoid: isInHole });
  const { terrain, files } = await makeTerrain([holed], grid, {});
  const { worstM, unknown } = compare(terrain);
  const [west, south, east, north] = HOLE;
  const cell = 0.0016;
  for (const [lon, lat] of unknown)
    expect(
      lon > 106.998 ||
        (lon > west - cell && lon < east + cell && lat > south - cell && lat < north + cell),
    ).toBe(true);
  expect(elevationAtLonLat(terrain, (west + east) / 2, (south + north) / 2)).toBeUndefined();
  expect(worstM).toBeLessThan(TOLERANCE_M);
  expect(files[0]?.voids).toBe(23 * 17);
  // Not one cell of the grid is near the sea, or between the ground and the void value.
  for (const heightM of terrain.heightsM)
    expect(heightM === -32_768 || heightM > SURFACE_MIN_M).toBe(true);
});

test("the first-named file wins, and the next fills its voids", async () => {
  const first = writeHgt(folder, "N21E106.a.hgt", { isVoid: isInHole, heightM: () => 900 });
  const second = writeHgt(folder, "N21E106.b.hgt", { heightM: () => 400 });
  const inHole = [(HOLE[0] + HOLE[2]) / 2, (HOLE[1] + HOLE[3]) / 2] as const;
  const { terrain } = await makeTerrain([first, second], grid, {});
  expect(elevationAtLonLat(terrain, ...inHole)).toBe(400);
  expect(elevationAtLonLat(terrain, 106.97, 21.87)).toBe(900);
  const { terrain: reversed } = await makeTerrain([second, first], grid, {});
  expect(elevationAtLonLat(reversed, 106.97, 21.87)).toBe(400);
});

test("a finer file beside a coarser one: each is carried over, and the voids of one are filled", async () => {
  const fine = writeHgt(folder, "N21E106.fine.hgt", { side: 3601, isVoid: isInHole });
  const coarse = writeHgt(folder, "N21E106.coarse.hgt");
  const { terrain } = await makeTerrain([fine, coarse], grid, {});
  const { worstM, unknown } = compare(terrain);
  expect(worstM).toBeLessThan(TOLERANCE_M);
  expect(unknown.every(([lon]) => lon > 106.998)).toBe(true);
});

test("the same files give the same heights and hash; another grid gives another hash", async () => {
  const path = writeHgt(folder, "N21E106.hgt");
  const [a, b] = [await makeTerrain([path], grid, {}), await makeTerrain([path], grid, {})];
  expect(b.terrain.header).toEqual(a.terrain.header);
  expect(
    Buffer.from(a.terrain.heightsM.buffer).equals(Buffer.from(b.terrain.heightsM.buffer)),
  ).toBe(true);
  const other = await makeTerrain([path], gridCovering([106.9, 21.8, 107.1, 21.9], 90), {});
  expect(other.terrain.header.sha256).not.toBe(a.terrain.header.sha256);
});

test("files that are no heights are refused with what was got, what is wanted and what to do", async () => {
  const write = (name: string, bytes: Buffer) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const elsewhere = writeHgt(folder, "N10E010.hgt", { heightM: () => 5 });
  for (const [path, sentence] of [
    [write("N21E106.x.hgt", Buffer.alloc(100)), /nhận được 100 byte; cần 25934402 byte/],
    [write("hills.hgt", Buffer.alloc(2_884_802)), /tên “hills.hgt”; cần .*N21E106\.hgt/],
    [write("N95E106.hgt", Buffer.alloc(2_884_802)), /tên “N95E106.hgt”/],
    [
      write("a.zip", Buffer.from("PK\u0003\u0004....")),
      /zip bị cắt ngắn hoặc hỏng; cần zip lành lặn/,
    ],
    [write("empty.tif", Buffer.alloc(0)), /tệp rỗng/],
    [write("broken.tif", Buffer.from("49492a0008000000ff", "hex")), /tệp không đọc được/],
    [join(folder, "absent.tif"), /không có tệp nào/],
    [folder, /lỗi EISDIR/],
    [elsewhere, /không có độ cao nào trong vùng cần lấy/],
  ] as const)
    await expect(makeTerrain([path], grid, {})).rejects.toThrow(sentence);
});
