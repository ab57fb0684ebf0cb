import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import type { VillageList } from "../../geodata/model/village-list.ts";

const url = inject("stageUrl");

const COLLECTIONS = ["villages", "village-centres", "communes", "sites", "fibre-spans", "roads"];

function ogrinfo(...options: string[]): string {
  return execFileSync("ogrinfo", [...options, `OAPIF:${url}/ogc`], {
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

test("ogrinfo lists every feature of every collection", async () => {
  const text = ogrinfo("-al");
  const layers = text.split(/^Layer name: /m).slice(1);
  expect(layers.map((layer) => layer.split("\n")[0]).sort()).toEqual([...COLLECTIONS].sort());
  for (const layer of layers) {
    const name = layer.split("\n")[0] as string;
    const items = (await (await fetch(`${url}/ogc/collections/${name}/items?limit=1`)).json()) as {
      numberMatched: number;
    };
    expect(Number(/Feature Count: (\d+)/.exec(layer)?.[1]), name).toBe(items.numberMatched);
    expect(layer.match(/^OGRFeature\(/gm), name).toHaveLength(items.numberMatched);
  }
});

test("ogrinfo and /api/villages count the same thôn", async () => {
  const text = execFileSync("ogrinfo", ["-so", `OAPIF:${url}/ogc`, "villages"], {
    encoding: "utf8",
  });
  const list = (await (await fetch(`${url}/api/villages`)).json()) as VillageList;
  expect(Number(/Feature Count: (\d+)/.exec(text)?.[1])).toBe(list.numberMatched);
  expect(list.numberMatched).toBe(175);
});

const folder = mkdtempSync(join(tmpdir(), "song-thon-ogr-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Standard settings: nothing but the format and what is asked for. */
function ogr2ogr(format: string, name: string, ending: string, ...options: string[]) {
  const file = join(folder, `${name}.${ending}`);
  const layer = [`OAPIF:${url}/ogc`, name];
  const { status, stderr } = spawnSync("ogr2ogr", ["-f", format, file, ...layer, ...options], {
    encoding: "utf8",
  });
  const text = execFileSync("ogrinfo", ["-so", "-al", file], { encoding: "utf8" });
  return { status, notices: stderr.trim(), count: Number(/Feature Count: (\d+)/.exec(text)?.[1]) };
}

async function countOf(name: string): Promise<number> {
  const items = await fetch(`${url}/ogc/collections/${name}/items?limit=1`);
  return ((await items.json()) as { numberMatched: number }).numberMatched;
}

test.each([
  ["GPKG", "gpkg"],
  ["CSV", "csv"],
  ["FlatGeobuf", "fgb"],
])("ogr2ogr saves all of every collection as %s without a word", async (format, ending) => {
  for (const name of COLLECTIONS)
    expect(ogr2ogr(format, name, ending), name).toEqual({
      status: 0,
      notices: "",
      count: await countOf(name),
    });
});

test("and as a Shapefile: names stay whole; only its own ISO-8859-1 is a notice, UTF-8 is none", async () => {
  for (const name of COLLECTIONS) {
    const standard = ogr2ogr("ESRI Shapefile", name, "shp");
    expect(standard, name).toMatchObject({ status: 0, count: await countOf(name) });
    expect(standard.notices.split("\n").filter((line) => !/to ISO-8859-1/.test(line))).toEqual([]);
    const inUtf8 = ogr2ogr("ESRI Shapefile", name, "utf8.shp", "-lco", "ENCODING=UTF-8");
    expect(inUtf8, name).toEqual({ status: 0, notices: "", count: await countOf(name) });
  }
});
