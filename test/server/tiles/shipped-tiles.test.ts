import { resolve } from "node:path";
import { VectorTile, type VectorTileFeature } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { columnOfLon, rowOfLat } from "../../../geodata/geometry/tile-address.ts";
import { readDataset, readRules } from "../../../server/seed/read-dataset.ts";
import { type ServedWorld, serveWorld } from "../ogc/served-world.ts";

const DATASET = resolve(import.meta.dirname, "../../../geodata/datasets/caoloc");
const LAYERS = "villages,communes,sites,fibre,roads";

let world: ServedWorld;
let bounds: [number, number, number, number];
beforeAll(async () => {
  world = await serveWorld({ ...readDataset(DATASET), rules: readRules(DATASET) });
  ({ bounds } = await world.json<{ bounds: typeof bounds }>(`/tiles/${LAYERS}.json`));
});
afterAll(() => world.app.close());

function tiles(zooms: readonly number[]) {
  const [west, south, east, north] = bounds;
  return zooms.flatMap((z) => {
    const found: { z: number; x: number; y: number }[] = [];
    for (let x = Math.floor(columnOfLon(west, z)); x <= columnOfLon(east, z); x++)
      for (let y = Math.floor(rowOfLat(north, z)); y <= rowOfLat(south, z); y++)
        found.push({ z, x, y });
    return found;
  });
}

/** What is wrong with a feature, in words; undefined when it is as MVT 2.1 wants it. */
function fault(feature: VectorTileFeature): string | undefined {
  const parts = feature.loadGeometry();
  if (parts.length === 0) return "no geometry";
  if (feature.type === 1) return undefined;
  for (const [index, part] of parts.entries()) {
    if (part.length < (feature.type === 3 ? 4 : 2)) return "too short";
    if (part.some((at, i) => i > 0 && at.x === part[i - 1]!.x && at.y === part[i - 1]!.y))
      return "zero-length step";
    if (feature.type === 2) continue;
    const area = part.reduce((sum, at, i) => {
      const next = part[(i + 1) % part.length]!;
      return sum + at.x * next.y - next.x * at.y;
    }, 0);
    if (area === 0) return "no area";
    if (index === 0 && area < 0) return "begins with a hole";
  }
  return undefined;
}

test("G05 G06 G13 every tile of the district, z 6 to 14, both groupings: valid and small", async () => {
  const faults: string[] = [];
  let largest = 0;
  for (const epoch of ["2023", "2025"])
    for (const { z, x, y } of tiles(Array.from({ length: 9 }, (_, step) => 6 + step))) {
      const url = `/tiles/1/ke-hoach-2023/2025-12-31/${LAYERS}/${z}/${x}/${y}.mvt?epoch=${epoch}`;
      const answer = await world.get(url);
      if (answer.statusCode === 204) continue;
      expect([url, answer.statusCode]).toEqual([url, 200]);
      largest = Math.max(largest, answer.rawPayload.length);
      for (const layer of Object.values(new VectorTile(new PbfReader(answer.rawPayload)).layers)) {
        const ids = new Set<number | undefined>();
        for (let i = 0; i < layer.length; i++) {
          const feature = layer.feature(i);
          ids.add(feature.id);
          const found = fault(feature);
          if (found) faults.push(`${url} ${layer.name} ${feature.id}: ${found}`);
        }
        if (ids.size !== layer.length) faults.push(`${url} ${layer.name}: an id twice`);
      }
    }
  expect(faults.slice(0, 5)).toEqual([]);
  expect(largest).toBeGreaterThan(10_000);
  expect(largest).toBeLessThan(500_000);
});

test("every thôn is on the map at every zoom, with the verdict that the list gives it", async () => {
  const { items } = await world.json<{ items: { id: string; verdicts: Record<string, string> }[] }>(
    "/api/villages?limit=1000",
  );
  expect(items).toHaveLength(175);
  for (const z of [6, 9, 12]) {
    const shown = new Map<string, VectorTileFeature["properties"]>();
    for (const { x, y } of tiles([z])) {
      const answer = await world.get(
        `/tiles/1/ke-hoach-2023/2025-12-31/villages/${z}/${x}/${y}.mvt`,
      );
      if (answer.statusCode === 204) continue;
      const layer = new VectorTile(new PbfReader(answer.rawPayload)).layers["village-centres"];
      for (let i = 0; i < (layer?.length ?? 0); i++) {
        const { properties } = layer!.feature(i);
        shown.set(String(properties.id), properties);
      }
    }
    expect(shown.size).toBe(175);
    for (const { id, verdicts } of items) expect(shown.get(id)).toMatchObject(verdicts);
  }
});

test("the collections of the demonstration set are as large as its files, thôn as /api/villages", async () => {
  const count = async (url: string) =>
    (await world.json<{ numberMatched: number }>(url)).numberMatched;
  expect(await count("/ogc/collections/villages/items?limit=1")).toBe(
    await count("/api/villages?limit=1"),
  );
  expect(await count("/ogc/collections/communes/items?limit=1")).toBe(30);
  expect(await count("/ogc/collections/communes/items?datetime=2023-06-30")).toBe(22);
  expect(await count("/ogc/collections/communes/items?datetime=2025-07-01")).toBe(8);
});
