import type { FastifyInstance } from "fastify";
import type { RouteDeps } from "../deps.ts";
import { makeOgcContext } from "./ogc-context.ts";
import { registerApiDocument } from "./register-api-document.ts";
import { registerDocuments } from "./register-documents.ts";
import { registerItems } from "./register-items.ts";
import { registerOgcTiles } from "./register-ogc-tiles.ts";

/** OGC API – Features and OGC API – Tiles under `/ogc`. */
export function registerOgc(app: FastifyInstance, deps: RouteDeps): void {
  const context = makeOgcContext(deps);
  registerDocuments(app, context);
  registerApiDocument(app, context);
  registerItems(app, context);
  registerOgcTiles(app, context);
}
