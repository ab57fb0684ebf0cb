import type { Browser } from "playwright-core";
import { DESKTOP } from "../e2e/browser.ts";

export interface FirstLoad {
  /** Bytes over the wire before the map's code was asked for, and in all. */
  bytesBeforeMap: number;
  bytesInAll: number;
  /** Milliseconds from navigation until the selector was painted, or undefined. */
  numbersMs: number;
  mapIdleMs: number | undefined;
}

/** Chunks that hold MapLibre; everything before them is "before the map". */
const MAP_CODE = /map-view|maplibre/;

/**
 * A cold load (empty cache) with the CPU slowed, as Chromium's own clock sees it. `numbers` is the
 * selector that shows the answer; `mapIdle` a function run in the page that says when the map rests.
 */
export async function firstLoad(
  browser: Browser,
  url: string,
  options: { cpuSlowdown: number; numbers: string; mapIdle?: string },
): Promise<FirstLoad> {
  const context = await browser.newContext({ viewport: DESKTOP, locale: "vi-VN" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Emulation.setCPUThrottlingRate", { rate: options.cpuSlowdown });
  const urls = new Map<string, string>();
  let bytesInAll = 0;
  let bytesBeforeMap = 0;
  let mapAsked = false;
  session.on("Network.requestWillBeSent", ({ requestId, request }) => {
    urls.set(requestId, request.url);
    if (MAP_CODE.test(request.url)) mapAsked = true;
  });
  const early = new Set<string>();
  session.on("Network.responseReceived", ({ requestId }) => {
    if (!mapAsked) early.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytesInAll += encodedDataLength;
    if (early.has(requestId)) bytesBeforeMap += encodedDataLength;
  });

  await page.goto(url, { waitUntil: "commit" });
  await page.waitForSelector(options.numbers, { timeout: 60_000 });
  const numbersMs = await page.evaluate(
    () => new Promise<number>((done) => requestAnimationFrame(() => done(performance.now()))),
  );
  let mapIdleMs: number | undefined;
  if (options.mapIdle) {
    await page.waitForSelector(options.mapIdle, { timeout: 120_000, state: "attached" });
    mapIdleMs = await page.evaluate(() => performance.now());
  }
  await context.close();
  return { bytesBeforeMap, bytesInAll, numbersMs, mapIdleMs };
}
