import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Summary } from "../../geodata/model/summary.ts";
import { launchBrowser } from "../e2e/browser.ts";
import { root, startServer } from "../e2e/server-under-test.ts";
import { firstLoad } from "./first-load.ts";
import { type Load, load } from "./load.ts";

/** Zoom and middle of the district: the tiles that a first look asks for, and their neighbours. */
const MIDDLE = { lon: 106.84, lat: 21.88 };
const CPU_SLOWDOWN = 4;

function tileOf(zoom: number): { x: number; y: number } {
  const n = 2 ** zoom;
  const latRad = (MIDDLE.lat * Math.PI) / 180;
  return {
    x: Math.floor(((MIDDLE.lon + 180) / 360) * n),
    y: Math.floor(((1 - Math.asinh(Math.tan(latRad)) / Math.PI) / 2) * n),
  };
}

async function startBaseline(
  featuresFile: string,
): Promise<{ url: string; process: ChildProcess }> {
  const child = spawn(process.execPath, ["test/bench/baseline-server.ts", featuresFile], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((done) =>
    child.stdout.once("data", (chunk: Buffer) => done(chunk.toString().trim())),
  );
  return { url, process: child };
}

function row(what: string, got: Load, baseline: string, against: Load): string[] {
  const ratio = got.requestsPerSecond / against.requestsPerSecond;
  return [
    what,
    `${Math.round(got.requestsPerSecond).toLocaleString("en")}/s`,
    `p99 ${got.p99Ms.toFixed(1)} ms`,
    `${ratio.toFixed(3)} x ${baseline}`,
    got.failed === 0 ? "" : `${got.failed} FAILED`,
  ];
}

function print(title: string, rows: string[][]): void {
  console.log(`\n${title}`);
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((r) => r[column]?.length ?? 0)));
  for (const cells of rows)
    console.log(`  ${cells.map((cell, column) => cell.padEnd(widths?.[column] ?? 0)).join("  ")}`);
}

const scratch = mkdtempSync(join(tmpdir(), "song-thon-bench-"));
execFileSync(process.execPath, ["scripts/build-client.ts"], { cwd: root, stdio: "inherit" });

const cold = await startServer({ env: { REQUESTS_PER_MINUTE: "0" } });
const items = await (await fetch(`${cold.url}/ogc/collections/villages/items?limit=200`)).text();
const featuresFile = join(scratch, "features.json");
writeFileSync(featuresFile, items);
const baseline = await startBaseline(featuresFile);

const summary = (await (await fetch(`${cold.url}/api/summary`)).json()) as Summary;
const tilePath = (rule: string, asOf: string, z: number) => {
  const { x, y } = tileOf(z);
  return `/tiles/${summary.datasetVersion}/${rule}/${asOf}/villages,communes/${z}/${x}/${y}.mvt`;
};
/** A wrk script that asks for another tile each time: more addresses than any cache may hold. */
const uncachedScript = join(scratch, "uncached.lua");
const { x: x14, y: y14 } = tileOf(14);
writeFileSync(
  uncachedScript,
  `local n = 0
   local days = { ${summary.evidenceDays.map((day) => `"${day}"`).join(", ")} }
   request = function()
     n = n + 1
     local day = string.format("20%02d-%02d-%02d", 23 + (n % 3), 1 + math.floor(n / 3) % 12, 1 + math.floor(n / 36) % 28)
     local path = string.format("/tiles/${summary.datasetVersion}/ke-hoach-2023/%s/villages/12/%d/%d.mvt",
       day, ${Math.floor(x14 / 4)} + (math.floor(n / 1008) % 3), ${Math.floor(y14 / 4)} + (math.floor(n / 3024) % 3))
     return wrk.format("GET", path)
   end`,
);

const ping = load(`${baseline.url}/ping`);
const prebuilt = load(`${baseline.url}/prebuilt`);
const stringified = load(`${baseline.url}/stringified`);
print("Requests, 8 connections, the generator on the same cores", [
  row("baseline: bare Fastify, /ping", ping, "ping", ping),
  row("baseline: 200 features serialised once", prebuilt, "ping", ping),
  row("baseline: 200 features serialised per request", stringified, "prebuilt", prebuilt),
  row("/api/summary", load(`${cold.url}/api/summary`), "ping", ping),
  row("tile, cached", load(cold.url + tilePath(summary.rule, summary.asOf, 10)), "ping", ping),
  row(
    "tile, another one each time",
    load(cold.url, { script: uncachedScript }),
    "200 features per request",
    stringified,
  ),
  row(
    "/ogc villages items, page of 200",
    load(`${cold.url}/ogc/collections/villages/items?limit=200`),
    "200 features per request",
    stringified,
  ),
]);

const again = await (async () => {
  await cold.stop();
  const dataDir = join(scratch, "data");
  const first = await startServer({ dataDir });
  await first.stop();
  const second = await startServer({ dataDir });
  return { first: first.readyAfterMs, second };
})();
print("Start, from node's start to the first 200 of /readyz", [
  ["empty folder (migrates and seeds)", `${Math.round(again.first)} ms`],
  ["nothing to do", `${Math.round(again.second.readyAfterMs)} ms`],
]);

const browser = await launchBrowser();
const bare = await firstLoad(browser, `${baseline.url}/ping`, {
  cpuSlowdown: CPU_SLOWDOWN,
  numbers: "body",
});
const ours = await firstLoad(browser, again.second.url, {
  cpuSlowdown: CPU_SLOWDOWN,
  numbers: ".target-line",
  mapIdle: '[data-map-state="idle"]',
});
const unslowed = await firstLoad(browser, again.second.url, {
  cpuSlowdown: 1,
  numbers: ".target-line",
  mapIdle: '[data-map-state="idle"]',
});
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;
const milliseconds = (ms: number | undefined) => (ms === undefined ? "" : `${Math.round(ms)} ms`);
print(`Cold first load in Chromium, software rendering`, [
  ["", "before the map", "in all", "numbers painted", "map idle", "numbers x bare page"],
  ...(
    [
      [`baseline: a bare page, CPU ${CPU_SLOWDOWN}x slowed`, bare],
      [`the map page, CPU ${CPU_SLOWDOWN}x slowed`, ours],
      ["the map page, CPU as it is", unslowed],
    ] as const
  ).map(([name, figures]) => [
    name,
    kilobytes(figures.bytesBeforeMap),
    kilobytes(figures.bytesInAll),
    milliseconds(figures.numbersMs),
    milliseconds(figures.mapIdleMs),
    (figures.numbersMs / bare.numbersMs).toFixed(1),
  ]),
]);

await browser.close();
await again.second.stop();
baseline.process.kill("SIGTERM");
rmSync(scratch, { recursive: true, force: true });
