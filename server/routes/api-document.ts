import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import type { RouteDeps } from "../deps.ts";
import { STATIC } from "../http/answers.ts";
import { addRoute, addRoutesOf } from "../http/route-table.ts";
import { API_PAGE_CSP } from "../http/security-headers.ts";

/**
 * Collects the routes tagged `api` into an OpenAPI 3.1 document. Register before the routes; the
 * document itself is made when somebody asks.
 */
export async function collectApiDocument(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    hideUntagged: true,
    // The router answers HEAD by the schema of GET; an operation's id is its own.
    transform: ({ schema, url, route }) => ({
      url,
      schema:
        route.method === "HEAD" && schema?.operationId
          ? { ...schema, operationId: schema.operationId.replace(/^get/, "head") }
          : schema,
    }),
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Sóng Thôn API",
        version: "1.0.0",
        description:
          "Which thôn of Cao Lộc have mobile broadband and fibre, by which evidence. Errors are RFC 9457 problem details. Geometry is served under /ogc and /tiles.",
      },
      tags: [{ name: "api", description: "Answers of one version of the data, with ETag" }],
    },
  });
}

/** `GET /api/openapi.json`, and a page to try it at `/docs`. */
export async function registerApiDocument(app: FastifyInstance, deps: RouteDeps): Promise<void> {
  addRoute(app, {
    method: "GET",
    url: "/api/openapi.json",
    allow: "everybody",
    handler: (request, reply) =>
      deps.answers.send(request, reply, STATIC, "/api/openapi.json", async () => ({
        body: JSON.stringify(app.swagger()),
        contentType: "application/json; charset=utf-8",
      })),
  });
  await addRoutesOf(app, "everybody", (inner) =>
    inner.register(swaggerUi, {
      routePrefix: "/docs",
      staticCSP: API_PAGE_CSP,
      uiConfig: { url: "/api/openapi.json" },
    }),
  );
}
