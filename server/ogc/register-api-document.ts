import type { FastifyInstance } from "fastify";
import { apiHtml } from "./html/api-html.ts";
import { htmlPage } from "./html/html-page.ts";
import { HTML, JSON_TYPE, OPENAPI } from "./links.ts";
import { OGC_PATH, type OgcContext } from "./ogc-context.ts";
import { openApiDocument } from "./openapi/open-api-document.ts";
import { readParameters } from "./query-parameters.ts";
import { readRepresentation } from "./representation.ts";

/** Version of the API itself; it follows the addresses and columns, not the data. */
const API_VERSION = "1.0.0";

/** `/api` (OpenAPI 3.0) and `/api.html` (the same to read). */
export function registerApiDocument(app: FastifyInstance, context: OgcContext): void {
  const page = (base: string) =>
    htmlPage({
      title: "Tài liệu API",
      base,
      crumbs: [],
      body: apiHtml(openApiDocument(base, API_VERSION)),
    });

  app.get(`${OGC_PATH}/api`, (request, reply) => {
    const { f } = readParameters(request.query, ["f"]);
    const { format, mediaType } = readRepresentation(request, f, [OPENAPI, JSON_TYPE]);
    const base = context.baseOf(request);
    return context.answers.send(request, reply, `api ${mediaType} ${base}`, async () => ({
      body: format === "json" ? JSON.stringify(openApiDocument(base, API_VERSION)) : page(base),
      contentType: mediaType,
    }));
  });

  app.get(`${OGC_PATH}/api.html`, (request, reply) => {
    readParameters(request.query, []);
    const base = context.baseOf(request);
    return context.answers.send(request, reply, `api.html ${base}`, async () => ({
      body: page(base),
      contentType: HTML,
    }));
  });
}
