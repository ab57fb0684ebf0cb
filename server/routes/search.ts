import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { SearchResult } from "../../geodata/model/search-result.ts";
import { search, searchEntries } from "../coverage/search-index.ts";
import type { RouteDeps } from "../deps.ts";
import { addApiRoute } from "./api-route.ts";

/** A list that fits a screen; who does not see it types more. */
const MOST_HITS = 20;

/** `GET /api/search?q=` */
export function registerSearch(app: FastifyInstance, deps: RouteDeps): void {
  addApiRoute(app, deps, {
    url: "/api/search",
    allow: "everybody",
    summary: "Thôn, communes (old and new names), sites and places; diacritics optional",
    query: Type.Object({
      q: Type.String({ maxLength: 100, description: "One word or several; all must be found" }),
    }),
    response: SearchResult,
    make: async (snapshot, { q }) => ({
      q,
      items: search(await searchEntries(snapshot), q, MOST_HITS),
    }),
  });
}
