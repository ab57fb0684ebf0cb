import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { VectorTile, type VectorTileFeature } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { boundsOf, columnOfLon, rowOfLat } from "../../../geodata/geometry/tile-address.ts";
import type { Bbox } from "../../../geodata/model/geojson.ts";
import { makeVillage } from "../../makers.ts";
import { type ServedWorld, serveWorld, WORLD } from "../ogc/served-world.ts";

interface TileJson {
  tilejson: string;
  tiles: string[];
  minzoom: number;
  maxzoom: number;
  bounds: Bbox;
  center: number[];
  vector_layers: { id: string; fields: Record<string, string>; minzoom: number; maxzoom: number }[];
}

const ALL = "villages,communes,sites,fibre,roads";
const MVT = "application/vnd.mapbox-vector-tile";

let world: ServedWorld;
let everything: TileJson;
beforeAll(async () => {
  world = await serveWorld();
  everything = await world.json<TileJson>(`/tiles/${ALL}.json`);
});
afterAll(() => world.app.close());

const addressOf = (tileJson: TileJson, z: number, x: number, y: number) => {
  const { pathname, search } = new URL((tileJson.tiles[0] as string).replaceAll(/[{}]/g, ""));
  return pathname.replace("/z/x/y.mvt", `/${z}/${x}/${y}.mvt`) + search;
};

const layersOf = (payload: Buffer) => new VectorTile(new PbfReader(payload)).layers;

/** Every tile of the world from zoom 0 to 14, by its address. */
function tilesOf([west, south, east, north]: Bbox, zooms: readonly number[]) {
  return zooms.flatMap((z) => {
    const columns = range(columnOfLon(west, z), columnOfLon(east, z));
    return columns.flatMap((x) =>
      range(rowOfLat(north, z), rowOfLat(south, z)).map((y) => ({ z, x, y })),
    );
  });
}

function range(from: number, to: number): number[] {
  const first = Math.floor(from);
  return Array.from({ length: Math.floor(to) - first + 1 }, (_, step) => first + step);
}

const ZOOMS = range(6, 14);

test("G01 G02 the landing page and every collection lead to their tilesets", async () => {
  const rel = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
  for (const url of [
    "/ogc",
    ...["villages", "communes", "sites", "fibre-spans", "roads"].map(
      (id) => `/ogc/collections/${id}`,
    ),
  ]) {
    const { links } = await world.json<{ links: { rel: string; href: string }[] }>(url);
    const link = links.find((one) => one.rel === rel);
    expect((await world.get(new URL(link!.href).pathname)).statusCode).toBe(200);
  }
});

test("G03 the list of tilesets names kind, CRS, matrix set and address", async () => {
  const { tilesets } = await world.json<{ tilesets: Record<string, unknown>[] }>("/ogc/tiles");
  expect(tilesets).toMatchObject([
    {
      dataType: "vector",
      crs: "http://www.opengis.net/def/crs/EPSG/0/3857",
      tileMatrixSetURI: "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad",
      links: [{ rel: "self" }],
    },
  ]);
});

test("G04 a tileset describes its template and the rows and columns that hold something", async () => {
  for (const path of ["/ogc/tiles", "/ogc/collections/roads/tiles"]) {
    const tileset = await world.json<{
      links: { rel: string; href: string; type: string; templated?: boolean }[];
      tileMatrixSetLimits: {
        tileMatrix: string;
        minTileRow: number;
        maxTileRow: number;
        minTileCol: number;
        maxTileCol: number;
      }[];
    }>(`${path}/WebMercatorQuad`);
    const item = tileset.links.find((link) => link.rel === "item");
    expect(item).toMatchObject({ templated: true, type: MVT });
    expect(item?.href).toMatch(/\{tileMatrix\}\/\{tileRow\}\/\{tileCol\}$/);
    expect(tileset.tileMatrixSetLimits.map((one) => one.tileMatrix)).toEqual(ZOOMS.map(String));
    const deep = tileset.tileMatrixSetLimits.at(-1)!;
    const [row, col] = [deep.minTileRow, deep.minTileCol];
    const answer = await world.get(
      item!.href
        .replace(/^https?:\/\/[^/]+/, "")
        .replace("{tileMatrix}/{tileRow}/{tileCol}", `14/${row}/${col}`),
    );
    expect([200, 204]).toContain(answer.statusCode);
  }
  const matrices = await world.json<{ tileMatrices: { id: string; scaleDenominator: number }[] }>(
    "/ogc/tileMatrixSets/WebMercatorQuad",
  );
  // OGC 17-083r4, table D.1.
  expect(matrices.tileMatrices[0]?.scaleDenominator).toBeCloseTo(559082264.028717, 4);
});

test("G05 G06 every tile of the world is valid MVT 2: layers, ids, commands, winding", async () => {
  let count = 0;
  for (const { z, x, y } of tilesOf(everything.bounds, ZOOMS)) {
    const answer = await world.get(`/ogc/tiles/WebMercatorQuad/${z}/${y}/${x}`);
    expect([200, 204]).toContain(answer.statusCode);
    if (answer.statusCode === 204) continue;
    count += 1;
    expect(answer.headers["content-type"]).toBe(MVT);
    const layers = layersOf(answer.rawPayload);
    expect(rawLayerNames(answer.rawPayload)).toEqual(Object.keys(layers));
    for (const layer of Object.values(layers)) {
      expect(layer.version).toBe(2);
      expect(layer.extent).toBe(4096);
      expect(layer.length).toBeGreaterThan(0);
      const ids = Array.from({ length: layer.length }, (_, i) => layer.feature(i).id);
      expect(new Set(ids).size).toBe(layer.length);
      for (let i = 0; i < layer.length; i++) checkGeometry(layer.feature(i));
    }
  }
  expect(count).toBeGreaterThan(40);
});

function checkGeometry(feature: VectorTileFeature): void {
  const parts = feature.loadGeometry();
  expect(parts.length).toBeGreaterThan(0);
  if (feature.type === 1) return;
  let hasExterior = false;
  for (const part of parts) {
    expect(part.length).toBeGreaterThanOrEqual(feature.type === 3 ? 4 : 2);
    for (const [index, point] of part.entries()) {
      const before = part[index - 1];
      if (before) expect(before.x !== point.x || before.y !== point.y).toBe(true);
    }
    if (feature.type !== 3) continue;
    const area = part.reduce((sum, point, index) => {
      const next = part[(index + 1) % part.length]!;
      return sum + point.x * next.y - next.x * point.y;
    }, 0);
    expect(area).not.toBe(0);
    if (!hasExterior) expect(area).toBeGreaterThan(0);
    hasExterior = true;
  }
}

/** Names of the layers as they lie in the bytes: a reader's object would hide a name used twice. */
function rawLayerNames(payload: Buffer): string[] {
  const names: string[] = [];
  new PbfReader(payload).readFields((tag, _result, pbf) => {
    if (tag !== 3) throw new Error(`field ${tag} in a tile`);
    const end = pbf.readVarint() + pbf.pos;
    pbf.readFields(
      (inner, _none, layer) => {
        if (inner === 1) names.push(layer.readString());
      },
      undefined,
      end,
    );
  }, undefined);
  return names;
}

test("G07 what a tile shows is what the items say, within a tile unit, y downwards", async () => {
  for (const [collection, layer, key] of [
    ["village-centres", "village-centres", "id"],
    ["communes", "communes", "key"],
    ["roads", "roads", "id"],
  ] as const) {
    for (const { z, x, y } of tilesOf(everything.bounds, [9, 12])) {
      const answer = await world.get(
        `/ogc/collections/${collection}/tiles/WebMercatorQuad/${z}/${y}/${x}`,
      );
      const features = answer.statusCode === 204 ? [] : featuresOf(answer.rawPayload, layer);
      const shown = features.map((feature) => String(feature.properties[key]));
      const [west, south, east, north] = boundsOf({ z, x, y });
      const [dx, dy] = [(east - west) / 64, (north - south) / 64];
      const day = "&datetime=2025-12-31&limit=10000";
      const url = (box: number[]) =>
        `/ogc/collections/${collection}/items?bbox=${box.join(",")}${day}`;
      const within = await idsIn(url([west, south, east, north]), collection, [
        west,
        south,
        east,
        north,
      ]);
      const around = await idsIn(url([west - dx, south - dy, east + dx, north + dy]), collection, [
        west - dx,
        south - dy,
        east + dx,
        north + dy,
      ]);
      for (const id of within) expect(shown).toContain(id);
      for (const id of shown) expect(around).toContain(id);
      for (const feature of features) {
        if (layer !== "village-centres") continue;
        const village = WORLD.villages!.find((one) => one.id === feature.properties.id)!;
        const [point] = feature.loadGeometry()[0]!;
        expect(point!.x).toBeCloseTo((columnOfLon(village.lon, z) - x) * 4096, -0.5);
        expect(point!.y).toBeCloseTo((rowOfLat(village.lat, z) - y) * 4096, -0.5);
      }
    }
  }
});

/** Ids as tiles carry them; thôn are compared by their centres. */
async function idsIn(url: string, collection: string, [west, south, east, north]: number[]) {
  const { features } = await world.json<{
    features: { id: string; properties: { lon: number; lat: number } }[];
  }>(url);
  return features
    .filter(
      ({ properties: { lon, lat } }) =>
        collection !== "villages" ||
        (lon >= west! && lon <= east! && lat >= south! && lat <= north!),
    )
    .map(({ id }) => (collection === "roads" ? id.split("@")[0] : id));
}

function featuresOf(payload: Buffer, name: string): VectorTileFeature[] {
  const layer = layersOf(payload)[name];
  return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer!.feature(i));
}

test.each([
  "99/0/0",
  "15/0/0",
  "2/4/0",
  "2/0/4",
  "-1/0/0",
  "2/-1/0",
  "2/1.5/0",
  "2/abc/0",
  "02/1/1",
])("G08 there is no tile %s", async (address) => {
  for (const path of ["/ogc/tiles/WebMercatorQuad", "/ogc/collections/roads/tiles/WebMercatorQuad"])
    expect((await world.get(`${path}/${address}`)).statusCode).toBe(404);
  const template = addressOf(everything, 0, 0, 0);
  expect((await world.get(template.replace("0/0/0.mvt", `${address}.mvt`))).statusCode).toBe(404);
});

test("G09 row and column, x and y: the same bytes for the same tile", async () => {
  for (const { z, x, y } of tilesOf(everything.bounds, [6, 10, 13])) {
    const byColumn = await world.get(addressOf(everything, z, x, y));
    const byRow = await world.get(`/ogc/tiles/WebMercatorQuad/${z}/${y}/${x}`);
    expect(digest(byRow.rawPayload)).toBe(digest(byColumn.rawPayload));
  }
});

const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

test("G10 the TileJSON is 3.0.0 and true: zooms, bounds, layers and fields", async () => {
  const of2023 = await world.json<TileJson>(`/tiles/${ALL}.json?epoch=2023`);
  const { tilejson, tiles, minzoom, maxzoom, bounds, center, vector_layers: layers } = of2023;
  expect({ tilejson, minzoom, maxzoom }).toEqual({ tilejson: "3.0.0", minzoom: 6, maxzoom: 14 });
  expect(tiles).toHaveLength(1);
  expect(tiles[0]).toMatch(
    /^http:\/\/[^/]+\/tiles\/1\/ke-hoach-2023\/2025-12-31\/.+\/\{z\}\/\{x\}\/\{y\}\.mvt\?epoch=2023&data=[0-9a-f]{8}$/,
  );
  expect(bounds[0]! <= center[0]! && center[0]! <= bounds[2]!).toBe(true);
  const met = new Map<string, Map<string, string>>();
  for (const { z, x, y } of tilesOf(bounds, range(minzoom, maxzoom))) {
    const answer = await world.get(addressOf(of2023, z, x, y));
    for (const [name, layer] of Object.entries(layersOf(answer.rawPayload)))
      for (let i = 0; i < layer.length; i++)
        for (const [field, value] of Object.entries(layer.feature(i).properties)) {
          const fields = met.get(name) ?? new Map<string, string>();
          const type = typeof value;
          fields.set(field, type[0]!.toUpperCase() + type.slice(1));
          met.set(name, fields);
        }
  }
  expect([...met.keys()].sort()).toEqual(layers.map((layer) => layer.id).sort());
  for (const { id, fields } of layers)
    for (const [field, type] of met.get(id) ?? [])
      expect([id, field, fields[field]]).toEqual([id, field, type]);
});

test("G12 addresses name the version: kept for ever, gone when superseded, unknown when ahead", async () => {
  const own = await serveWorld();
  const first = await own.json<TileJson>("/tiles/villages.json");
  const url = addressOf(first, 9, 407, 224);
  const before = await own.get(url);
  expect(before.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await own.get(url.replace("/tiles/1/", "/tiles/7/"))).statusCode).toBe(404);
  await own.store.commit({
    recordedAt: "2026-01-02T00:00:00Z",
    by: "test",
    note: "a new thôn",
    put: { villages: [makeVillage({ id: "new", lon: 106.857, lat: 21.9 })] },
  });
  own.later(600);
  const gone = await own.get(url);
  expect(gone.statusCode).toBe(410);
  expect(gone.json()).toMatchObject({ status: 410, type: expect.stringContaining("superseded") });
  expect(gone.headers["cache-control"]).toBe("no-store");
  const next = await own.json<TileJson>("/tiles/villages.json");
  const after = await own.get(addressOf(next, 9, 407, 224));
  const names = featuresOf(after.rawPayload, "village-centres").map((one) => one.properties.id);
  expect(names).toContain("new");
  await own.app.close();
});

test("G12 two stores at one version, or two settings, do not share tiles in a browser's memory", async () => {
  const fingerprint = async (own: ServedWorld) =>
    new URL((await own.json<TileJson>("/tiles/roads.json")).tiles[0]!).searchParams.get("data");
  const [same, other, open] = [
    await serveWorld(),
    await serveWorld({ ...WORLD, villages: (WORLD.villages ?? []).slice(1) }),
    await serveWorld(WORLD, { publicDetail: "full" }),
  ];
  const own = await fingerprint(world);
  expect(await fingerprint(same)).toBe(own);
  expect(await fingerprint(other)).not.toBe(own);
  expect(await fingerprint(open)).not.toBe(own);
  const foreign = addressOf(everything, 9, 407, 224).replace(/data=\w+/, "data=00000000");
  expect((await world.get(foreign)).statusCode).toBe(410);
  expect((await world.get(foreign.replace(/&data=\w+/, ""))).statusCode).toBe(200);
  for (const { app } of [same, other, open]) await app.close();
});

test("G13 a tile is compressed once, and plain for who cannot read it", async () => {
  const url = addressOf(everything, 9, 407, 224);
  const plain = await world.get(url, { "accept-encoding": "identity" });
  expect(plain.headers["content-encoding"]).toBeUndefined();
  const zipped = await world.get(url, { "accept-encoding": "gzip, deflate, br" });
  expect(zipped.headers["content-encoding"]).toBe("gzip");
  expect(zipped.headers.vary).toContain("Accept-Encoding");
  expect(gunzipSync(zipped.rawPayload).equals(plain.rawPayload)).toBe(true);
  expect(plain.rawPayload.length).toBeLessThan(500_000);
});

const propertiesOf = async (query: string, layer: string, z = 9) => {
  const tileset = {
    "village-centres": "villages",
    communes: "communes",
    sites: "sites",
    sectors: "sites",
    clusters: "villages",
    "fibre-spans": "fibre",
    "commune-borders": "communes",
  }[layer];
  const tileJson = await world.json<TileJson>(`/tiles/${tileset}.json?${query}`);
  const found = new Map<string, VectorTileFeature["properties"]>();
  for (const { z: zoom, x, y } of tilesOf(everything.bounds, [z])) {
    const answer = await world.get(addressOf(tileJson, zoom, x, y));
    if (answer.statusCode === 200)
      for (const feature of featuresOf(answer.rawPayload, layer))
        found.set(String(feature.id), feature.properties);
  }
  return [...found.values()];
};

test("verdicts in tiles follow the day, the rule, the grouping and the operator", async () => {
  const of = async (query: string, id: string) =>
    (await propertiesOf(query, "village-centres")).find((one) => one.id === id);
  expect(await of("", "v01")).toMatchObject({
    mobile: "phu_song",
    lte: "phu_song",
    communeCode: "06196",
    demo: true,
  });
  expect(await of("asOf=2023-06-30", "v01")).toMatchObject({
    lte: "trang_song",
    communeCode: "06199",
  });
  expect(await of("asOf=2023-06-30&epoch=2025", "v01")).toMatchObject({ communeCode: "06196" });
  expect(await of("asOf=2023-06-30&rule=cv1603-2024", "v01")).toMatchObject({
    mobile: "trang_song",
  });
  expect(await of("operator=VNPT", "v01")).toMatchObject({ mobile: "chua_ro" });
  // What is unknown is absent, never 0.
  expect(await of("", "v01")).not.toHaveProperty("population");
  expect(
    (await propertiesOf("asOf=2024-06-30", "village-centres")).map((one) => one.id),
  ).not.toContain("v29");
});

test("clusters come close up, with their own state", async () => {
  expect(await propertiesOf("rule=cv1603-2024", "clusters", 10)).toEqual([]);
  expect(await propertiesOf("rule=cv1603-2024", "clusters", 12)).toEqual([
    { id: "k1", villageId: "v05", state: "uncovered" },
  ]);
});

test("sites and sectors: of the day, of one operator, and nothing of a mast that is withheld", async () => {
  const sites = await propertiesOf("", "sites");
  expect(sites.map((one) => one.id).sort()).toEqual(["kq-tram-VTL-10694-2193-1", "s1", "s2"]);
  expect(sites.find((one) => one.id === "s1")).toMatchObject({
    stage: "on_air",
    shared: true,
    technologies: "umts,lte",
    demo: true,
  });
  expect((await propertiesOf("operator=VNPT", "sites")).map((one) => one.id)).toEqual(["s2"]);
  expect(
    (await propertiesOf("asOf=2023-06-30", "sites")).find((one) => one.id === "s1"),
  ).toMatchObject({ stage: "under_construction", shared: false });
  expect(await propertiesOf("", "sectors", 11)).toEqual([]);
  const sectors = await propertiesOf("", "sectors", 13);
  expect(sectors).toEqual([
    { siteId: "s1", operatorCode: "VTL", technology: "lte" },
    { siteId: "s1", operatorCode: "VTL", technology: "lte" },
  ]);
});

test("communes carry their version as key; the national border is never an edge", async () => {
  expect((await propertiesOf("epoch=2023", "communes")).map((one) => one.key).sort()).toEqual([
    "06196@2004-01-01",
    "06199@2004-01-01",
  ]);
  expect((await propertiesOf("epoch=2025", "communes")).map((one) => one.key)).toEqual([
    "06196@2025-07-01",
  ]);
  const edges = await propertiesOf("epoch=2023", "commune-borders");
  expect(edges.map((one) => one.edge).sort()).toEqual(["inner", "outer"]);
  expect(await propertiesOf("epoch=2025", "commune-borders")).toEqual([]);
});

test("layers and parameters that do not exist are refused", async () => {
  for (const [url, status] of [
    ["/tiles/nope.json", 404],
    ["/tiles/villages,villages.json", 404],
    ["/tiles/villages.json?rule=nope", 404],
    ["/tiles/villages.json?operator=ZZZ", 404],
    ["/tiles/villages.json?asOf=2025-02-30", 400],
    ["/tiles/villages.json?epoch=2024", 400],
    ["/tiles/villages.json?foo=1", 400],
    ["/tiles/1/nope/2025-12-31/roads/6/50/28.mvt", 404],
    ["/tiles/1/ke-hoach-2023/2025-13-31/roads/6/50/28.mvt", 404],
    ["/tiles/1/ke-hoach-2023/2025-12-31/nope/6/50/28.mvt", 404],
    ["/tiles/1/ke-hoach-2023/2025-12-31/roads/6/50/28.png", 404],
    ["/tiles/1/ke-hoach-2023/2025-12-31/roads/6/50/28.mvt?foo=1", 400],
  ] as const)
    expect([url, (await world.get(url)).statusCode]).toEqual([url, status]);
});

test("a tile beside the data is empty and costs nothing to remember", async () => {
  expect((await world.get(addressOf(everything, 14, 3, 5))).statusCode).toBe(204);
});
