import type { FastifyInstance } from "fastify";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { readParameters } from "../http/query-parameters.ts";
import { addRoute, type Route } from "../http/route-table.ts";
import { htmlPage } from "./html/html-page.ts";
import { jsonAsHtml } from "./html/json-as-html.ts";
import { type DocumentContext, JSON_TYPE } from "./links.ts";
import type { OgcContext } from "./ogc-context.ts";
import { readRepresentation } from "./representation.ts";

/** A resource that is one JSON document, and a page with the same members. */
export interface DocumentRoute {
  url: string;
  /** Heading of the page. */
  title: string;
  /** What it is sent as when it is not a page; JSON where absent. */
  jsonTypes?: readonly string[];
  /** Throws NotFoundError for a parameter of the path that names nothing. */
  make(
    at: DocumentContext,
    snapshot: CoverageSnapshot,
    params: Readonly<Record<string, string>>,
  ): Promise<object>;
}

/** Serves the document at GET and HEAD, as JSON or HTML, from what is kept of this version. */
export function addDocument(app: FastifyInstance, context: OgcContext, route: DocumentRoute): void {
  const { reader, answers } = context.deps;
  const handler: Route["handler"] = async (request, reply) => {
    const { f } = readParameters(request.query, ["f"]);
    const { format, mediaType } = readRepresentation(request, f, route.jsonTypes ?? [JSON_TYPE]);
    const base = context.baseOf(request);
    const params = request.params as Readonly<Record<string, string>>;
    const key = JSON.stringify([route.url, params, mediaType, base]);
    return reader.consistently(request.viewer, (snapshot) =>
      answers.send(request, reply, snapshot, key, async () => {
        const document = await route.make({ base, format }, snapshot, params);
        const { notice, ...shown } = document as { notice?: string };
        const body =
          format === "json"
            ? JSON.stringify(document)
            : htmlPage({ title: route.title, base, crumbs: [], notice, body: jsonAsHtml(shown) });
        return { body, contentType: mediaType };
      }),
    );
  };
  addRoute(app, { method: "GET", url: route.url, allow: "everybody", handler });
}
