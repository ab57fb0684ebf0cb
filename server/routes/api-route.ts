import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Static, type TObject, type TSchema, Type } from "typebox";
import { Problem } from "../../geodata/model/problem.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import type { AppDeps } from "../deps.ts";
import { ProblemError } from "../errors.ts";
import { bestOffer } from "../http/accept.ts";
import type { AnswerCache } from "../http/answers.ts";
import { chargedPieces, heavily } from "../http/cost-limit.ts";

/** What every route of the API is given. */
export interface ApiDeps extends AppDeps {
  answers: AnswerCache;
}

/** One address of the API: a question to one version of the data, and its answer as a value. */
export interface ApiRoute<Q extends TObject, P extends TObject, R extends TSchema> {
  url: string;
  summary: string;
  query: Q;
  params?: P;
  response: R;
  /** What the answer depends on beside the version of the data and its own address. */
  edition?(): Promise<string>;
  make(snapshot: CoverageSnapshot, query: Static<Q>, params: Static<P>): Promise<Static<R>>;
  /** The same as CSV, for `format=csv` or `Accept: text/csv`. */
  makeCsv?(snapshot: CoverageSnapshot, query: Static<Q>): Promise<CsvFile>;
}

interface CsvFile {
  fileName: string;
  /** In pieces, each made when the one before it was taken: few where it is short. */
  pieces: Iterable<string>;
}

const JSON_TYPE = "application/json; charset=utf-8";
const CSV_TYPE = "text/csv; charset=utf-8";
const PROBLEM_RESPONSE = {
  description: "What was refused and why, RFC 9457",
  content: { "application/problem+json": { schema: Problem } },
};
const FormatParameter = Type.Optional(
  Type.Union([Type.Literal("json"), Type.Literal("csv")], {
    description: "Overrides the Accept header",
  }),
);

/**
 * Serves the route at GET (and HEAD). JSON comes from the answers kept for this version where there
 * is one; CSV is made each time, for it is asked for rarely and may be long.
 */
export function addApiRoute<Q extends TObject, R extends TSchema, P extends TObject>(
  app: FastifyInstance,
  deps: ApiDeps,
  route: ApiRoute<Q, P, R>,
): void {
  const { makeCsv } = route;
  const parameters = makeCsv
    ? { ...route.query.properties, format: FormatParameter }
    : route.query.properties;
  const schema = {
    tags: ["api"],
    operationId: operationIdOf(route.url),
    summary: route.summary,
    querystring: Type.Object(parameters, { additionalProperties: false }),
    ...(route.params && { params: route.params }),
    response: { 200: route.response, default: PROBLEM_RESPONSE },
  };

  app.get(route.url, { schema }, async (request, reply) => {
    const { format, ...rest } = request.query as { format?: "json" | "csv" };
    const query = rest as Static<Q>;
    const type = mediaTypeOf(request, format, makeCsv ? [JSON_TYPE, CSV_TYPE] : [JSON_TYPE]);
    const edition = (await route.edition?.()) ?? "";
    return deps.reader.consistently(async (snapshot) => {
      if (type === CSV_TYPE && makeCsv) {
        const file = await heavily(request, () => makeCsv(snapshot, query));
        return sendCsv(request, reply, file);
      }
      return deps.answers.send(
        request,
        reply,
        `${snapshot.version} ${edition} ${request.url}`,
        async () => ({
          body: JSON.stringify(await route.make(snapshot, query, request.params as Static<P>)),
          contentType: type,
        }),
      );
    });
  });
}

/** `/api/villages/:id` as `getVillagesById`. */
function operationIdOf(url: string): string {
  const words = url
    .replace(/^\/api\//, "")
    .split("/")
    .map((word) => word.replace(/^:/, "by-"));
  const capitals = words
    .join("-")
    .replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
  return `get${capitals}`;
}

function sendCsv(request: FastifyRequest, reply: FastifyReply, { fileName, pieces }: CsvFile) {
  return reply
    .header("content-type", CSV_TYPE)
    .header("cache-control", "no-cache")
    .header("vary", "Accept")
    .header("content-disposition", `attachment; filename="${fileName}"`)
    .send(Readable.from(chargedPieces(request, pieces)));
}

/** Throws a 406 when the caller accepts nothing of what is offered. */
function mediaTypeOf(
  request: FastifyRequest,
  format: "json" | "csv" | undefined,
  offered: readonly string[],
): string {
  if (format !== undefined) return format === "csv" ? CSV_TYPE : JSON_TYPE;
  const best = bestOffer(request.headers.accept, offered);
  if (best !== undefined) return best;
  const types = offered.map((type) => type.split(";")[0]).join(", ");
  throw new ProblemError("not-acceptable", `Ở đây chỉ có: ${types}.`);
}
