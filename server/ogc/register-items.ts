import type { FastifyInstance } from "fastify";
import { NotFoundError } from "../errors.ts";
import { addRoute } from "../http/route-table.ts";
import { type Collection, collectionOf } from "./collections.ts";
import { OGC_PATH, type OgcContext } from "./ogc-context.ts";
import { sendFeature } from "./send-feature.ts";
import { sendItems } from "./send-items.ts";

/** `/collections/{collectionId}/items` and `/items/{featureId}`. */
export function registerItems(app: FastifyInstance, context: OgcContext): void {
  for (const [path, send] of [
    ["items", sendItems],
    ["items/:featureId", sendFeature],
  ] as const)
    addRoute(app, {
      method: "GET",
      url: `${OGC_PATH}/collections/:collectionId/${path}`,
      allow: "everybody",
      async handler(request, reply) {
        const { collectionId, featureId = "" } = request.params as Record<string, string>;
        const collection = knownCollection(collectionId ?? "");
        return send(context, request, reply, collection, featureId);
      },
    });
}

function knownCollection(id: string): Collection {
  const collection = collectionOf(id);
  if (!collection) throw new NotFoundError("Không có bộ dữ liệu này.");
  return collection;
}
