import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import {
  columnOfLon,
  latOfRow,
  lonOfColumn,
  rowOfLat,
} from "../../../geodata/geometry/tile-address.ts";
import { gridCovering } from "../../../geodata/radio/terrain/metric-grid.ts";
import { makeTerrain } from "../../../server/terrain/make-terrain.ts";
import { removeTerrain, saveTerrain } from "../../../server/terrain/save-terrain.ts";
import { makeTerrainReader } from "../../../server/terrain/terrain-reader.ts";
import { readTerrarium } from "../../../server/tiles/terrain/terrarium.ts";
import { serveWorld } from "../ogc/served-world.ts";
import { decodePng } from "../tiles/terrain/decode-png.ts";
import { SURFACE_MIN_M, surfaceM, writeHgt } from "./surface.ts";

const folder = mkdtempSync(join(tmpdir(), "terrain-reader-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const terrainDir = join(folder, "terrain");
const datasetDir = resolve(import.meta.dirname, "../../../geodata/datasets/caoloc");
const clock = () => new Date("2026-01-05T00:00:00Z");

async function importSurface(source?: string): Promise<void> {
  const grid = gridCovering([106.8, 21.8, 107, 22], 30);
  const path = writeHgt(folder, "N21E106.hgt", { side: 3601 });
  const { terrain } = await makeTerrain([path], grid, source === undefined ? {} : { source });
  await saveTerrain(terrainDir, terrain, clock);
}

test("a running server shows an import half a second later, and the demonstration after a reset", async () => {
  let nowMs = 0;
  const reader = makeTerrainReader({ terrainDir, datasetDir }, () => nowMs);
  const world = await serveWorld(undefined, { terrain: reader });
  const tileJson = () =>
    world.json<{ tiles: string[]; attribution: string }>("/tiles/terrain.json");
  try {
    const demonstration = await tileJson();
    expect(demonstration.attribution).toMatch(/minh họa/);
    expect((await reader()).heightsM.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(await reader()).toBe(await reader());

    await importSurface('Copernicus GLO-30 & "thử" <b>');
    expect(await tileJson()).toEqual(demonstration);
    nowMs += 501;
    const imported = await tileJson();
    expect(imported.attribution).toBe("Địa hình: Copernicus GLO-30 &amp; &quot;thử&quot; &lt;b>");
    expect(imported.tiles).not.toEqual(demonstration.tiles);

    // In the middle of a commune the picture is the imported ground.
    const z = 12;
    const [lon, lat] = [106.9, 21.93];
    const [x, y] = [Math.floor(columnOfLon(lon, z)), Math.floor(rowOfLat(lat, z))];
    const address = new URL(imported.tiles[0]!.replaceAll(/[{}]/g, "")).pathname;
    const tile = await world.get(address.replace("z/x/y", `${z}/${x}/${y}`));
    const { rgb } = decodePng(tile.rawPayload);
    let compared = 0;
    for (let row = 0; row < 256; row++)
      for (let column = 0; column < 256; column++) {
        const [atLon, atLat] = [
          lonOfColumn(x + (column + 0.5) / 256, z),
          latOfRow(y + (row + 0.5) / 256, z),
        ];
        if (Math.hypot(atLon - lon, atLat - lat) > 0.02) continue;
        const heightM = readTerrarium(rgb, row * 256 + column);
        expect(Math.abs(heightM - surfaceM(atLon, atLat))).toBeLessThan(2.5);
        expect(heightM).toBeGreaterThan(SURFACE_MIN_M);
        compared += 1;
      }
    expect(compared).toBeGreaterThan(3000);

    const oldTile = new URL(demonstration.tiles[0]!.replaceAll(/[{}]/g, "")).pathname;
    expect((await world.get(oldTile.replace("z/x/y", `${z}/${x}/${y}`))).statusCode).toBe(410);

    await removeTerrain(terrainDir);
    nowMs += 501;
    expect(await tileJson()).toEqual(demonstration);
  } finally {
    await world.app.close();
  }
});

test("a damaged terrain is an error until it is mended, not the demonstration", async () => {
  let nowMs = 0;
  await importSurface();
  const reader = makeTerrainReader({ terrainDir, datasetDir }, () => nowMs);
  expect((await reader()).header.synthetic).toBe(false);
  writeFileSync(join(terrainDir, "terrain.json"), "{}");
  nowMs += 501;
  await expect(reader()).rejects.toThrow("không đúng cấu trúc");
  nowMs += 501;
  await expect(reader()).rejects.toThrow("không đúng cấu trúc");
  await importSurface();
  nowMs += 501;
  expect((await reader()).header.synthetic).toBe(false);
});
