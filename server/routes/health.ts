import type { FastifyInstance } from "fastify";
import type { AppDeps } from "../deps.ts";
import { ProblemError } from "../errors.ts";
import { addRoute, type Route } from "../http/route-table.ts";
import { StoreDamagedError } from "../stores/store-errors.ts";

/** `GET /healthz` (the process lives) and `GET /readyz` (it can answer); neither is ever cached. */
export function registerHealth(app: FastifyInstance, { store, isStopping }: AppDeps): void {
  addRoute(app, {
    method: "GET",
    url: "/healthz",
    allow: "everybody",
    handler: async (_request, reply) =>
      reply.header("cache-control", "no-store").send({ status: "ok" }),
  });

  const ready: Route["handler"] = async (request, reply) => {
    if (isStopping?.()) throw new ProblemError("unavailable", "Máy chủ đang dừng.");
    reply.header("cache-control", "no-store");
    try {
      return { status: "ready", datasetVersion: await store.datasetVersion() };
    } catch (error) {
      request.log.error(error);
      throw new ProblemError(
        "unavailable",
        error instanceof StoreDamagedError
          ? "Kho dữ liệu bị hỏng; máy chủ không trả lời cho đến khi được sửa và khởi động lại."
          : "Kho dữ liệu không trả lời.",
      );
    }
  };
  addRoute(app, { method: "GET", url: "/readyz", allow: "everybody", handler: ready });
}
