import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { bboxClip } from "@turf/bbox-clip";
import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { afterAll, beforeAll, expect, test } from "vitest";
import villages from "../../geodata/datasets/caoloc/villages.json" with { type: "json" };
import { covers } from "../../geodata/geometry/intersects.ts";
import type { Summary } from "../../geodata/model/summary.ts";
import { root, type ServerUnderTest, startServer } from "./server-under-test.ts";
import { until } from "./until.ts";

const real = resolve(root, "../shared/real");
const RECONSTRUCTED = "caoloc_communes_2023_reconstructed.geojson";
let dataDir: string;
let server: ServerUnderTest;
let before: Summary[];

function importUnits(file: string, ...options: string[]): string {
  return execFileSync(
    process.execPath,
    ["server/commands/import.ts", "units", resolve(real, file), ...options, "--replace"],
    { cwd: root, encoding: "utf8", env: { ...process.env, DATA_DIR: dataDir } },
  );
}

async function summaries(): Promise<Summary[]> {
  return Promise.all(
    ["epoch=2023", "epoch=2025", "asOf=2023-06-30&epoch=2023", "asOf=2023-06-30&epoch=2025"].map(
      async (query) =>
        (await (await fetch(`${server.url}/api/summary?${query}`)).json()) as Summary,
    ),
  );
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "song-thon-real-"));
  server = await startServer({ dataDir });
  before = await summaries();
  // Beside the running server, as a planner would who does not stop it for an import.
  importUnits(
    "langson_communes_2025_simplified.geojson",
    "--epoch",
    "2025",
    "--map",
    "code=code,name=fullName",
  );
  importUnits(RECONSTRUCTED, "--epoch", "2023", "--map", "code=code,name=name");
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function communesOn(day: string): Promise<FeatureCollection & { numberMatched: number }> {
  const answer = await fetch(
    `${server.url}/ogc/collections/communes/items?datetime=${day}&limit=1000`,
  );
  expect(answer.status).toBe(200);
  return (await answer.json()) as FeatureCollection & { numberMatched: number };
}

test("22 real communes on a day of 2023 and 65 on a day of 2025", async () => {
  for (const [day, count] of [
    ["2023-06-30", 22],
    ["2025-12-31", 65],
  ] as const) {
    const { features, numberMatched } = await communesOn(day);
    expect(numberMatched).toBe(count);
    expect(features).toHaveLength(count);
    for (const { properties } of features) expect(properties?.dataSource).toBe("real");
  }
});

test("the totals are the same by old and by new units, and the same as before the import", async () => {
  const after = await summaries();
  for (const [index, summary] of after.entries()) {
    expect(summary.targets).toEqual(before[index]?.targets);
    expect(summary.communes.map(({ code, mobile, ftth }) => ({ code, mobile, ftth }))).toEqual(
      before[index]?.communes.map(({ code, mobile, ftth }) => ({ code, mobile, ftth })),
    );
  }
  expect(after[0]?.communes).toHaveLength(22);
  expect(after[1]?.communes).toHaveLength(8);
});

test("thôn outside their commune's outline are listed with the distance, none is dropped", async () => {
  const path = resolve(real, RECONSTRUCTED);
  const file = JSON.parse(readFileSync(path, "utf8")) as FeatureCollection<Polygon | MultiPolygon>;
  // The real outlines hold every thôn of the demonstration: one of them loses its eastern part.
  const cut = file.features.find(({ properties }) => properties?.code === "06196")!;
  const lons = villages.filter(({ communeCode }) => communeCode === "06196").map(({ lon }) => lon);
  const easternmost = Math.max(...lons);
  const west = bboxClip(cut, [100, 20, easternmost - 0.001, 25]);
  cut.geometry = west.geometry as Polygon | MultiPolygon;
  const cutFile = join(dataDir, "cut.geojson");
  writeFileSync(cutFile, JSON.stringify(file));
  const text = importUnits(cutFile, "--epoch", "2023", "--map", "code=code,name=name");

  const outlineOf = new Map(
    file.features.map(({ properties, geometry }) => [properties?.code as string, geometry]),
  );
  const outside = villages
    .filter(({ communeCode, lon, lat }) => !covers(outlineOf.get(communeCode)!, lon, lat))
    .map(({ id }) => id);
  expect(outside.length).toBeGreaterThan(0);
  let listed: { id: string; distanceM: number }[] = [];
  await until("the import to be seen", async () => {
    const sources = (await (await fetch(`${server.url}/api/sources`)).json()) as {
      outsideCommune: typeof listed;
    };
    listed = sources.outsideCommune;
    return listed.length > 0;
  });
  expect(listed.map(({ id }) => id).sort()).toEqual(outside.sort());
  for (const { id, distanceM } of listed) {
    expect(distanceM).toBeGreaterThan(0);
    expect(text).toContain(id);
  }
});

test("a start on the same folder still shows the real communes", async () => {
  await server.stop();
  server = await startServer({ dataDir });
  expect((await communesOn("2023-06-30")).numberMatched).toBe(22);
  expect((await communesOn("2025-12-31")).numberMatched).toBe(65);
});
