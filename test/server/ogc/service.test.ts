import { connect } from "node:net";
import SwaggerParser from "@apidevtools/swagger-parser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedWorld, serveWorld, WORLD } from "./served-world.ts";

interface Link {
  rel: string;
  href: string;
  type?: string;
  templated?: boolean;
}
interface Linked {
  links: Link[];
}

let world: ServedWorld;
beforeAll(async () => {
  world = await serveWorld();
});
afterAll(() => world.app.close());

const ITEMS = "/ogc/collections/villages/items";
const TILE = "/ogc/tiles/WebMercatorQuad/9/224/407";
const RESOURCES = ["/ogc", "/ogc/", "/ogc/conformance", "/ogc/collections", ITEMS, TILE];

test.each(RESOURCES)("A01 HEAD of %s answers as GET without a body", async (url) => {
  const get = await world.get(url);
  const head = await world.app.inject({ method: "HEAD", url });
  expect(get.statusCode).toBe(200);
  expect(head.statusCode).toBe(200);
  expect(head.body).toBe("");
  const { date: _date, ...ofGet } = get.headers;
  const { date: _headDate, ...ofHead } = head.headers;
  expect(ofHead).toEqual(ofGet);
});

test("A02 the landing page leads everywhere by absolute addresses that answer", async () => {
  for (const url of ["/ogc", "/ogc/"]) {
    const landing = await world.get(url, { accept: "application/json" });
    expect(landing.headers["content-type"]).toMatch(/^application\/json/);
    const { links } = landing.json<Linked>();
    const rels = links.map((link) => link.rel);
    expect(rels).toEqual(
      expect.arrayContaining(["conformance", "data", "service-desc", "service-doc"]),
    );
    for (const { href, type = "" } of links) {
      expect(href).toMatch(/^https?:\/\//);
      const answer = await world.get(pathOf(href), { accept: type });
      expect([href, answer.statusCode]).toEqual([href, 200]);
      expect(bare(answer.headers["content-type"])).toBe(type.split(";")[0]);
    }
  }
});

test("A02 every link of every document answers as the type that it names", async () => {
  const seen = new Set<string>();
  const queue = ["/ogc"];
  while (queue.length > 0) {
    const url = queue.pop() as string;
    const answer = await world.get(url, { accept: "application/json, application/geo+json" });
    const {
      links = [],
      collections = [],
      tilesets = [],
    } = answer.json<Partial<Linked> & { collections?: Linked[]; tilesets?: Linked[] }>();
    for (const { href, type = "", templated } of [links, collections, tilesets]
      .flat()
      .flatMap((one) => ("links" in one ? one.links : [one]))) {
      if (templated || seen.has(href)) continue;
      seen.add(href);
      const linked = await world.get(pathOf(href), { accept: type });
      expect([href, linked.statusCode]).toEqual([href, 200]);
      expect([href, bare(linked.headers["content-type"])]).toEqual([href, type.split(";")[0]]);
      if (type === "application/json") queue.push(pathOf(href));
    }
  }
  expect(seen.size).toBeGreaterThan(60);
});

test("A03 landing, collections and items link to themselves and to their other form", async () => {
  for (const url of ["/ogc", "/ogc/collections", "/ogc/conformance", ITEMS]) {
    const { links } = await world.json<Linked>(`${url}?f=json`);
    const of = (rel: string) => links.find((link) => link.rel === rel);
    expect(of("self")?.type).toMatch(/json/);
    expect(of("alternate")?.type).toBe("text/html");
  }
});

test("A04 service-desc has the media type to the character, service-doc is a page", async () => {
  const { links } = await world.json<Linked>("/ogc");
  const descriptions = links.filter((link) => link.rel === "service-desc");
  expect(descriptions.map((link) => link.type)).toEqual([OPENAPI]);
  expect(links.find((link) => link.rel === "service-doc")?.type).toBe("text/html");
});

const OPENAPI = "application/vnd.oai.openapi+json;version=3.0";

test("A05 the OpenAPI document is sent under its name and is valid 3.0", async () => {
  const answer = await world.get("/ogc/api", { accept: OPENAPI });
  expect(answer.headers["content-type"]).toBe(OPENAPI);
  expect(answer.body).not.toMatch(/"\$ref":"[^#]/);
  const document = answer.json<Parameters<typeof SwaggerParser.validate>[0] & object>();
  expect(document).toMatchObject({ openapi: "3.0.3", security: [] });
  await expect(SwaggerParser.validate(structuredClone(document))).resolves.toBeTruthy();
});

test("A06 conformance names Features 1.0 core, GeoJSON, OpenAPI 3.0, HTML and Tiles", async () => {
  const { conformsTo } = await world.json<{ conformsTo: string[] }>("/ogc/conformance");
  for (const name of ["core", "geojson", "oas30", "html"])
    expect(conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`);
  for (const name of ["core", "mvt", "tileset", "dataset-tilesets", "geodata-tilesets"])
    expect(conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/${name}`);
});

interface ApiDocument {
  paths: Record<
    string,
    {
      get: {
        parameters: { $ref: string }[];
        responses: Record<string, { $ref?: string; content?: Record<string, unknown> }>;
      };
    }
  >;
  components: {
    parameters: Record<string, Record<string, unknown> & { schema: Record<string, unknown> }>;
    responses: Record<string, { content?: Record<string, unknown> }>;
  };
}

test("A07 every answer met is documented: address, status and media type", async () => {
  const api = await world.json<ApiDocument>("/ogc/api");
  const asked: [string, Record<string, string>?][] = [
    ["/ogc/"],
    ["/ogc/?f=html"],
    ["/ogc/?f=xyz"],
    ["/ogc/conformance"],
    ["/ogc/collections", { accept: "text/html" }],
    ["/ogc/collections/communes"],
    ["/ogc/collections/communes", { accept: "image/png" }],
    [ITEMS],
    [ITEMS, { accept: "application/json" }],
    [ITEMS, { accept: "text/html" }],
    [`${ITEMS}?limit=0`],
    [`${ITEMS}/v00`],
    [`${ITEMS}/nope`],
    ["/ogc/collections/roads/items?datetime=x"],
    ["/ogc/api"],
    ["/ogc/api", { accept: "text/html" }],
    ["/ogc/api.html"],
    ["/ogc/style.css"],
    ["/ogc/licence"],
    ["/ogc/tiles"],
    ["/ogc/tiles/WebMercatorQuad"],
    [TILE],
    ["/ogc/tiles/WebMercatorQuad/12/0/0"],
    ["/ogc/tiles/WebMercatorQuad/99/0/0"],
    ["/ogc/collections/sites/tiles/WebMercatorQuad"],
    ["/ogc/tileMatrixSets"],
    ["/ogc/tileMatrixSets/WebMercatorQuad"],
  ];
  for (const [url, headers] of asked) {
    const { statusCode, headers: answered } = await world.get(url, headers);
    const path = url.slice("/ogc".length).split("?")[0] as string;
    const template = Object.keys(api.paths)
      .sort((a, b) => Number(a.includes("{")) - Number(b.includes("{")))
      .find((one) => new RegExp(`^${one.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path));
    expect(template, url).toBeDefined();
    const { responses } = api.paths[template as string]!.get;
    const found = responses[statusCode];
    const documented = found?.$ref
      ? api.components.responses[found.$ref.split("/").at(-1) as string]
      : found;
    expect(documented, `${url} ${statusCode}`).toBeDefined();
    const types = Object.keys(documented?.content ?? {}).map((type) => bare(type));
    if (statusCode !== 204) expect(types, url).toContain(bare(answered["content-type"]));
  }
});

test.each([
  ["text/html", 200, "text/html"],
  ["application/json", 200, "application/json"],
  ["*/*", 200, "application/json"],
  ["text/html;q=0.5, application/json;q=0.4", 200, "text/html"],
  ["application/xml", 406, "application/problem+json"],
  ["%%garbage;;", 406, "application/problem+json"],
])("A09 Accept: %s gives %i %s", async (accept, status, type) => {
  for (const url of ["/ogc", "/ogc/collections", ITEMS]) {
    const answer = await world.get(url, { accept });
    expect(answer.statusCode).toBe(status);
    const expected = url === ITEMS && accept === "*/*" ? "application/geo+json" : type;
    expect(bare(answer.headers["content-type"])).toBe(expected);
    if (status === 200) expect(answer.headers.vary).toMatch(/\bAccept\b(?!-)/);
  }
});

test("A09 f decides over Accept, and an unknown f is refused", async () => {
  expect((await world.get("/ogc?f=json", { accept: "text/html" })).headers["content-type"]).toMatch(
    /json/,
  );
  expect((await world.get("/ogc?f=html")).headers["content-type"]).toMatch(/^text\/html/);
  expect((await world.get("/ogc?f=xyz")).statusCode).toBe(400);
  expect((await world.get(`${ITEMS}?f=xyz`)).statusCode).toBe(400);
});

test("A10 anybody's page may read, without credentials", async () => {
  const answer = await world.get(ITEMS, { origin: "https://example.org" });
  expect(answer.headers["access-control-allow-origin"]).toBe("*");
  expect(answer.headers["access-control-allow-credentials"]).toBeUndefined();
  for (const name of ["Content-Crs", "Link", "ETag"])
    expect(String(answer.headers["access-control-expose-headers"])).toContain(name);
});

test("A11 whoever holds an answer hears 304, until something is published", async () => {
  const own = await serveWorld();
  const urls = ["/ogc", "/ogc/collections", ITEMS, `${ITEMS}/v00`, TILE, "/tiles/villages.json"];
  const held = new Map<string, string>();
  for (const url of urls)
    for (const encoding of ["identity", "gzip"]) {
      const first = await own.get(url, { "accept-encoding": encoding });
      const etag = String(first.headers.etag);
      const second = await own.get(url, { "accept-encoding": encoding, "if-none-match": etag });
      expect([url, second.statusCode, second.body]).toEqual([url, 304, ""]);
      held.set(url, etag);
    }
  await own.store.commit({
    recordedAt: "2026-01-02T00:00:00Z",
    by: "test",
    note: "one thôn has a new name",
    put: { villages: [{ ...WORLD.villages![0]!, name: "Tên khác" }] },
  });
  own.later(600);
  for (const url of [ITEMS, `${ITEMS}/v00`, TILE, "/tiles/villages.json"]) {
    const after = await own.get(url, { "if-none-match": held.get(url) as string });
    expect([url, after.statusCode]).toEqual([url, 200]);
  }
  await own.app.close();
});

test("A12 refusals are problem+json with their own status and no inside", async () => {
  const refusals: [string, number, Record<string, string>?][] = [
    [`${ITEMS}?limit=0`, 400],
    ["/ogc/collections/nope", 404],
    ["/ogc/collections", 406, { accept: "image/png" }],
    ["/tiles/0/ke-hoach-2023/2025-12-31/villages/0/0/0.mvt", 404],
  ];
  for (const [url, status, headers] of refusals) {
    const answer = await world.get(url, headers);
    expect([url, answer.statusCode]).toEqual([url, status]);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    const problem = answer.json<Record<string, unknown>>();
    expect(problem).toMatchObject({
      status,
      title: expect.any(String),
      detail: expect.any(String),
    });
    expect(String(problem.type)).toMatch(/^(urn:|about:blank|https?:)/);
    expect(answer.body).not.toMatch(/\.ts|node_modules|SELECT/);
  }
});

test.each(["POST", "PUT", "PATCH", "DELETE"] as const)(
  "A13 %s is refused with Allow",
  async (method) => {
    for (const url of ["/ogc", "/ogc/conformance", ITEMS, `${ITEMS}/v00`, TILE]) {
      const answer = await world.app.inject({ method, url, payload: "{" });
      expect([url, answer.statusCode]).toEqual([url, 405]);
      expect(answer.headers.allow).toContain("GET");
    }
  },
);

test("A14 strange addresses are refused and the server lives on", async () => {
  const own = await serveWorld();
  await own.app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = own.app.server.address() as { port: number };
  const paths = [
    "/%",
    "/ogc/collections/%",
    "/ogc/collections/%00",
    "/ogc/..%2f..%2fetc/passwd",
    "/ogc/collections/%2e%2e",
    "//",
    `/ogc/${"a".repeat(8000)}`,
    `${ITEMS}?${Array.from({ length: 100 }, (_, n) => `p${n}=1`).join("&")}`,
    `${ITEMS}/%E0%A4%A`,
  ];
  for (const path of paths) {
    const status = await rawStatus(port, path);
    expect([path.slice(0, 40), [400, 404, 414, 431].includes(status)]).toEqual([
      path.slice(0, 40),
      true,
    ]);
  }
  expect(await rawStatus(port, "/ogc", `X-Long: ${"a".repeat(17_000)}\r\n`)).toBe(431);
  expect(await rawStatus(port, "/ogc")).toBe(200);
  await own.app.close();
});

test("links are of the configured address, and a forged Host is refused", async () => {
  const own = await serveWorld(WORLD, { publicUrl: "https://song.example.vn" });
  const landing = await own.json<Linked>("/ogc");
  expect(landing.links.every((link) => link.href.startsWith("https://song.example.vn/"))).toBe(
    true,
  );
  await own.app.close();
  expect((await world.get("/ogc", { host: 'evil"><script>' })).statusCode).toBe(400);
});

/** Status of a request whose path no client library would let through. */
function rawStatus(port: number, path: string, headers = ""): Promise<number> {
  return new Promise((done, fail) => {
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}Connection: close\r\n\r\n`,
      ),
    );
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("close", () => done(Number(text.split(" ")[1])));
    socket.on("error", fail);
  });
}

function pathOf(href: string): string {
  const { pathname, search } = new URL(href);
  return pathname + search;
}

function bare(type: unknown): string {
  return String(type).split(";")[0] as string;
}
