import type { FastifyRequest } from "fastify";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import type { AppDeps } from "../deps.ts";
import type { AnswerCache } from "../http/answers.ts";
import { COLLECTIONS, type FeatureQuestion } from "./collections.ts";
import { type FeatureSets, makeFeatureSets, type PreparedCollection } from "./feature-sets.ts";
import { publicOrigin } from "./public-origin.ts";

/** What the routes of the OGC API share. */
export interface OgcContext {
  deps: AppDeps;
  answers: AnswerCache;
  /** Absolute address of the API, without a slash at its end. */
  baseOf(request: FastifyRequest): string;
  setsOf(snapshot: CoverageSnapshot): FeatureSets;
}

/** Path of the API on this server. */
export const OGC_PATH = "/ogc";

export function makeOgcContext(deps: AppDeps, answers: AnswerCache): OgcContext {
  const sets = new WeakMap<CoverageSnapshot, FeatureSets>();
  return {
    deps,
    answers,
    baseOf: (request) => `${publicOrigin(request, deps)}${OGC_PATH}`,
    setsOf(snapshot) {
      const known = sets.get(snapshot) ?? makeFeatureSets(snapshot);
      sets.set(snapshot, known);
      return known;
    },
  };
}

/** Every collection with the features of the default question. */
export async function prepareAll(
  context: OgcContext,
  snapshot: CoverageSnapshot,
): Promise<PreparedCollection[]> {
  const question: FeatureQuestion = await snapshot.defaults();
  const sets = context.setsOf(snapshot);
  return Promise.all(COLLECTIONS.map((collection) => sets.prepare(collection, question)));
}
