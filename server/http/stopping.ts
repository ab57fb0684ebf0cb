import type { FastifyInstance } from "fastify";
import { ProblemError } from "../errors.ts";
import { isHealthPath } from "./health-paths.ts";

/** Refuses new requests once the process was told to stop; those in flight go on. */
export function refuseWhenStopping(app: FastifyInstance, isStopping = () => false): void {
  app.addHook("onRequest", (request, reply, done) => {
    if (isStopping()) {
      reply.header("connection", "close");
      if (!isHealthPath(request.url)) {
        const headers = { "retry-after": "5" };
        return done(new ProblemError("unavailable", "Máy chủ đang dừng.", { headers }));
      }
    }
    done();
  });
}
