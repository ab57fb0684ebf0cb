import { execFileSync } from "node:child_process";
import { expect, inject, test } from "vitest";
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
