import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Summary } from "../../geodata/model/summary.ts";
import { beginComputing } from "../../geodata/text/command-help.ts";
import { launchBrowser } from "../e2e/browser.ts";
import { root, startServer } from "../e2e/server-under-test.ts";
import { benchAgainst } from "./against.ts";
import { districtTile, tilePath } from "./district-tile.ts";
import { type FirstLoad, firstLoad } from "./first-load.ts";
import { type Load, load } from "./load.ts";
import { benchMemory } from "./memory.ts";

beginComputing(
  process.argv.slice(2),
  "Benchmarks of the server against named baselines, or against another commit.\nnpm run bench [-- --against REF | --memory]",
  process,
);
const { values } = parseArgs({
  options: { against: { type: "string" }, memory: { type: "boolean", default: false } },
});
if (values.memory) process.exit((await benchMemory()) ? 0 : 1);
if (values.against !== undefined) process.exit((await benchAgainst(values.against)) ? 0 : 1);

const CPU_SLOWDOWN = 4;
const LOADS = 5;

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
const tileAt = (rule: string, asOf: string, z: number) => {
  const { x, y } = districtTile(z);
  return tilePath(summary, rule, asOf, `villages,communes/${z}/${x}/${y}.mvt`);
};
const { x: x14, y: y14 } = districtTile(14);
/** Lua's list of the days with evidence. */
const days = `{ ${summary.evidenceDays.map((day) => `"${day}"`).join(", ")} }`;
/**
 * A wrk script that never asks for the same tile twice: every question (day, rule, units), set of
 * layers and place in the district at zoom 14 comes once, its questions judged before.
 */
const anotherTile = join(scratch, "another-tile.lua");
writeFileSync(
  anotherTile,
  `local n = -1
   local days = ${days}
   local rules = { "ke-hoach-2023", "cv1603-2024" }
   local sets = { "villages", "villages,communes", "communes,villages", "villages,roads", "villages,sites" }
   request = function()
     n = n + 1
     local place = math.floor(n / #days)
     local set = math.floor(place / 280)
     local path = string.format("/tiles/${summary.datasetVersion}/%s/%s/%s/14/%d/%d.mvt",
       rules[1 + math.floor(set / #sets) % 2], days[1 + n % #days], sets[1 + set % #sets],
       ${x14 - 10} + place % 20, ${y14 - 7} + math.floor(place / 20) % 14)
     return wrk.format("GET", path)
   end`,
);
/** The same for one tile of any day: its verdicts are judged first. */
const anotherDay = join(scratch, "another-day.lua");
writeFileSync(
  anotherDay,
  `local n = -1
   request = function()
     n = n + 1
     local day = string.format("20%02d-%02d-%02d", 23 + math.floor(n / 336) % 3, 1 + math.floor(n / 28) % 12, 1 + n % 28)
     return wrk.format("GET", string.format("/tiles/${summary.datasetVersion}/ke-hoach-2023/%s/villages/12/%d/%d.mvt",
       day, ${Math.floor(x14 / 4)}, ${Math.floor(y14 / 4)}))
   end`,
);
/** The same for pages of features: another box around the district each time. */
const anotherPage = join(scratch, "another-page.lua");
writeFileSync(
  anotherPage,
  `local n = -1
   request = function()
     n = n + 1
     return wrk.format("GET", string.format(
       "/ogc/collections/villages/items?limit=200&bbox=106.%03d,21.%03d,107.2,22.2",
       500 + n % 100, 500 + math.floor(n / 100) % 100))
   end`,
);
for (const rule of ["ke-hoach-2023", "cv1603-2024"])
  for (const day of summary.evidenceDays)
    await (await fetch(cold.url + tileAt(rule, day, 10))).arrayBuffer();

const ping = load(`${baseline.url}/ping`);
const prebuilt = load(`${baseline.url}/prebuilt`);
const stringified = load(`${baseline.url}/stringified`);
print("Requests, 8 connections, the generator on the same cores", [
  row("baseline: bare Fastify, /ping", ping, "ping", ping),
  row("baseline: 200 features serialised once", prebuilt, "ping", ping),
  row("baseline: 200 features serialised per request", stringified, "prebuilt", prebuilt),
  row("/api/summary", load(`${cold.url}/api/summary`), "ping", ping),
  row("tile, cached", load(cold.url + tileAt(summary.rule, summary.asOf, 10)), "ping", ping),
  row(
    "tile, another one each time",
    load(cold.url, { script: anotherTile }),
    "200 features per request",
    stringified,
  ),
  row(
    "tile of another day each time",
    load(cold.url, { script: anotherDay }),
    "200 features per request",
    stringified,
  ),
  row(
    "/ogc villages items, another page of up to 200 each time",
    load(cold.url, { script: anotherPage }),
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
const MAP_PAGE = { numbers: ".target-line", mapIdle: '[data-map-state="idle"]' };
/** The load whose numbers came at the median: Chromium's start varies by half a second. */
async function medianLoad(url: string, options: Parameters<typeof firstLoad>[2]) {
  const loads: FirstLoad[] = [];
  for (let run = 0; run < LOADS; run++) loads.push(await firstLoad(browser, url, options));
  loads.sort((a, b) => a.numbersMs - b.numbersMs);
  return loads[LOADS >> 1] as FirstLoad;
}
await firstLoad(browser, baseline.url, { cpuSlowdown: 1, numbers: "body" });
const slowed = { cpuSlowdown: CPU_SLOWDOWN };
const bare = await medianLoad(`${baseline.url}/ping`, { ...slowed, numbers: "body" });
const ours = await medianLoad(again.second.url, { ...slowed, ...MAP_PAGE });
const unslowed = await medianLoad(again.second.url, { cpuSlowdown: 1, ...MAP_PAGE });
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
