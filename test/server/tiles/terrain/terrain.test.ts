import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  columnOfLon,
  latOfRow,
  lonOfColumn,
  rowOfLat,
} from "../../../../geodata/geometry/tile-address.ts";
import { makeFadedRelief } from "../../../../server/tiles/terrain/faded-relief.ts";
import { encodePng } from "../../../../server/tiles/terrain/png.ts";
import { readTerrarium, writeTerrarium } from "../../../../server/tiles/terrain/terrarium.ts";
import { squareAround } from "../../../makers.ts";
import { type ServedWorld, serveWorld } from "../../ogc/served-world.ts";
import { decodePng } from "./decode-png.ts";

test("any picture survives being written as PNG", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.infiniteStream(fc.nat(255)),
      (width, height, bytes) => {
        const rgb = Uint8Array.from(
          { length: width * height * 3 },
          () => bytes.next().value as number,
        );
        expect(decodePng(encodePng(rgb, width, height))).toEqual({ width, height, rgb });
      },
    ),
  );
});

test("a PNG of the wrong size is refused", () => {
  expect(() => encodePng(new Uint8Array(5), 1, 2)).toThrow("got 5 samples, expected 1 x 2 x 3");
});

test("a height survives the terrarium encoding to 1/256 m", () => {
  fc.assert(
    fc.property(fc.double({ min: -1000, max: 9000, noNaN: true }), (heightM) => {
      const rgb = new Uint8Array(6);
      writeTerrarium(rgb, 1, heightM);
      expect(Math.abs(readTerrarium(rgb, 1) - heightM)).toBeLessThanOrEqual(1 / 512 + 1e-9);
    }),
  );
});

const HEADER = {
  originLon: 106,
  originLat: 22,
  cellSizeDeg: 0.001,
  columns: 200,
  rows: 200,
  voidValue: -32768,
  synthetic: true,
  source: "test",
};
const OUTLINE = squareAround(106.1, 21.9, 0.03);

test("inside the district the relief is the grid's, far outside it is flat", () => {
  const heights = Int16Array.from({ length: 40_000 }, (_, cell) => 300 + (cell % 7) * 10);
  const relief = makeFadedRelief(HEADER, heights, [OUTLINE]);
  for (const [column, row] of [
    [100, 100],
    [75, 90],
    [125, 110],
  ] as const)
    expect(relief.heightM(106 + column / 1000, 22 - row / 1000)).toBeCloseTo(
      300 + ((row * 200 + column) % 7) * 10,
      2,
    );
  expect(relief.heightM(106.001, 21.999)).toBe(relief.groundM);
  expect(relief.heightM(100, 10)).toBe(relief.groundM);
  expect(relief.groundM).toBeGreaterThan(300);
});

test("the edge of the district is no cliff: outside, the ground sinks over kilometres", () => {
  const heights = new Int16Array(40_000).fill(400);
  for (let row = 0; row < 200; row++) heights.fill(1000, row * 200 + 120, row * 200 + 200);
  const relief = makeFadedRelief(HEADER, heights, [OUTLINE]);
  let before = relief.heightM(106.131, 21.9);
  expect(before).toBeGreaterThan(990);
  for (let lon = 106.132; lon < 106.19; lon += 0.0005) {
    const here = relief.heightM(lon, 21.9);
    expect(Math.abs(here - before)).toBeLessThan(15);
    before = here;
  }
  expect(before).toBeCloseTo(relief.groundM, 0);
});

test("a void is flat ground, and a district of voids is at sea level", () => {
  const relief = makeFadedRelief(HEADER, new Int16Array(40_000).fill(-32768), [OUTLINE]);
  expect(relief.groundM).toBe(0);
  expect(relief.heightM(106.1, 21.9)).toBe(0);
});

let world: ServedWorld;
beforeAll(async () => {
  world = await serveWorld();
});
afterAll(() => world.app.close());

test("the relief is served as raster-dem tiles whose seams meet", async () => {
  const tileJson = await world.json<{
    tiles: string[];
    encoding: string;
    tileSize: number;
    minzoom: number;
    maxzoom: number;
  }>("/tiles/terrain.json");
  expect(tileJson).toMatchObject({
    tilejson: "3.0.0",
    encoding: "terrarium",
    tileSize: 256,
    minzoom: 7,
    maxzoom: 12,
  });
  const template = new URL(tileJson.tiles[0]!.replaceAll(/[{}]/g, "")).pathname;
  const z = 12;
  const [x, y] = [Math.floor(columnOfLon(106.9, z)), Math.floor(rowOfLat(21.93, z))];
  const pixels = async (column: number) => {
    const answer = await world.get(template.replace("z/x/y", `${z}/${column}/${y}`));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toBe("image/png");
    expect(answer.headers["cache-control"]).toMatch(/immutable/);
    return decodePng(answer.rawPayload).rgb;
  };
  const [left, right] = [await pixels(x), await pixels(x + 1)];
  let differs = false;
  for (let row = 0; row < 256; row++) {
    const edge = readTerrarium(left, row * 256 + 255);
    // A pixel is 35 m: steeper than 60 degrees would be a seam, not a slope.
    expect(Math.abs(edge - readTerrarium(right, row * 256))).toBeLessThan(60);
    differs ||= edge !== readTerrarium(left, 255);
  }
  expect(differs).toBe(true);
});

test("terrain addresses that do not exist are 404, those of another relief 410", async () => {
  const { tiles } = await world.json<{ tiles: string[] }>("/tiles/terrain.json");
  const hash = tiles[0]!.split("/")[5] as string;
  for (const [address, status] of [
    [`${hash}/6/50/28.png`, 404],
    [`${hash}/13/6530/3580.png`, 404],
    [`${hash}/12/-1/0.png`, 404],
    [`${hash}/12/3264/1792.jpg`, 404],
    ["0123456789ab/12/3264/1792.png", 410],
    ["nope/12/3264/1792.png", 404],
  ] as const)
    expect([address, (await world.get(`/tiles/terrain/${address}`)).statusCode]).toEqual([
      address,
      status,
    ]);
});

test("longitudes and latitudes go to columns and rows and back", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -85, max: 85, noNaN: true }),
      fc.integer({ min: 0, max: 14 }),
      (lon, lat, z) => {
        expect(lonOfColumn(columnOfLon(lon, z), z)).toBeCloseTo(lon, 9);
        expect(latOfRow(rowOfLat(lat, z), z)).toBeCloseTo(lat, 9);
      },
    ),
  );
});
