import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { runRayTask } from "../../geodata/radio/workers/sweep-job.ts";
import { connectBrowser } from "./browser.ts";
import type { RadioPage } from "./radio-worker/page.ts";
import { type JobHashes, makeRadioJob, partsOf } from "./radio-worker/radio-job.ts";

declare const radio: RadioPage;

const PAGE = fileURLToPath(new URL("./radio-worker/page.ts", import.meta.url));
const built = mkdtempSync(join(tmpdir(), "radio-worker-"));
let browser: Browser;
let server: Server;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  await build({
    configFile: false,
    root: join(PAGE, ".."),
    base: "./",
    logLevel: "warn",
    worker: { format: "es" },
    build: {
      outDir: built,
      emptyOutDir: true,
      rollupOptions: { input: PAGE, output: { entryFileNames: "page.js" } },
    },
  });
  server = createServer((request, response) => {
    // Without both headers a browser has no SharedArrayBuffer.
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    const path = new URL(request.url ?? "/", "http://localhost").pathname.slice(1);
    if (path === "") {
      response.setHeader("content-type", "text/html");
      response.end(
        '<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.js"></script>',
      );
    } else if (files().includes(path)) {
      response.setHeader("content-type", "text/javascript");
      response.end(readFileSync(join(built, path)));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  browser = await connectBrowser(inject("browserAddress"));
  page = await browser.newPage();
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => "radio" in globalThis);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(built, { recursive: true, force: true });
});

const files = () => readdirSync(built, { recursive: true, encoding: "utf8" });

/** The job done by Node in one piece. NaN is compared by its bytes too: both engines are V8. */
function nodeHashes(): { hashes: JobHashes; notComputed: number; places: number } {
  const job = makeRadioJob();
  runRayTask(job, { from: 0, to: job.grid.rays });
  const { terrain, sweep, lowBand, highBand } = partsOf(job);
  const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  const losses = new Float32Array(lowBand.buffer);
  return {
    hashes: {
      terrain: sha256(terrain),
      sweep: sha256(sweep),
      lowBand: sha256(lowBand),
      highBand: sha256(highBand),
    },
    notComputed: losses.filter((lossDb) => Number.isNaN(lossDb)).length,
    places: losses.length,
  };
}

test("the sweep is built for a worker of its own, without anything of Node", () => {
  const worker = files().find((file) => /worker-.*\.js$/.test(file));
  if (!worker) throw new Error(`The build has no worker: ${files()}`);
  const text = readFileSync(join(built, worker), "utf8");
  expect(text).not.toMatch(/\bnode:|\bprocess\.|\brequire\(/);
});

test.each([1, 2])(
  "with %i workers Chromium computes the bytes that Node computes",
  async (workers) => {
    const node = nodeHashes();
    // Places behind voids, and more that are not.
    expect(node.notComputed).toBeGreaterThan(0.01 * node.places);
    expect(node.notComputed).toBeLessThan(0.5 * node.places);
    expect(await page.evaluate(() => radio.isIsolated)).toBe(true);
    const { hashes, progress } = await page.evaluate((count) => radio.sweep(count), workers);
    console.log(`${workers} workers: ${JSON.stringify(hashes)}, Chromium ${browser.version()}`);
    expect(hashes).toEqual(node.hashes);
    expect(progress.at(-1)).toBe(1);
    expect(progress.length).toBeGreaterThan(workers);
    expect(complaints).toEqual([]);
  },
);

test.each([1, 2])(
  "with %i workers a sweep in Chromium can be cancelled, the next one is whole",
  async (workers) => {
    const { rejected, done, hashesAfter } = await page.evaluate(
      (count) => radio.cancel(count),
      workers,
    );
    expect(rejected).toBe("CancelledError");
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(0.5);
    expect(hashesAfter).toEqual(nodeHashes().hashes);
    expect(complaints).toEqual([]);
  },
);
