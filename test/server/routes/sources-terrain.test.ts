import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Check } from "typebox/value";
import { afterAll, expect, test } from "vitest";
import { SourcesReport } from "../../../geodata/model/catalogue.ts";
import { gridCovering } from "../../../geodata/radio/terrain/metric-grid.ts";
import type { TerrainCheck } from "../../../geodata/radio/terrain/terrain-check.ts";
import { makeTerrain } from "../../../server/terrain/make-terrain.ts";
import { removeTerrain, saveTerrain } from "../../../server/terrain/save-terrain.ts";
import { makeTerrainReader } from "../../../server/terrain/terrain-reader.ts";
import { openTestApp } from "../small-world.ts";
import { writeHgt } from "../terrain/surface.ts";

const folder = mkdtempSync(join(tmpdir(), "sources-terrain-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const terrainDir = join(folder, "terrain");
const datasetDir = resolve(import.meta.dirname, "../../../geodata/datasets/caoloc");

const CHECK: TerrainCheck = {
  minM: 338,
  medianM: 500,
  maxM: 662,
  districtCells: 76_379,
  districtKnown: 70_000,
  spots: { count: 512, medianDifferenceM: 12.4, spreadM: 61, correlation: 0.31 },
  doubts: ["Mặt đất này không giống địa hình của huyện."],
};
const entry = (file: string) => ({
  file,
  title: { vi: file, en: file },
  dataSource: "demo" as const,
  source: "s",
  licence: "l",
  date: "2023",
  crs: "EPSG:4326",
  rows: 1,
  madeBy: "m",
  sha256: "0".repeat(64),
});

test("the sources name the terrain in use, the imported one within half a second of its import", async () => {
  let nowMs = 0;
  const terrain = makeTerrainReader({ terrainDir, datasetDir }, () => nowMs);
  const catalogue = ["villages.json", "terrain.json", "terrain.i16"].map(entry);
  const { app } = await openTestApp({ terrain, catalogue });
  const report = async () => {
    nowMs += 501;
    const answer = await app.inject("/api/sources");
    const body: SourcesReport = answer.json();
    expect(Check(SourcesReport, body)).toBe(true);
    return { ...body, etag: answer.headers.etag, files: body.catalogue.map(({ file }) => file) };
  };
  const demonstration = await report();
  expect(demonstration.terrain).toMatchObject({
    status: "demonstration",
    files: [{ file: "terrain.i16", source: expect.stringMatching(/GeoNames/) }],
  });
  expect(demonstration.terrain.check).toBeUndefined();
  expect(demonstration.files).toEqual(["villages.json", "terrain.json", "terrain.i16"]);

  const path = writeHgt(folder, "N21E106.hgt");
  const grid = gridCovering([106.8, 21.8, 107, 22], 90);
  const made = await makeTerrain([path], grid, { source: "SRTM, public domain" });
  // An evening in UTC is the next day in the district.
  await saveTerrain(terrainDir, made.terrain, () => new Date("2026-01-05T20:00:00Z"), CHECK);
  const imported = await report();
  expect(imported.terrain).toEqual({
    status: "imported",
    files: [
      {
        file: "N21E106.hgt",
        crs: "EPSG:4326",
        cellSizeM: expect.closeTo(89, 0),
        source: "SRTM, public domain",
      },
    ],
    importedOn: "2026-01-06",
    check: CHECK,
  });
  expect(imported.files).toEqual(["villages.json"]);
  expect(imported.etag).not.toBe(demonstration.etag);

  writeFileSync(join(terrainDir, "terrain.json"), "{}");
  const broken = await report();
  expect(broken.terrain).toEqual({ status: "unreadable", files: [] });
  expect(broken.files).toEqual(["villages.json"]);

  await removeTerrain(terrainDir);
  expect((await report()).terrain.status).toBe("demonstration");
  await app.close();
});
