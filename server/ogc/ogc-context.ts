import type { FastifyRequest } from "fastify";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import type { RouteDeps } from "../deps.ts";
import { publicOrigin } from "../http/public-origin.ts";
import { COLLECTIONS, type FeatureQuestion } from "./collections.ts";
import { type PreparedCollection, prepare } from "./feature-sets.ts";

/** What the routes of the OGC API share. */
export interface OgcContext {
  deps: RouteDeps;
  /** Absolute address of the API, without a slash at its end. */
  baseOf(request: FastifyRequest): string;
}

/** Path of the API on this server. */
export const OGC_PATH = "/ogc";

export function makeOgcContext(deps: RouteDeps): OgcContext {
  return {
    deps,
    baseOf: (request) => `${publicOrigin(request, deps.config.publicUrl)}${OGC_PATH}`,
  };
}

/** Every collection with the features of the default question. */
export async function prepareAll(snapshot: CoverageSnapshot): Promise<PreparedCollection[]> {
  const question: FeatureQuestion = await snapshot.defaults();
  return Promise.all(COLLECTIONS.map((collection) => prepare(snapshot, collection, question)));
}
