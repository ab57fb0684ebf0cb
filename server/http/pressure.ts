import { monitorEventLoopDelay } from "node:perf_hooks";
import type { FastifyInstance } from "fastify";
import { ProblemError } from "../errors.ts";
import { isHealthPath } from "./health-paths.ts";

/** How long a sample of the lag is, ms. */
const SAMPLE_MS = 1000;
/** How finely the event loop is watched, ms; what it adds to every measured lag. */
const RESOLUTION_MS = 10;

/**
 * Refuses requests while the event loop lags. The sampler reads a histogram in memory and nothing
 * else: it cannot fail, also when the process may open no further file.
 *
 * @param maxLagMs how long the event loop may lag on average over a second, ms
 */
export function refuseUnderPressure(app: FastifyInstance, maxLagMs: number): void {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let lagMs = 0;
  let lastMs = 0;
  const timer = setInterval(() => {
    const sampledMs = lagOf(histogram.mean);
    // One long step (the start, a commit) is over when it is measured: two seconds in a row count.
    lagMs = Math.min(lastMs, sampledMs);
    lastMs = sampledMs;
    histogram.reset();
  }, SAMPLE_MS).unref();
  app.addHook("onClose", async () => {
    clearInterval(timer);
    histogram.disable();
  });
  app.addHook("onRequest", (request, _reply, done) => {
    done(refusalAt(lagMs, maxLagMs, request.url));
  });
}

/**
 * Lag in ms of a second's mean in ns. A second that was not sampled at all has no mean: that happens
 * once after any long step (the start itself), and refusing then would turn away the first visitor.
 */
export function lagOf(meanNs: number): number {
  return Number.isNaN(meanNs) ? 0 : Math.max(0, meanNs / 1e6 - RESOLUTION_MS);
}

/** The 503 of a request, or nothing; health checks answer for themselves. */
export function refusalAt(lagMs: number, maxLagMs: number, url: string): ProblemError | undefined {
  if (lagMs <= maxLagMs || isHealthPath(url)) return undefined;
  return new ProblemError("unavailable", "Máy chủ đang quá tải; hãy thử lại sau ít giây.", {
    headers: { "retry-after": "5" },
  });
}
