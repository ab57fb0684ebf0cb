import type { FastifyUnderPressureOptions } from "@fastify/under-pressure";
import { ProblemError } from "../errors.ts";
import { isHealthPath } from "./health-paths.ts";

/** The event loop may lag this long on average over a second before requests are refused, ms. */
const MAX_LAG_MS = 1000;

/**
 * Refuses requests while the event loop lags. A second in which it was not sampled at all counts as
 * Infinity in the plugin; that happens once after any long step (the start itself), and refusing
 * then would turn away the first visitor, so only a measured lag counts.
 */
export const pressureOptions: FastifyUnderPressureOptions = {
  maxEventLoopDelay: MAX_LAG_MS,
  pressureHandler: (request, _reply, _type, lagMs) => {
    if (!Number.isFinite(lagMs) || isHealthPath(request.url)) return;
    throw new ProblemError("unavailable", "Máy chủ đang quá tải; hãy thử lại sau ít giây.", {
      headers: { "retry-after": "5" },
    });
  },
};
