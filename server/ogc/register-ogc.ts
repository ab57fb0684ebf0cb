import type { FastifyInstance } from "fastify";
import type { AppDeps } from "../deps.ts";
import { makeAnswerCache } from "../http/answers.ts";
import { makeOgcContext } from "./ogc-context.ts";
import { registerApiDocument } from "./register-api-document.ts";
import { registerDocuments } from "./register-documents.ts";
import { registerItems } from "./register-items.ts";
import { registerOgcTiles } from "./register-ogc-tiles.ts";

/** Documents, pages and single features, bytes; pages of GeoJSON are kept apart. */
const MAX_ANSWER_BYTES = 24e6;

/** OGC API – Features and OGC API – Tiles under `/ogc`. */
export function registerOgc(app: FastifyInstance, deps: AppDeps): void {
  const context = makeOgcContext(deps, makeAnswerCache({ maxBytes: MAX_ANSWER_BYTES }));
  registerDocuments(app, context);
  registerApiDocument(app, context);
  registerItems(app, context);
  registerOgcTiles(app, context);
}
