import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedWorld, serveWorld, WORLD } from "./served-world.ts";

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

test("I01 a real number that comes late keeps its decimals; columns have their types when all are empty", async () => {
  const [mast] = WORLD.masts ?? [];
  const late = await serveWorld({
    ...WORLD,
    masts: [...(WORLD.masts ?? []), { ...mast!, id: "m9", heightM: 42.5 }],
    sites: (WORLD.sites ?? []).map((site) => (site.id === "s2" ? { ...site, mastId: "m9" } : site)),
    units: (WORLD.units ?? []).map((unit, n) => ({ ...unit, areaKm2: n === 0 ? 60 : 60.25 })),
    villages: (WORLD.villages ?? []).map(({ population: _population, ...village }) => village),
  });
  try {
    const address = `OAPIF:${await late.app.listen({ port: 0, host: "127.0.0.1" })}/ogc`;
    // Each page is one feature, so the first tells nothing of those after it; of the sites it is
    // withheld, and then only the schema tells what it is.
    for (const [id, column, ignoresSchema] of [
      ["sites", "heightM", "NO"],
      ["communes", "areaKm2", "NO"],
      ["communes", "areaKm2", "YES"],
    ] as const) {
      const { features } = await late.json<{
        features: { properties: Record<string, number> }[];
      }>(`/ogc/collections/${id}/items?limit=10000`);
      const options = ["-oo", "PAGE_SIZE=1", "-oo", `IGNORE_SCHEMA=${ignoresSchema}`];
      const listing = await ogrinfo("-al", ...options, address, id);
      expect(listing).toMatch(new RegExp(`^${column}: Real`, "m"));
      const seen = [...listing.matchAll(new RegExp(`^ {2}${column} \\(Real\\) = (\\S+)`, "gm"))];
      expect(seen.map((match) => (match[1] === "(null)" ? null : Number(match[1])))).toEqual(
        features.map(({ properties }) => properties[column]),
      );
      expect(seen.some((match) => match[1]?.includes("."))).toBe(true);
    }
    const villages = await ogrinfo("-al", "-so", address, "villages");
    for (const type of ["population: Integer ", "validTo: Date", "asOf: Date", "flags: String"])
      expect(villages).toContain(`\n${type}`);
  } finally {
    await late.app.close();
  }
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
