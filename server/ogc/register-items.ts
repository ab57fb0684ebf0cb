import type { FastifyInstance } from "fastify";
import { NotFoundError } from "../errors.ts";
import { type Collection, collectionOf } from "./collections.ts";
import { readItemsQuery } from "./items-query.ts";
import { GEOJSON, JSON_TYPE } from "./links.ts";
import { OGC_PATH, type OgcContext } from "./ogc-context.ts";
import { readRepresentation } from "./representation.ts";
import { sendFeature } from "./send-feature.ts";
import { makeKeptPages, sendItemsHtml, sendItemsJson } from "./send-items.ts";

/** `/collections/{collectionId}/items` and `/items/{featureId}`. */
export function registerItems(app: FastifyInstance, context: OgcContext): void {
  const pages = makeKeptPages();

  app.get<{ Params: { collectionId: string } }>(
    `${OGC_PATH}/collections/:collectionId/items`,
    (request, reply) => {
      const collection = knownCollection(request.params.collectionId);
      const query = readItemsQuery(request.query, collection);
      const representation = readRepresentation(request, query.f, [GEOJSON, JSON_TYPE]);
      return context.deps.reader.consistently((snapshot) => {
        const asked = { request, snapshot, collection, query };
        return representation.format === "html"
          ? sendItemsHtml(context, asked, reply)
          : sendItemsJson(context, pages, asked, reply, representation);
      });
    },
  );

  app.get<{ Params: { collectionId: string; featureId: string } }>(
    `${OGC_PATH}/collections/:collectionId/items/:featureId`,
    (request, reply) =>
      sendFeature(context, request, reply, knownCollection(request.params.collectionId)),
  );
}

function knownCollection(id: string): Collection {
  const collection = collectionOf(id);
  if (!collection) throw new NotFoundError("Không có bộ dữ liệu này.");
  return collection;
}
