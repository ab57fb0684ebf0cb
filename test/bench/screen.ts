import type { Page } from "playwright-core";
import { beginComputing } from "../../geodata/text/command-help.ts";
import { launchBrowser } from "../e2e/browser.ts";
import { startServer } from "../e2e/server-under-test.ts";
import { percentile } from "./attack/loopback.ts";
import { type FirstLoad, firstLoad } from "./first-load.ts";

/*
 * What the screen costs: the first answer, beside that of another build where one is served at
 * AGAINST, and the main thread's work for choosing a thôn, beside that of the map's move alone and
 * that of nothing. CPU slowed four times, the runs interleaved.
 */
beginComputing(
  process.argv.slice(2),
  "Benchmarks of the screen.\n[AGAINST=http://…] npm run bench:screen",
  process,
);

const CPU_SLOWDOWN = 4;
const RUNS = 5;
/** Long enough for whatever follows a press to be done, ms. */
const SETTLE_MS = 1500;
const MAP_PAGE = { numbers: ".target-line", mapIdle: '[data-map-state="idle"]' };

const median = (values: readonly number[]) => percentile(values, 0.5);
const server = await startServer();
const browser = await launchBrowser();

const urls = [server.url, ...(process.env.AGAINST ? [process.env.AGAINST] : [])];
const loads = new Map<string, FirstLoad[]>(urls.map((url) => [url, []]));
for (let run = 0; run < RUNS; run++)
  for (const url of urls)
    loads.get(url)?.push(await firstLoad(browser, url, { cpuSlowdown: CPU_SLOWDOWN, ...MAP_PAGE }));
console.log(`First answer, CPU ${CPU_SLOWDOWN}x slowed, median of ${RUNS} interleaved`);
for (const [url, of] of loads)
  console.log(
    `  ${url === server.url ? "this tree" : "against"}: numbers ${Math.round(median(of.map(({ numbersMs }) => numbersMs)))} ms, before the map ${Math.round(median(of.map(({ bytesBeforeMap }) => bytesBeforeMap)) / 1000)} kB`,
  );

interface Work {
  /** Main-thread time and its longest piece between a press and rest, ms. */
  total: number;
  longest: number;
}

async function workOf(page: Page, press: () => Promise<unknown>): Promise<Work> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const spent = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
  };
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: "longtask" });
  });
  const before = await spent();
  await press();
  await page.waitForTimeout(SETTLE_MS);
  const total = (await spent()) - before;
  const longest = await page.evaluate(() =>
    Math.max(0, ...(window as unknown as { tasks: number[] }).tasks),
  );
  await session.detach();
  return { total, longest };
}

const page = await browser.newPage({
  viewport: { width: 1366, height: 768 },
  reducedMotion: "reduce",
});
await page.goto(server.url);
await page.locator(MAP_PAGE.mapIdle).first().waitFor();
await page.getByRole("row").nth(3).waitFor();
await page.waitForTimeout(SETTLE_MS);
const session = await page.context().newCDPSession(page);
await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
/** Where the map stands, and a way to put it there without any choice. */
type Camera = { center: [number, number]; zoom: number };
const mapPane = page.locator("[data-map-state]").first();
type Pane = HTMLElement & {
  maplibre: {
    getCenter(): { lng: number; lat: number };
    getZoom(): number;
    jumpTo(camera: Camera): void;
  };
};
const cameraNow = () =>
  mapPane.evaluate((pane): Camera => {
    const { maplibre } = pane as Pane;
    const { lng, lat } = maplibre.getCenter();
    return { center: [lng, lat], zoom: maplibre.getZoom() };
  });
const jumpTo = (camera: Camera) =>
  mapPane.evaluate((pane, to) => void (pane as Pane).maplibre.jumpTo(to), camera);

const works = {
  "a thôn, the map following": [] as Work[],
  "baseline: the same move of the map alone": [] as Work[],
  "baseline: nothing": [] as Work[],
};
const start = await cameraNow();
for (let run = 0; run < RUNS; run++) {
  works["baseline: nothing"].push(await workOf(page, async () => undefined));
  const row = await page
    .getByRole("row")
    .nth((run % 4) + 1)
    .getByRole("button")
    .boundingBox();
  if (!row) throw new Error("No row to press");
  // The pointer is there already: finding the row and hovering over it are not the choice's work.
  await page.mouse.move(row.x + 20, row.y + row.height / 2);
  await page.waitForTimeout(SETTLE_MS);
  works["a thôn, the map following"].push(
    await workOf(page, async () => {
      await page.mouse.down();
      await page.mouse.up();
    }),
  );
  if (!(await page.evaluate(() => location.search.includes("select="))))
    throw new Error("The press chose nothing");
  const there = await cameraNow();
  await page.keyboard.press("Escape");
  await jumpTo(start);
  await page.waitForTimeout(SETTLE_MS);
  works["baseline: the same move of the map alone"].push(await workOf(page, () => jumpTo(there)));
  await jumpTo(start);
  await page.waitForTimeout(SETTLE_MS);
}
console.log(`Choosing a thôn, CPU ${CPU_SLOWDOWN}x slowed, median of ${RUNS} interleaved`);
for (const [name, of] of Object.entries(works))
  console.log(
    `  ${name}: main thread ${Math.round(median(of.map(({ total }) => total)))} ms, longest task ${Math.round(median(of.map(({ longest }) => longest)))} ms`,
  );

await browser.close();
await server.stop();
