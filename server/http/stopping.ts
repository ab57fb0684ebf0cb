import type { FastifyInstance } from "fastify";
import type { AppDeps } from "../deps.ts";
import { ProblemError } from "../errors.ts";

/** Health checks answer for themselves until the end. */
const HEALTH_PATHS = new Set(["/healthz", "/readyz"]);

/** Refuses new requests once the process was told to stop; those in flight go on. */
export function refuseWhenStopping(app: FastifyInstance, { isStopping }: AppDeps): void {
  app.addHook("onRequest", (request, reply, done) => {
    if (isStopping?.()) {
      reply.header("connection", "close");
      if (!HEALTH_PATHS.has(request.url)) {
        const headers = { "retry-after": "5" };
        return done(new ProblemError("unavailable", "Máy chủ đang dừng.", { headers }));
      }
    }
    done();
  });
}
