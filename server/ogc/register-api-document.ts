import type { FastifyInstance } from "fastify";
import { STATIC } from "../http/answers.ts";
import { readParameters } from "../http/query-parameters.ts";
import { addRoute } from "../http/route-table.ts";
import { apiHtml } from "./html/api-html.ts";
import { htmlPage } from "./html/html-page.ts";
import { HTML, JSON_TYPE, OPENAPI } from "./links.ts";
import { OGC_PATH, type OgcContext } from "./ogc-context.ts";
import { openApiDocument } from "./openapi/open-api-document.ts";
import { readRepresentation } from "./representation.ts";

/** Version of the API itself; it follows the addresses and columns, not the data. */
const API_VERSION = "1.0.0";

/** `/api` (OpenAPI 3.0) and `/api.html` (the same to read). */
export function registerApiDocument(app: FastifyInstance, context: OgcContext): void {
  const { answers } = context.deps;
  const page = (base: string) =>
    htmlPage({
      title: "Tài liệu API",
      base,
      crumbs: [],
      body: apiHtml(openApiDocument(base, API_VERSION)),
    });

  addRoute(app, {
    method: "GET",
    url: `${OGC_PATH}/api`,
    allow: "everybody",
    async handler(request, reply) {
      const { f } = readParameters(request.query, ["f"]);
      const { format, mediaType } = readRepresentation(request, f, [OPENAPI, JSON_TYPE]);
      const base = context.baseOf(request);
      const key = `${OGC_PATH}/api ${mediaType} ${base}`;
      return answers.send(request, reply, STATIC, key, async () => ({
        body: format === "json" ? JSON.stringify(openApiDocument(base, API_VERSION)) : page(base),
        contentType: mediaType,
      }));
    },
  });

  addRoute(app, {
    method: "GET",
    url: `${OGC_PATH}/api.html`,
    allow: "everybody",
    async handler(request, reply) {
      readParameters(request.query, []);
      const base = context.baseOf(request);
      const key = `${OGC_PATH}/api.html ${base}`;
      return answers.send(request, reply, STATIC, key, async () => ({
        body: page(base),
        contentType: HTML,
      }));
    },
  });
}
