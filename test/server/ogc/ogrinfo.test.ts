import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedWorld, serveWorld } from "./served-world.ts";

let world: ServedWorld;
let root: string;
beforeAll(async () => {
  world = await serveWorld();
  const address = await world.app.listen({ port: 0, host: "127.0.0.1" });
  root = `OAPIF:${address}/ogc`;
});
afterAll(() => world?.app.close());

const COLLECTIONS = ["villages", "village-centres", "communes", "sites", "fibre-spans", "roads"];

async function ogrinfo(...parameters: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("ogrinfo", ["-ro", ...parameters], {
    timeout: 60_000,
    maxBuffer: 64e6,
  });
  return stdout;
}

test("I01 GDAL lists every feature of every collection, also page by page", async () => {
  for (const paging of [[], ["-oo", "PAGE_SIZE=4"]])
    for (const id of COLLECTIONS) {
      const { numberMatched } = await world.json<{ numberMatched: number }>(
        `/ogc/collections/${id}/items`,
      );
      const listing = await ogrinfo("-al", ...paging, root, id);
      expect(listing.match(/^OGRFeature\(/gm)).toHaveLength(numberMatched);
      expect(listing).toContain(`Feature Count: ${numberMatched}`);
    }
});

test("I01 GDAL sees six layers with their columns and types", async () => {
  const summary = await ogrinfo("-al", "-so", root);
  for (const id of COLLECTIONS) expect(summary).toContain(`Layer name: ${id}\n`);
  expect(summary).toMatch(/^households: Integer/m);
  expect(summary).toMatch(/^remote: Integer\(Boolean\)/m);
  expect(summary).toMatch(/^lte: String/m);
});

test("I02 GDAL's spatial filter reaches the server and finds the same thôn", async () => {
  const { features } = await world.json<{ features: { id: string }[] }>(
    "/ogc/collections/villages/items?bbox=106.86,21.9,106.89,21.91",
  );
  const listing = await ogrinfo(
    "-al",
    "-spat",
    "106.86",
    "21.9",
    "106.89",
    "21.91",
    root,
    "villages",
  );
  const found = [...listing.matchAll(/^ {2}id \(String\) = (\S+)/gm)].map((match) => match[1]);
  expect(found).toEqual(features.map((feature) => feature.id));
});
