import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { PUBLIC_VIEWER, type Viewer } from "../../../geodata/model/viewer.ts";
import { makeTerrainReader } from "../../../server/terrain/terrain-reader.ts";
import { openTestApp } from "../small-world.ts";
import type { Rows } from "./real-set.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const CLIENT_DIR = join(ROOT, "client/dist");
/** One for all worlds: the terrain is not what they differ in. */
const TERRAIN = makeTerrainReader({
  terrainDir: "/nonexistent",
  datasetDir: join(ROOT, "geodata/datasets/caoloc"),
});

export interface OpenedWorld {
  app: FastifyInstance;
  /** What Fastify was given, by address pattern; files of the client are left out. */
  routes: readonly { url: string; query: Readonly<Record<string, { description?: string }>> }[];
}

/** A test's own way of saying who asks. */
const VIEWER_HEADER = "x-test-viewer";

/** The application on these rows as the public, or whoever a request says, meets it, with its GET routes. */
export async function openWorld(
  rows: Rows,
  publicDetail: "full" | "generalised" = "generalised",
): Promise<OpenedWorld> {
  const { app } = await openTestApp({
    rows,
    terrain: TERRAIN,
    clientDir: CLIENT_DIR,
    viewerOf: ({ headers }) => {
      const role = headers[VIEWER_HEADER] as Viewer["role"] | undefined;
      return role === undefined ? PUBLIC_VIEWER : { role };
    },
    config: { publicDetail, requestsPerMinute: 0, maxLagMs: 0 },
  });
  const routes = app.routeTable
    .filter(({ method }) => method === "GET")
    .filter(({ url }) => url === "/" || !existsSync(join(CLIENT_DIR, url)))
    .map(({ url, schema }) => {
      const { properties = {} } = (schema?.querystring ?? {}) as {
        properties?: OpenedWorld["routes"][number]["query"];
      };
      return { url, query: { ...properties } };
    });
  return { app, routes };
}

export function ask(
  app: FastifyInstance,
  url: string,
  role?: Viewer["role"],
  /** ETag of the copy that the asker holds. */
  held?: string,
): Promise<LightMyRequestResponse> {
  const headers = {
    host: "song-thon.test",
    ...(role && { [VIEWER_HEADER]: role }),
    ...(held !== undefined && { "if-none-match": held }),
  };
  return app.inject({ url, headers });
}

/** Everything that an answer says, but for the time of day. */
export async function bytesOf(
  app: FastifyInstance,
  url: string,
  role?: Viewer["role"],
  held?: string,
): Promise<string> {
  const { statusCode, headers, rawPayload } = await ask(app, url, role, held);
  const { date: _date, ...told } = headers;
  return `${statusCode} ${JSON.stringify(told)}\n${rawPayload.toString("latin1")}`;
}

const ZOOMS = [6, 9, 11, 12, 14];
const MOST_TILES = 12;
const SORT_KEYS: string[] = [
  "name",
  "commune",
  "households",
  "population",
  "distanceToMast",
  "distanceToRoad",
  "operatorCount",
  "verdict",
  "rank",
];

/**
 * An address for every way in which a route can be asked, filled in from what the routes answer
 * themselves. Throws for a route or a parameter that it does not know: whoever adds one says here
 * how it is asked.
 */
export async function addressesOf(
  { app, routes }: OpenedWorld,
  storedIds: readonly string[],
): Promise<string[]> {
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, read by name
  const json = async (url: string): Promise<any> => {
    const answer = await ask(app, url);
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
    return answer.json();
  };
  const summary = await json("/api/summary");
  const days: string[] = [...summary.evidenceDays.slice(0, 1), ...summary.evidenceDays.slice(-1)];
  const rules = (await json("/api/rules")).items.map(({ id }: { id: string }) => id);
  const operators = (await json("/api/operators")).items.map(({ code }: { code: string }) => code);
  const villages = (await json("/api/villages?limit=1000")).items as { id: string; name: string }[];
  const communes = (
    await Promise.all(["2023", "2025"].map((epoch) => json(`/api/communes?epoch=${epoch}`)))
  ).flatMap(({ items }) => items.map(({ code }: { code: string }) => code)) as string[];
  const collections = (await json("/ogc/collections")).collections.map(
    ({ id }: { id: string }) => id,
  ) as string[];
  const features = new Map<string, { id: string; properties: Record<string, string> }[]>();
  for (const id of collections)
    features.set(id, (await json(`/ogc/collections/${id}/items?limit=10000`)).features);
  const sites = [
    ...new Set((features.get("sites") ?? []).map(({ properties }) => properties.siteId!)),
  ];

  const values: Record<string, readonly string[]> = {
    asOf: [...days, "2019-01-01"],
    from: days,
    to: days,
    rule: rules,
    fromRule: rules,
    toRule: rules,
    epoch: ["2023", "2025"],
    operator: operators,
    technology: ["umts", "lte", "nr"],
    theme: ["mobile", "ftth"],
    commune: [...communes, "06196@2025-07-01"],
    verdict: ["trang_song", "lom_song,chua_ro", "co_cap"],
    remote: ["true", "false"],
    q: ["trạm", "viettel", "vtl", "kq", "kq-tram-vtl", villages[0]!.name, ...storedIds.slice(0, 3)],
    sort: SORT_KEYS.flatMap((key) => [key, `-${key}`]),
    limit: ["3"],
    offset: ["2"],
    format: ["csv", "xlsx"],
    columns: ["name,distanceToSpanM,distanceToCabinetM"],
  };
  const asked = (base: string, names: readonly string[]) => [
    ...(names.includes("q") ? [] : [base]),
    ...names.flatMap((name) => {
      const known = values[name];
      if (!known) throw new Error(`${base}: how is the parameter "${name}" asked?`);
      return known.map((value) => `${base}?${new URLSearchParams({ [name]: value })}`);
    }),
  ];
  const ids = (name: string) => features.get(name)!.map(({ id }) => encodeURIComponent(id));
  const items = (id: string) => {
    const base = `/ogc/collections/${id}/items`;
    return [
      base,
      ...[
        "f=html",
        "limit=3",
        "limit=10000",
        `datetime=${days[0]}`,
        "bbox=106.6,21.8,106.8,22",
      ].map((query) => `${base}?${query}`),
      ...(id === "villages" ? rules.map((rule: string) => `${base}?limit=10000&rule=${rule}`) : []),
      ...storedIds.slice(0, 3).map((one) => `${base}/${encodeURIComponent(one)}`),
      ...ids(id).flatMap((one, at) => [
        `${base}/${one}`,
        ...(at % 10 === 0 ? [`${base}/${one}?f=html`, `${base}?limit=3&after=${one}`] : []),
      ]),
    ];
  };
  const tilesets = ["villages", "communes", "sites", "fibre", "roads", "places", "sites,fibre"];
  const tileJsons = tilesets.flatMap((name) => asked(`/tiles/${name}.json`, ["asOf", "operator"]));
  const terrain = (await json("/tiles/terrain.json")).tiles[0] as string;
  const bounds = (await json("/tiles/villages.json")).bounds as number[];
  const tiles = ZOOMS.flatMap((z) => tilesOver(bounds, z));

  /** How each address with a place in it is filled. */
  const fill: Record<string, () => Promise<string[]> | string[]> = {
    "/api/villages/:id": () => [
      ...villages.map(({ id }) => `/api/villages/${id}`),
      ...asked(`/api/villages/${villages[0]!.id}`, ["asOf", "rule", "epoch"]),
    ],
    "/api/communes/:code": () =>
      [...new Set(communes)].flatMap((code) => asked(`/api/communes/${code}`, ["asOf", "epoch"])),
    "/api/sites/:id": () => [
      ...sites.map((id) => `/api/sites/${id}`),
      ...sites.slice(0, 2).flatMap((id) => asked(`/api/sites/${id}`, ["asOf"])),
      ...storedIds.map((id) => `/api/sites/${encodeURIComponent(id)}`),
    ],
    "/tiles/terrain/:hash/:z/:x/:file": () => [
      terrain.replace("http://song-thon.test", "").replace("{z}/{x}/{y}", "9/407/224"),
    ],
    "/tiles/:file": () => tileJsons,
    "/tiles/:version/:rule/:asOf/:tilesets/:z/:x/:file": async () => {
      const templates = [];
      for (const name of tilesets)
        for (const query of ["", `?asOf=${days[0]}`, `?operator=${operators[0]}`])
          templates.push((await json(`/tiles/${name}.json${query}`)).tiles[0] as string);
      return templates.flatMap((template) =>
        tiles.map(({ z, x, y }) =>
          template.replace("http://song-thon.test", "").replace("{z}/{x}/{y}", `${z}/${x}/${y}`),
        ),
      );
    },
    "/ogc/collections/:collectionId": () => collections.map((id) => `/ogc/collections/${id}`),
    "/ogc/collections/:collectionId/schema": () =>
      collections.map((id) => `/ogc/collections/${id}/schema`),
    "/ogc/collections/:collectionId/items": () => collections.flatMap(items),
    // Filled in with the pages above.
    "/ogc/collections/:collectionId/items/:featureId": () => [],
    "/ogc/collections/:collectionId/tiles": () =>
      collections.map((id) => `/ogc/collections/${id}/tiles`),
    "/ogc/collections/:collectionId/tiles/WebMercatorQuad": () =>
      collections.map((id) => `/ogc/collections/${id}/tiles/WebMercatorQuad`),
    "/ogc/collections/:collectionId/tiles/WebMercatorQuad/:tileMatrix/:tileRow/:tileCol": () =>
      collections.flatMap((id) =>
        tiles
          .slice(0, 6)
          .map(({ z, x, y }) => `/ogc/collections/${id}/tiles/WebMercatorQuad/${z}/${y}/${x}`),
      ),
    "/ogc/tiles/WebMercatorQuad/:tileMatrix/:tileRow/:tileCol": () =>
      tiles.map(({ z, x, y }) => `/ogc/tiles/WebMercatorQuad/${z}/${y}/${x}`),
    "/xa/:code": () => [`/xa/${communes[0]}`],
  };
  const addresses: string[] = [];
  for (const { url, query } of routes) {
    if (!url.includes(":")) {
      addresses.push(...asked(url, Object.keys(query)));
      continue;
    }
    const filled = fill[url];
    if (!filled) throw new Error(`How is the route ${url} asked?`);
    addresses.push(...(await filled()));
  }
  return [...new Set(addresses), "/nowhere"];
}

/** Tiles over a box, at most a dozen of a zoom, spread over it. */
function tilesOver([west, south, east, north]: number[], z: number) {
  const column = (lon: number) => Math.floor(((lon + 180) / 360) * 2 ** z);
  const row = (lat: number) => {
    const angle = (lat * Math.PI) / 180;
    return Math.floor(((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * 2 ** z);
  };
  const all = [];
  for (let x = column(west!); x <= column(east!); x += 1)
    for (let y = row(north!); y <= row(south!); y += 1) all.push({ z, x, y });
  const step = Math.max(1, Math.floor(all.length / MOST_TILES));
  return all.filter((_, at) => at % step === 0);
}
