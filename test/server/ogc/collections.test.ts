import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedWorld, serveWorld, WORLD } from "./served-world.ts";

interface Collection {
  id: string;
  title: string;
  description: string;
  itemType: string;
  extent: {
    spatial: { bbox: number[][]; crs: string };
    temporal: { interval: (string | null)[][] };
  };
  links: { rel: string; href: string; type?: string }[];
}

const IDS = ["villages", "village-centres", "communes", "sites", "fibre-spans", "roads"];
const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

let world: ServedWorld;
let collections: Collection[];
beforeAll(async () => {
  world = await serveWorld();
  ({ collections } = await world.json<{ collections: Collection[] }>("/ogc/collections"));
});
afterAll(() => world.app.close());

test("B01 B03 exactly the six published collections are listed", () => {
  expect(collections.map((one) => one.id)).toEqual(IDS);
});

test("B02 the list links to itself and to its page, with types", async () => {
  const { links } = await world.json<Pick<Collection, "links">>("/ogc/collections");
  expect(links.find((link) => link.rel === "self")?.type).toBe("application/json");
  expect(links.find((link) => link.rel === "alternate")?.type).toBe("text/html");
});

test("B04 each collection links to its items in both encodings", () => {
  for (const { links } of collections)
    expect(links.filter((link) => link.rel === "items").map((link) => link.type)).toEqual([
      "application/geo+json",
      "text/html",
    ]);
});

test("B05 every geometry and every validity lies inside the extent", async () => {
  for (const { id, extent } of collections) {
    expect(extent.spatial.crs).toBe(CRS84);
    const [west, south, east, north] = extent.spatial.bbox[0] as [number, number, number, number];
    const [from, to] = extent.temporal.interval[0] as [string, string | null];
    expect(from).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const { features } = await world.json<{
      features: {
        geometry: { coordinates: unknown[] };
        properties: { validFrom: string; validTo: string | null };
      }[];
    }>(`/ogc/collections/${id}/items?limit=10000`);
    for (const { geometry, properties } of features) {
      const numbers = geometry.coordinates.flat(4) as number[];
      for (let i = 0; i < numbers.length; i += 2) {
        expect(numbers[i]).toBeGreaterThanOrEqual(west);
        expect(numbers[i]).toBeLessThanOrEqual(east);
        expect(numbers[i + 1]).toBeGreaterThanOrEqual(south);
        expect(numbers[i + 1]).toBeLessThanOrEqual(north);
      }
      expect(`${properties.validFrom}T00:00:00+07:00` >= from).toBe(true);
      if (to !== null) expect(`${properties.validTo}T23:59:59Z` <= to).toBe(true);
    }
  }
});

test("B06 a collection says of itself what the list says of it", async () => {
  for (const listed of collections) {
    const { links, ...own } = await world.json<Collection>(`/ogc/collections/${listed.id}`);
    const { links: listedLinks, ...rest } = listed;
    expect(own).toEqual(rest);
    expect(own.itemType).toBe("feature");
    expect(links.map((link) => link.href)).toEqual(
      expect.arrayContaining(listedLinks.map((link) => link.href)),
    );
  }
});

test("B07 a collection that does not exist is 404", async () => {
  for (const id of ["nope", "%F0%9F%98%80", "__proto__"])
    for (const path of ["", "/items", "/tiles"]) {
      const answer = await world.get(`/ogc/collections/${id}${path}`);
      expect([id, path, answer.statusCode]).toEqual([id, path, 404]);
      expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    }
});

test("B08 each collection names its licence", async () => {
  for (const { links } of collections)
    expect(links.find((link) => link.rel === "license")?.href).toMatch(/\/ogc\/licence/);
  expect((await world.get("/ogc/licence?f=html")).headers["content-type"]).toMatch(/^text\/html/);
});

test("an empty store has the six collections, without extents and without features", async () => {
  const empty = await serveWorld({ rules: WORLD.rules ?? [] });
  const listed = await empty.json<{ collections: Collection[] }>("/ogc/collections");
  expect(listed.collections.map((one) => one.id)).toEqual(IDS);
  expect(listed.collections.every((one) => one.extent === undefined)).toBe(true);
  for (const id of IDS) {
    const items = await empty.json(`/ogc/collections/${id}/items`);
    expect(items).toMatchObject({ numberMatched: 0, numberReturned: 0, features: [] });
  }
  await empty.app.close();
});
