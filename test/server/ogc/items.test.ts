import { gunzipSync } from "node:zlib";
import { bboxPolygon, booleanClockwise, booleanIntersects } from "@turf/turf";
import fc from "fast-check";
import type { Feature, Geometry, Polygon } from "geojson";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_LIMIT, MAX_LIMIT } from "../../../server/ogc/items-limit.ts";
import { makeVillage } from "../../makers.ts";
import {
  type ServedWorld,
  serveWorld,
  VILLAGE_COUNT,
  WITHOUT_AREA,
  WORLD,
} from "./served-world.ts";

interface Properties extends Record<string, unknown> {
  validFrom: string;
  validTo: string | null;
}
interface Page {
  type: string;
  features: (Feature<Geometry, Properties> & { id: string })[];
  links: { rel: string; href: string; type: string }[];
  numberMatched: number;
  numberReturned: number;
  timeStamp: string;
  notice?: string;
}

const ALL = ["villages", "village-centres", "communes", "sites", "fibre-spans", "roads"];
const items = (id: string, query = "") => `/ogc/collections/${id}/items${query}`;

let world: ServedWorld;
beforeAll(async () => {
  world = await serveWorld();
});
afterAll(() => world.app.close());

const idsOf = (page: Page) => page.features.map((feature) => feature.id);
const ask = (id: string, query: Record<string, string> = {}) =>
  world.json<Page>(items(id, `?${new URLSearchParams({ limit: "10000", ...query })}`));

test("C01 C02 items are GeoJSON with every member that RFC 7946 wants", async () => {
  for (const id of ALL) {
    const answer = await world.get(items(id), { accept: "application/geo+json" });
    expect(answer.headers["content-type"]).toBe("application/geo+json");
    expect(answer.headers["content-crs"]).toBe("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
    const page = answer.json<Page>();
    expect(page.type).toBe("FeatureCollection");
    for (const feature of page.features) {
      expect(feature.type).toBe("Feature");
      expect(feature).toHaveProperty("geometry.coordinates");
      expect(feature.properties).toBeTypeOf("object");
    }
    expect(page).not.toHaveProperty("crs");
  }
});

test("C03 a page links to itself, its other form and its neighbours, each with a type", async () => {
  const first = await world.json<Page>(items("villages", "?limit=7"));
  expect(first.links.map((link) => link.rel)).toEqual(["self", "alternate", "next", "collection"]);
  expect(first.links.every((link) => link.type.length > 0)).toBe(true);
  const second = await world.json<Page>(pathOf(linkOf(first, "next")));
  const back = await world.json<Page>(pathOf(linkOf(second, "prev")));
  expect(idsOf(back)).toEqual(idsOf(first));
});

test("C04 timeStamp is the moment of the answer, to the second, also when the page was kept", async () => {
  const own = await serveWorld();
  let skippedMs = 0;
  for (const coding of ["identity", "gzip", "identity", "gzip"]) {
    const beforeMs = Date.now() + skippedMs;
    const answer = await own.get(items("roads"), { "accept-encoding": coding });
    const afterMs = Date.now() + skippedMs;
    const isZipped = answer.headers["content-encoding"] === "gzip";
    const body = isZipped ? gunzipSync(answer.rawPayload) : answer.rawPayload;
    const { timeStamp } = JSON.parse(body.toString()) as Page;
    expect(isZipped).toBe(coding === "gzip");
    expect(Date.parse(timeStamp)).toBeGreaterThanOrEqual(Math.floor(beforeMs / 1000) * 1000);
    expect(Date.parse(timeStamp)).toBeLessThanOrEqual(afterMs);
    own.later(1000);
    skippedMs += 1000;
  }
  await own.app.close();
});

test("C05 C06 C07 paging with any limit meets each feature once and every page counts right", async () => {
  for (const limit of [1, 7, DEFAULT_LIMIT, MAX_LIMIT])
    for (const extra of ["", "&bbox=106.86,21.9,106.9,21.95", "&datetime=2023-06-30"]) {
      const met: string[] = [];
      let url: string | undefined = items("villages", `?limit=${limit}${extra}`);
      let matched: number | undefined;
      while (url !== undefined) {
        const page: Page = await world.json<Page>(url);
        matched ??= page.numberMatched;
        expect(page.numberMatched).toBe(matched);
        expect(page.numberReturned).toBe(page.features.length);
        expect(page.features.length).toBeLessThanOrEqual(limit);
        met.push(...idsOf(page));
        const next = page.links.find((link) => link.rel === "next");
        if (next) {
          const kept = new URL(next.href).searchParams;
          expect(kept.get("limit")).toBe(String(limit));
          for (const [name, value] of new URLSearchParams(extra))
            expect(kept.get(name)).toBe(value);
        }
        url = next && pathOf(next.href);
      }
      expect(new Set(met).size).toBe(met.length);
      expect(met.length).toBe(matched);
    }
});

test("C08 whoever pages while others write meets what was always there exactly once", async () => {
  const own = await serveWorld();
  const stable = new Set((WORLD.villages ?? []).map((village) => village.id));
  const met: string[] = [];
  let url: string | undefined = items("village-centres", "?limit=3");
  for (let round = 0; url !== undefined; round++) {
    const page: Page = await own.json<Page>(url);
    met.push(...idsOf(page));
    const next = page.links.find((link) => link.rel === "next");
    url = next && pathOf(next.href);
    if (round % 3 !== 0) continue;
    // One thôn appears before the place reached and one that was added disappears.
    await own.store.commit({
      recordedAt: "2026-01-02T00:00:00Z",
      by: "test",
      note: "write",
      retire: [{ kind: "villages", ids: [`a${round - 3}`] }],
      put: { villages: [makeVillage({ id: `a${round}` })] },
    });
    own.later(520);
  }
  const stableMet = met.filter((id) => stable.has(id));
  expect(stableMet.sort()).toEqual([...stable].sort());
  await own.app.close();
});

test("C09 C14 C19 the document describes limit, bbox and datetime as the standard wants", async () => {
  const { components } = await world.json<{
    components: { parameters: Record<string, Record<string, unknown>> };
  }>("/ogc/api");
  const { limit, bbox, datetime } = components.parameters;
  const common = { in: "query", required: false, style: "form", explode: false };
  expect(limit).toMatchObject({
    ...common,
    schema: { type: "integer", minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
  });
  expect(bbox).toMatchObject({
    ...common,
    schema: { type: "array", items: { type: "number" }, minItems: 4, maxItems: 6 },
  });
  expect(datetime).toMatchObject({ ...common, schema: { type: "string" } });
});

test("C10 a limit above the greatest is no error", async () => {
  expect((await world.json<Page>(items("villages", "?limit=1"))).features).toHaveLength(1);
  for (const limit of [MAX_LIMIT + 1, 10_000_000])
    expect((await world.json<Page>(items("villages", `?limit=${limit}`))).numberReturned).toBe(
      VILLAGE_COUNT - WITHOUT_AREA,
    );
});

test.each(["0", "-1", "abc", "1.5", "1e3", "", "0x10", "99999999999999999999", " 1", "+1"])(
  "C11 limit=%s is refused",
  async (limit) => {
    expect(
      (await world.get(items("villages", `?limit=${encodeURIComponent(limit)}`))).statusCode,
    ).toBe(400);
  },
);

test("C12 C13 unknown and repeated parameters are refused everywhere", async () => {
  for (const url of [
    "/ogc",
    "/ogc/collections",
    "/ogc/conformance",
    items("villages"),
    items("villages", "/v00"),
  ])
    expect([url, (await world.get(`${url}?foo12345=1`)).statusCode]).toEqual([url, 400]);
  for (const query of ["limit=1&limit=2", "bbox=1,2,3,4&bbox=1,2,3,4", "f=json&f=json"])
    expect([query, (await world.get(items("villages", `?${query}`))).statusCode]).toEqual([
      query,
      400,
    ]);
  expect((await world.get(items("roads", "?rule=ke-hoach-2023"))).statusCode).toBe(400);
  expect((await world.get(items("villages", "?rule=nope"))).statusCode).toBe(400);
});

test("C15 a box finds what intersects it, by an independent computation", async () => {
  const everything = await Promise.all(ALL.map((id) => ask(id)));
  const lon = fc.double({ min: 106.84, max: 106.96, noNaN: true });
  const lat = fc.double({ min: 21.87, max: 21.99, noNaN: true });
  const side = fc.double({ min: 0, max: 0.04, noNaN: true });
  await fc.assert(
    fc.asyncProperty(lon, lat, side, side, async (west, south, width, height) => {
      const box: [number, number, number, number] = [west, south, west + width, south + height];
      for (const [index, id] of ALL.entries()) {
        const expected = everything[index]!.features.filter((feature) =>
          booleanIntersects(feature, bboxPolygon(box)),
        ).map((feature) => feature.id);
        expect(idsOf(await ask(id, { bbox: box.join(",") }))).toEqual(expected);
      }
    }),
    { numRuns: 60 },
  );
});

test("C15 touching counts: an edge, a corner, a point, a line", async () => {
  // v00 is the square of 0.005 degrees around 106.855, 21.9.
  const touching = [
    "106.84,21.89,106.85,21.91",
    "106.84,21.88,106.85,21.895",
    "106.85,21.9,106.85,21.9",
    "106.84,21.9,106.852,21.9",
  ];
  for (const bbox of touching) expect(idsOf(await ask("villages", { bbox }))).toContain("v00");
  expect(idsOf(await ask("villages", { bbox: "106.84,21.88,106.8499,21.91" }))).toEqual([]);
});

test("C17 boxes with heights and across the antimeridian are answered", async () => {
  const flat = await ask("villages", { bbox: "106,21,107,22" });
  expect(idsOf(await ask("villages", { bbox: "106,21,-10,107,22,9000" }))).toEqual(idsOf(flat));
  expect((await ask("villages", { bbox: "170,21,-170,22" })).numberMatched).toBe(0);
  expect(idsOf(await ask("villages", { bbox: "106,21,-170,22" }))).toEqual(idsOf(flat));
});

test.each([
  "1,2,3",
  "1,2,3,4,5",
  "1,2,3,4,5,6,7",
  "a,b,c,d",
  "NaN,21,107,22",
  "106,22,107,21",
  "106,21,107,91",
  "106,21,361,22",
  "106,21,107,22,",
  "106,21,,22",
  "106,21,9000,107,22,-10",
  "0x6a,21,107,22",
  "",
])("C18 bbox=%s is refused", async (bbox) => {
  const answer = await world.get(items("villages", `?bbox=${encodeURIComponent(bbox)}`));
  expect(answer.statusCode).toBe(400);
});

test.each([
  ["2023-06-30", "2023-06-30", "2023-06-30"],
  ["2025-07-01T00:00:00Z", "2025-07-01", "2025-07-01"],
  ["2025-07-01t00:00:00.123z", "2025-07-01", "2025-07-01"],
  ["2025-06-30T23:59:59+07:00", "2025-06-30", "2025-06-30"],
  ["2025-06-30T17:00:00Z", "2025-07-01", "2025-07-01"],
  ["2023-01-01/2024-01-15", "2023-01-01", "2024-01-15"],
  ["../2019-12-31", "", "2019-12-31"],
  ["2025-07-01/..", "2025-07-01", "9999"],
  ["/2024-05-31", "", "2024-05-31"],
  ["2024-06-01/", "2024-06-01", "9999"],
])("C19 datetime=%s finds what is valid on its days", async (datetime, from, to) => {
  for (const id of ALL) {
    const { features } = await ask(id);
    const expected = features
      .filter(
        ({ properties: { validFrom, validTo } }) => validFrom <= to && (validTo ?? "9999") >= from,
      )
      .map((feature) => feature.id);
    expect(idsOf(await ask(id, { datetime }))).toEqual(expected);
  }
});

test.each([
  "2020-13-01",
  "../..",
  "/",
  "a/b/c",
  "2024-01-01/2023-01-01",
  "2025-02-30",
  "2023-02-29T00:00:00Z",
  "2023-01-01T25:00:00Z",
  "2023-01-01T00:00:00",
  "2023-1-1",
  "2023",
  "",
  "2023-01-01T10:00:00Z/2023-01-01T09:00:00Z",
])("C20 datetime=%s is refused", async (datetime) => {
  const answer = await world.get(items("communes", `?datetime=${encodeURIComponent(datetime)}`));
  expect(answer.statusCode).toBe(400);
});

test("C21 box, day and limit hold together", async () => {
  const bbox = "106.86,21.9,106.9,21.95";
  const [inBox, onDay, both] = await Promise.all([
    ask("villages", { bbox }),
    ask("villages", { datetime: "2024-06-30" }),
    ask("villages", { bbox, datetime: "2024-06-30", limit: "5" }),
  ]);
  const expected = idsOf(inBox).filter((id) => idsOf(onDay).includes(id));
  expect(both.numberMatched).toBe(expected.length);
  expect(idsOf(both)).toEqual(expected.slice(0, 5));
});

test("C23 rings are closed, exteriors counter-clockwise, decimals few, ids unique", async () => {
  for (const id of ALL) {
    const page = await ask(id);
    expect(new Set(idsOf(page)).size).toBe(page.features.length);
    for (const { geometry } of page.features) {
      expect(JSON.stringify(geometry)).not.toMatch(/\.\d{8,}/);
      if (geometry.type !== "Polygon") continue;
      for (const [hole, ring] of (geometry as Polygon).coordinates.entries()) {
        expect(ring.at(0)).toEqual(ring.at(-1));
        expect(ring.length).toBeGreaterThanOrEqual(4);
        expect(booleanClockwise(ring)).toBe(hole > 0);
      }
    }
  }
});

test("C24 the page of a collection holds every link, every value, and nothing unescaped", async () => {
  const json = await ask("village-centres");
  const answer = await world.get(items("village-centres", "?limit=10000&f=html"));
  expect(answer.headers["content-type"]).toMatch(/^text\/html/);
  const html = answer.body;
  expect(html.startsWith('<!doctype html>\n<html lang="vi">')).toBe(true);
  expect(/<script|<b>|\sstyle=|\son\w+=/.exec(html)).toBeNull();
  expect(html).toContain("Nà &quot;Lộc&quot; &lt;b&gt;&amp;amp;&#39;");
  for (const { href } of json.links.filter((link) => link.rel === "collection"))
    expect(html).toContain(`<a href="${href}"`);
  for (const { id } of json.features) expect(html).toContain(`/items/${id}?f=html">`);
  expect(html).toContain("DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT");
});

test("thôn: one feature each, judged on the day and by the rule asked for", async () => {
  const now = await ask("village-centres");
  expect(now.numberMatched).toBe(VILLAGE_COUNT + 1);
  const verdicts = (page: Page, id: string) =>
    page.features.find((one) => one.id === id)?.properties;
  expect(verdicts(now, "v01")).toMatchObject({
    mobile: "phu_song",
    lte: "phu_song",
    asOf: "2025-12-31",
    rule: "ke-hoach-2023",
    unitCode: "06196",
  });
  const then = await ask("village-centres", { datetime: "2023-06-30" });
  expect(verdicts(then, "v01")).toMatchObject({
    mobile: "phu_song",
    lte: "trang_song",
    asOf: "2023-06-30",
    unitCode: "06199",
  });
  const strict = await ask("village-centres", { datetime: "2023-06-30", rule: "cv1603-2024" });
  expect(verdicts(strict, "v01")).toMatchObject({ mobile: "trang_song", rule: "cv1603-2024" });
  const clusters = await ask("village-centres", { rule: "cv1603-2024" });
  expect(verdicts(clusters, "v05")).toMatchObject({ mobile: "lom_song" });
  // One that ended is told of on its last day; one with two versions by the one in force.
  expect(verdicts(now, "v29")).toMatchObject({ asOf: "2023-12-31", validTo: "2023-12-31" });
  expect(verdicts(now, "v30")).toMatchObject({ name: "Tên mới", validFrom: "2020-01-01" });
  expect(verdicts(then, "v30")).toMatchObject({ name: "Tên cũ" });
});

test("thôn valid on a day are as many as /api/villages lists", async () => {
  for (const day of ["2023-06-30", "2024-01-01", "2025-12-31"]) {
    const { numberMatched } = await world.json<Page>(`/api/villages?asOf=${day}`);
    expect((await ask("village-centres", { datetime: day })).numberMatched).toBe(numberMatched);
  }
});

test("communes: codes are used again, so every version has an id of its own", async () => {
  expect(idsOf(await ask("communes"))).toEqual([
    "06196@2004-01-01",
    "06196@2025-07-01",
    "06199@2004-01-01",
  ]);
  const old = await ask("communes", { datetime: "2025-06-30" });
  expect(idsOf(old)).toEqual(["06196@2004-01-01", "06199@2004-01-01"]);
  expect(old.features[0]?.properties.validTo).toBe("2025-06-30");
  expect(idsOf(await ask("communes", { datetime: "2025-07-01" }))).toEqual(["06196@2025-07-01"]);
});

test("sites: state of the day, and of real ones no more than the public may see", async () => {
  const now = await ask("sites");
  const of = (page: Page, id: string) => page.features.find((feature) => feature.id === id);
  expect(of(now, "s1@2024-01-01")?.properties).toMatchObject({
    stage: "on_air",
    shared: true,
    technology: "umts; lte",
  });
  const then = await ask("sites", { datetime: "2023-06-30" });
  expect(of(then, "s1@2020-01-01")?.properties).toMatchObject({
    stage: "under_construction",
    shared: false,
  });
  expect(of(then, "s2@2020-01-01")?.properties).toMatchObject({ shared: false });
  // A real mast: centre of its 0.01 degree cell, no height, no name, no code and an id of its own;
  // in a border commune nothing.
  expect(of(now, "kq-tram-VTL-10694-2193-1@2020-01-01")).toMatchObject({
    geometry: { coordinates: [106.945, 21.935] },
    properties: {
      siteId: "kq-tram-VTL-10694-2193-1",
      mastId: "kq-cot-10694-2193-1",
      code: null,
      heightM: null,
      name: null,
      technology: null,
      vi_tri: "khai_quat",
    },
  });
  expect(of(now, "s1@2024-01-01")?.properties).toMatchObject({ vi_tri: "chinh_xac" });
  expect(now.features.map(({ id }) => id)).toEqual([
    "kq-tram-VTL-10694-2193-1@2020-01-01",
    "s1@2020-01-01",
    "s1@2024-01-01",
    "s2@2020-01-01",
  ]);
  expect(JSON.stringify(now)).not.toMatch(/106\.9412|Pò Mạ/);

  const open = await serveWorld(WORLD, { publicDetail: "full" });
  const full = await open.json<Page>(items("sites"));
  expect(of(full, "s3@2020-01-01")?.geometry).toEqual({
    type: "Point",
    coordinates: [106.9412345, 21.9312345],
  });
  expect(of(full, "s4@2020-01-01")).toBeDefined();
  await open.app.close();
});

test("a compressed page is one gzip member with the same members", async () => {
  const plain = await world.get(items("villages"), { "accept-encoding": "identity" });
  const zipped = await world.get(items("villages"), { "accept-encoding": "gzip, br" });
  expect(zipped.headers["content-encoding"]).toBe("gzip");
  const { timeStamp: _one, ...a } = plain.json<Page>();
  const { timeStamp: _other, ...b } = JSON.parse(gunzipSync(zipped.rawPayload).toString()) as Page;
  expect(b).toEqual(a);
});

test("what rests on demonstration rows says so, what does not does not", async () => {
  expect((await ask("villages")).notice).toBe("DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT");
  expect((await ask("sites")).notice).toMatch(/^CÓ DỮ LIỆU MINH HỌA/);
  const real = await serveWorld({
    ...WORLD,
    roads: (WORLD.roads ?? []).map((road) => ({ ...road, dataSource: "real" })),
  });
  expect(await real.json<Page>(items("roads"))).not.toHaveProperty("notice");
  await real.app.close();
});

test("D01 D02 a feature is what the list says, with links of its own", async () => {
  for (const id of ALL) {
    const { features } = await ask(id);
    for (const listed of features) {
      const answer = await world.get(items(id, `/${encodeURIComponent(listed.id)}`));
      expect(answer.headers["content-type"]).toBe("application/geo+json");
      const { links, ...own } = answer.json<Page["features"][number] & Pick<Page, "links">>();
      expect(own).toEqual(listed);
      expect(links.map((link) => [link.rel, link.type])).toEqual([
        ["self", "application/geo+json"],
        ["alternate", "text/html"],
        ["collection", "application/json"],
      ]);
      for (const { href, type } of links)
        expect((await world.get(pathOf(href), { accept: type })).statusCode).toBe(200);
    }
  }
});

test("D03 unknown ids are 404, odd ones that exist are reached", async () => {
  for (const id of ["nope", "%25", "a%2Fb", "%20", "%C4%91", "__proto__"])
    expect([id, (await world.get(items("villages", `/${id}`))).statusCode]).toEqual([id, 404]);
  const odd = await world.json<Page["features"][number]>(
    items("fibre-spans", `/${encodeURIComponent("f/2@2020-01-01")}`),
  );
  expect(odd.properties).toMatchObject({ spanId: "f/2", stage: "planned", fibreCount: 24 });
});

test("D04 the ETag of a feature is strong and changes when the feature does, and only then", async () => {
  const own = await serveWorld();
  const etag = async (id: string) => String((await own.get(items("roads", `/${id}`))).headers.etag);
  const before = [await etag("r1@2020-01-01"), await etag("r2@2020-01-01")];
  expect(before[0]).toMatch(/^"/);
  await own.store.commit({
    recordedAt: "2026-01-02T00:00:00Z",
    by: "test",
    note: "a road has a name",
    put: { roads: [{ ...WORLD.roads![0]!, name: "Đường mới" }] },
  });
  own.later(600);
  expect(await etag("r1@2020-01-01")).not.toBe(before[0]);
  expect(await etag("r2@2020-01-01")).toBe(before[1]);
  await own.app.close();
});

function linkOf(page: Page, rel: string): string {
  const link = page.links.find((one) => one.rel === rel);
  if (!link) throw new Error(`no link ${rel}`);
  return link.href;
}

function pathOf(href: string): string {
  const { pathname, search } = new URL(href);
  return pathname + search;
}
