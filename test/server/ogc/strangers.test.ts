import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import type { Feature, Geometry } from "geojson";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ServedWorld,
  serveWorld,
  VILLAGE_COUNT,
  WITHOUT_AREA,
  WORLD,
} from "./served-world.ts";

/** What programs that nobody here wrote make of the open data. */
const GEOMETRY_OF = {
  villages: "MultiPolygon",
  "village-centres": "Point",
  communes: "MultiPolygon",
  sites: "Point",
  "fibre-spans": "MultiLineString",
  roads: "MultiLineString",
} as const;
const COLLECTIONS = Object.keys(GEOMETRY_OF) as (keyof typeof GEOMETRY_OF)[];

interface Page {
  features: (Feature<Geometry> & { id: string; properties: Record<string, unknown> })[];
  numberMatched: number;
  numberReturned: number;
  links: { rel: string; href: string }[];
}

let world: ServedWorld;
let root: string;
let folder: string;
beforeAll(async () => {
  world = await serveWorld({
    ...WORLD,
    villages: (WORLD.villages ?? []).map((village, n) =>
      n === 2 ? { ...village, otherNames: ["Bản Ngõa", "Nà Lùng"] } : village,
    ),
    // The first features are simple, a later one is not.
    units: (WORLD.units ?? []).map((unit, n) =>
      n === 2 && unit.geometry.type === "Polygon"
        ? { ...unit, geometry: { type: "MultiPolygon", coordinates: [unit.geometry.coordinates] } }
        : unit,
    ),
  });
  root = `OAPIF:${await world.app.listen({ port: 0, host: "127.0.0.1" })}/ogc`;
  folder = mkdtempSync(join(tmpdir(), "song-thon-ogr-"));
});
afterAll(async () => {
  await world?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

const itemsOf = (id: string, query = "limit=10000") =>
  world.json<Page>(`/ogc/collections/${id}/items?${query}`);

test.each(COLLECTIONS)(
  "%s: one type of geometry, and properties that are text or scalars",
  async (id) => {
    const { features } = await itemsOf(id);
    expect(features.length).toBeGreaterThan(0);
    for (const { geometry, properties } of features) {
      expect(geometry.type).toBe(GEOMETRY_OF[id]);
      for (const [name, value] of Object.entries(properties))
        expect([name, value === null ? "null" : typeof value]).not.toContain("object");
    }
  },
);

test("a thôn without an outline is a point of its own collection, not a hole in the other", async () => {
  const [areas, centres] = [await itemsOf("villages"), await itemsOf("village-centres")];
  expect(areas.numberMatched).toBe(VILLAGE_COUNT - WITHOUT_AREA);
  expect(centres.numberMatched).toBe(VILLAGE_COUNT + 1);
  const { description } = await world.json<{ description: string }>("/ogc/collections/villages");
  expect(description).toContain("mọi thôn có trong village-centres");
  expect(centres.features.find(({ id }) => id === "v02")?.properties.otherNames).toBe(
    "Bản Ngõa; Nà Lùng",
  );
});

describe("ogr2ogr with its default settings", () => {
  const FORMATS = process.env.LONG
    ? (["GPKG", "ESRI Shapefile", "CSV", "FlatGeobuf"] as const)
    : (["GPKG", "FlatGeobuf"] as const);
  const ENDING = { GPKG: "gpkg", "ESRI Shapefile": "shp", CSV: "csv", FlatGeobuf: "fgb" };
  const cases = COLLECTIONS.flatMap((id) => FORMATS.map((format) => [id, format] as const));

  test.each(cases)("%s to %s: all features, no warning", async (id, format) => {
    const { numberMatched } = await itemsOf(id, "limit=1");
    const file = join(folder, `${id}.${ENDING[format]}`);
    const run = promisify(execFile);
    const { stdout, stderr } = await run("ogr2ogr", ["-f", format, file, root, id]);
    const said = (stdout + stderr).split("\n").filter((line) => line !== "");
    // A .dbf has names of ten letters and, by default, Latin-1: no server can help that.
    const ownOfShapefile = /Normalized\/laundered field name|from UTF-8 to ISO-8859-1/;
    expect(
      format === "ESRI Shapefile" ? said.filter((line) => !ownOfShapefile.test(line)) : said,
    ).toEqual([]);
    if (format === "CSV") {
      expect(parse(readFileSync(file), { columns: true })).toHaveLength(numberMatched);
      return;
    }
    const { stdout: summary } = await run("ogrinfo", ["-ro", "-so", "-al", file]);
    expect(summary).toContain(`Feature Count: ${numberMatched}\n`);
  });
});

test("offset counts as clients expect, and its next page goes on without counting", async () => {
  const all = (await itemsOf("roads")).features.map(({ id }) => id);
  expect((await itemsOf("roads", "offset=0")).features.map(({ id }) => id)).toEqual(all);
  const page = await itemsOf("roads", "offset=1&limit=1");
  expect(page.features.map(({ id }) => id)).toEqual([all[1]]);
  expect(page.numberMatched).toBe(all.length);
  const next = page.links.find(({ rel }) => rel === "next")!.href;
  const { pathname, search } = new URL(next);
  expect(search).not.toContain("offset");
  expect((await world.json<Page>(pathname + search)).features[0]?.id).toBe(all[2]);
  expect((await itemsOf("roads", "offset=99")).features).toEqual([]);
  for (const query of ["offset=-1", "offset=a", "offset=1.5", "offset=", "offset=0&after=r1"])
    expect([query, (await world.get(`/ogc/collections/roads/items?${query}`)).statusCode]).toEqual([
      query,
      400,
    ]);
});

test.each([
  ["2024-01-01T/..", "2024-01-01/.."],
  ["../2024-01-01T", "../2024-01-01"],
  ["2024-01-01T/2024-12-31t", "2024-01-01/2024-12-31"],
  ["2024-06-01T", "2024-06-01"],
  ["2024-05-31T17:00Z", "2024-06-01"],
  ["2024-05-31 17:00:00Z", "2024-06-01"],
])("datetime=%s can only mean %s", async (written, meant) => {
  for (const id of ["communes", "roads", "sites"]) {
    const ids = async (datetime: string) =>
      (await itemsOf(id, String(new URLSearchParams({ datetime })))).features.map((one) => one.id);
    expect(await ids(written)).toEqual(await ids(meant));
  }
});

test.each(["2024-01-01T00:00:00", "2024-01-01T10", "2024-01", "2024-02-30T", "T", "2024-01-01TT"])(
  "datetime=%s can mean more than one thing or nothing: refused with what would do",
  async (datetime) => {
    const answer = await world.get(
      `/ogc/collections/roads/items?${new URLSearchParams({ datetime })}`,
    );
    expect(answer.statusCode).toBe(400);
    expect(answer.json().detail).toMatch(/Tham số datetime: nhận được .*; cần ngày YYYY-MM-DD/);
  },
);

test.each([
  "/ogc",
  "/ogc/collections",
  "/ogc/conformance",
  "/ogc/api",
  "/ogc/collections/villages",
  "/ogc/collections/roads/items",
  "/ogc/collections/roads/items/r1@2020-01-01",
  "/ogc/tiles/WebMercatorQuad",
  "/api/rules",
])("%s answers with a slash at its end too", async (url) => {
  const [plain, slashed] = [await world.get(url), await world.get(`${url}/`)];
  expect([slashed.statusCode, slashed.headers["content-type"]]).toEqual([
    200,
    plain.headers["content-type"],
  ]);
  expect((await world.app.inject({ method: "DELETE", url: `${url}/` })).statusCode).toBe(405);
});

test("there are no tiles outside the zooms that are stated", async () => {
  const tileJson = await world.json<{ tiles: string[]; minzoom: number; maxzoom: number }>(
    "/tiles/villages.json",
  );
  const { pathname, search } = new URL(tileJson.tiles[0]!.replace("{z}/{x}/{y}", "ZXY"));
  const { tileMatrixSetLimits: limits } = await world.json<{
    tileMatrixSetLimits: { tileMatrix: string; minTileRow: number; minTileCol: number }[];
  }>("/ogc/collections/villages/tiles/WebMercatorQuad");
  expect([limits[0]?.tileMatrix, limits.at(-1)?.tileMatrix]).toEqual([
    String(tileJson.minzoom),
    String(tileJson.maxzoom),
  ]);
  for (let z = 0; z <= 16; z++) {
    const x = Math.floor(((106.9 + 180) / 360) * 2 ** z);
    const y = Math.floor(0.4375 * 2 ** z);
    const isServed = z >= tileJson.minzoom && z <= tileJson.maxzoom;
    for (const url of [
      pathname.replace("ZXY", `${z}/${x}/${y}`) + search,
      `/ogc/tiles/WebMercatorQuad/${z}/${y}/${x}`,
    ])
      expect([url, (await world.get(url)).statusCode === 404]).toEqual([url, !isServed]);
  }
});

test("every operation has an id of its own and documents its errors as problem+json", async () => {
  type Operation = { operationId?: string; responses: Record<string, Record<string, unknown>> };
  for (const url of ["/ogc/api", "/api/openapi.json"]) {
    const { paths, components } = await world.json<{
      paths: Record<string, Record<string, Operation>>;
      components?: { responses?: Record<string, Record<string, unknown>> };
    }>(url);
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { responses } of operations) {
      const { $ref, ...given } = responses.default as { $ref?: string; content?: object };
      const { content } = $ref ? components!.responses![$ref.split("/").at(-1)!]! : given;
      expect(Object.keys(content as object)).toEqual(["application/problem+json"]);
    }
  }
});
