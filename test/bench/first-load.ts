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

/** Chunks that hold MapLibre and the map's style; everything before them is "before the map". */
const MAP_CODE = /map-view|maplibre|\/style-/;

declare global {
  interface Window {
    /** When each selector was on the screen, ms from navigation. */
    paintedMs?: number[];
  }
}

/** Runs in the page from its beginning: writes down when each selector's frame had been painted. */
function notePaints(selectors: string[]): void {
  const painted: number[] = [];
  window.paintedMs = painted;
  const look = () => {
    const selector = selectors[painted.length];
    if (selector === undefined) return;
    if (!document.querySelector(selector)) return void requestAnimationFrame(look);
    // What is there when a frame begins is painted by it; a task after it finds it on the screen.
    setTimeout(() => {
      painted.push(performance.now());
      look();
    });
  };
  requestAnimationFrame(look);
}

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

  await page.addInitScript(notePaints, [options.numbers, options.mapIdle ?? options.numbers]);
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => (window.paintedMs?.length ?? 0) === 2, undefined, {
    timeout: 180_000,
  });
  const [numbersMs = Number.NaN, lastMs] = (await page.evaluate(() => window.paintedMs)) ?? [];
  const mapIdleMs = options.mapIdle ? lastMs : undefined;
  await context.close();
  return { bytesBeforeMap, bytesInAll, numbersMs, mapIdleMs };
}
