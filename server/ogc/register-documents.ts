import type { FastifyInstance } from "fastify";
import { NotFoundError } from "../errors.ts";
import { STATIC } from "../http/answers.ts";
import { readParameters } from "../http/query-parameters.ts";
import { addRoute } from "../http/route-table.ts";
import { addDocument } from "./add-document.ts";
import { collectionOf } from "./collections.ts";
import { collectionDocument, collectionsDocument, conformance, landingPage } from "./documents.ts";
import { featureSchema } from "./feature-schema.ts";
import { prepare } from "./feature-sets.ts";
import { STYLE_SHEET } from "./html/html-page.ts";
import { licenceDocument } from "./licence-document.ts";
import { JSON_TYPE, SCHEMA_TYPE } from "./links.ts";
import { OGC_PATH, type OgcContext, prepareAll } from "./ogc-context.ts";

/** Landing page, conformance, collections, licence and the style sheet of the pages. */
export function registerDocuments(app: FastifyInstance, context: OgcContext): void {
  addDocument(app, context, {
    url: OGC_PATH,
    title: "Dữ liệu mở",
    make: async (at, snapshot) => landingPage(at, await prepareAll(snapshot)),
  });
  addDocument(app, context, {
    url: `${OGC_PATH}/conformance`,
    title: "Các lớp tuân thủ",
    make: async (at) => conformance(at),
  });
  addDocument(app, context, {
    url: `${OGC_PATH}/licence`,
    title: "Giấy phép và nguồn dữ liệu",
    make: async (at) => licenceDocument(at, context.deps.catalogue),
  });
  addDocument(app, context, {
    url: `${OGC_PATH}/collections`,
    title: "Các bộ dữ liệu",
    make: async (at, snapshot) => collectionsDocument(at, await prepareAll(snapshot)),
  });
  addDocument(app, context, {
    url: `${OGC_PATH}/collections/:collectionId`,
    title: "Bộ dữ liệu",
    async make(at, snapshot, { collectionId }) {
      const collection = collectionOf(collectionId ?? "");
      if (!collection) throw new NotFoundError("Không có bộ dữ liệu này.");
      return collectionDocument(at, await prepare(snapshot, collection, await snapshot.defaults()));
    },
  });
  addDocument(app, context, {
    url: `${OGC_PATH}/collections/:collectionId/schema`,
    title: "Các cột của bộ dữ liệu",
    jsonTypes: [SCHEMA_TYPE, JSON_TYPE],
    async make(at, _snapshot, { collectionId }) {
      const collection = collectionOf(collectionId ?? "");
      if (!collection) throw new NotFoundError("Không có bộ dữ liệu này.");
      return featureSchema(at, collection);
    },
  });
  addRoute(app, {
    method: "GET",
    url: `${OGC_PATH}/style.css`,
    allow: "everybody",
    async handler(request, reply) {
      readParameters(request.query, []);
      return context.deps.answers.send(request, reply, STATIC, "style.css", async () => ({
        body: STYLE_SHEET,
        contentType: "text/css; charset=utf-8",
      }));
    },
  });
}
