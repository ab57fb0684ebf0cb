import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Static, type TObject, type TSchema, Type } from "typebox";
import { Problem } from "../../geodata/model/problem.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import type { AppDeps } from "../deps.ts";
import { ProblemError } from "../errors.ts";
import { bestOffer } from "../http/accept.ts";
import type { AnswerCache } from "../http/answers.ts";

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
  /** The same as CSV, for `format=csv` or `Accept: text/csv`: sends it, in pieces where long. */
  sendCsv?(
    snapshot: CoverageSnapshot,
    query: Static<Q>,
    reply: FastifyReply,
  ): Promise<FastifyReply>;
}

const JSON_TYPE = "application/json; charset=utf-8";
const CSV_TYPE = "text/csv; charset=utf-8";
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
  const { sendCsv } = route;
  const parameters = sendCsv
    ? { ...route.query.properties, format: FormatParameter }
    : route.query.properties;
  const schema = {
    tags: ["api"],
    summary: route.summary,
    querystring: Type.Object(parameters, { additionalProperties: false }),
    ...(route.params && { params: route.params }),
    response: { 200: route.response, default: Problem },
  };

  app.get(route.url, { schema }, async (request, reply) => {
    const { format, ...rest } = request.query as { format?: "json" | "csv" };
    const query = rest as Static<Q>;
    const type = mediaTypeOf(request, format, sendCsv ? [JSON_TYPE, CSV_TYPE] : [JSON_TYPE]);
    const edition = (await route.edition?.()) ?? "";
    return deps.reader.consistently((snapshot) => {
      if (type === CSV_TYPE && sendCsv) {
        reply
          .header("content-type", type)
          .header("cache-control", "no-cache")
          .header("vary", "Accept");
        return sendCsv(snapshot, query, reply);
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
