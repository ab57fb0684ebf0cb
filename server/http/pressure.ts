import type { FastifyUnderPressureOptions } from "@fastify/under-pressure";
import { ProblemError } from "../errors.ts";
import { isHealthPath } from "./health-paths.ts";

/**
 * Refuses requests while the event loop lags. A second in which it was not sampled at all counts as
 * Infinity in the plugin; that happens once after any long step (the start itself), and refusing
 * then would turn away the first visitor, so only a measured lag counts.
 *
 * @param maxLagMs how long the event loop may lag on average over a second, ms
 */
export const pressureOptions = (maxLagMs: number): FastifyUnderPressureOptions => ({
  maxEventLoopDelay: maxLagMs,
  pressureHandler: (request, _reply, _type, lagMs) => {
    if (!Number.isFinite(lagMs) || isHealthPath(request.url)) return;
    throw new ProblemError("unavailable", "Máy chủ đang quá tải; hãy thử lại sau ít giây.", {
      headers: { "retry-after": "5" },
    });
  },
});
