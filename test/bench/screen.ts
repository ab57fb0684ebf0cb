import type { Page } from "playwright-core";
import { beginCommand } from "../../scripts/command/begin-command.ts";
import { launchBrowser } from "../e2e/browser.ts";
import { startServer } from "../e2e/server-under-test.ts";
import { type FirstLoad, firstLoad } from "./first-load.ts";

/*
 * What the screen costs: the first answer, beside that of another build where one is served at
 * AGAINST, and the main thread's work for choosing a thôn, beside that for choosing none. CPU slowed
 * four times, the runs interleaved.
 */
beginCommand(
  process.argv.slice(2),
  "Benchmarks of the screen.\n[AGAINST=http://…] npm run bench:screen",
);

const CPU_SLOWDOWN = 4;
const RUNS = 5;
/** Long enough for whatever follows a press to be done, ms. */
const SETTLE_MS = 1500;
const MAP_PAGE = { numbers: ".target-line", mapIdle: '[data-map-state="idle"]' };

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
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

/** Main-thread time and its longest piece between a press and rest, ms. */
async function workOf(page: Page, press: () => Promise<unknown>) {
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
const chosen: { total: number; longest: number }[] = [];
const idle: { total: number; longest: number }[] = [];
for (let run = 0; run < RUNS; run++) {
  idle.push(await workOf(page, async () => undefined));
  chosen.push(
    await workOf(page, () =>
      page
        .getByRole("row")
        .nth(run + 1)
        .getByRole("button")
        .click(),
    ),
  );
  await page.keyboard.press("Escape");
  await page.waitForTimeout(SETTLE_MS);
}
console.log(`Choosing a thôn, CPU ${CPU_SLOWDOWN}x slowed, median of ${RUNS} interleaved`);
for (const [name, of] of [
  ["a thôn", chosen],
  ["baseline: nothing", idle],
] as const)
  console.log(
    `  ${name}: main thread ${Math.round(median(of.map(({ total }) => total)))} ms, longest task ${Math.round(median(of.map(({ longest }) => longest)))} ms`,
  );

await browser.close();
await server.stop();
