import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Static, type TObject, type TSchema, Type } from "typebox";
import { Problem } from "../../geodata/model/problem.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import type { RouteDeps } from "../deps.ts";
import { ProblemError } from "../errors.ts";
import { bestOffer } from "../http/accept.ts";
import { type AnswerSource, cacheControlOf } from "../http/answers.ts";
import { chargedPieces, heavily } from "../http/cost-limit.ts";
import { type Allow, addRoute } from "../http/route-table.ts";
import { type TableFile, tableAsCsv, tableAsXlsx } from "../http/table-file.ts";

/** One address of the API: a question to one version of the data, and its answer as a value. */
export interface ApiRoute<Q extends TObject, P extends TObject, R extends TSchema> {
  url: string;
  allow: Allow;
  summary: string;
  query: Q;
  params?: P;
  response: R;
  /** What the answer depends on beside the version of the data and its own address. */
  edition?(): Promise<string>;
  make(snapshot: CoverageSnapshot, query: Static<Q>, params: Static<P>): Promise<Static<R>>;
  /** The same as CSV, for `format=csv` or `Accept: text/csv`, where it is too long for a table. */
  makeCsv?(snapshot: CoverageSnapshot, query: Static<Q>): Promise<CsvFile>;
  /** The same as a table: CSV, or a workbook for `format=xlsx`. */
  makeTable?(
    snapshot: CoverageSnapshot,
    query: Static<Q>,
    params: Static<P>,
    // biome-ignore lint/suspicious/noExplicitAny: whoever makes the rows reads them
  ): Promise<TableFile<any>>;
}

interface CsvFile {
  /** Without its ending. */
  fileName: string;
  /** In pieces, each made when the one before it was taken: few where it is short. */
  pieces: Iterable<string>;
}

const JSON_TYPE = "application/json; charset=utf-8";
const CSV_TYPE = "text/csv; charset=utf-8";
const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
type Format = "json" | "csv" | "xlsx";
const TYPE_OF: Record<Format, string> = { json: JSON_TYPE, csv: CSV_TYPE, xlsx: XLSX_TYPE };
const PROBLEM_RESPONSE = {
  description: "What was refused and why, RFC 9457",
  content: { "application/problem+json": { schema: Problem } },
};
const formatParameter = (formats: readonly Format[]) =>
  Type.Optional(
    Type.Union(
      formats.map((format) => Type.Literal(format)),
      { description: "Overrides the Accept header" },
    ),
  );

/**
 * Serves the route at GET (and HEAD). JSON comes from the answers kept for this version where there
 * is one; CSV is made each time, for it is asked for rarely and may be long.
 */
export function addApiRoute<Q extends TObject, R extends TSchema, P extends TObject>(
  app: FastifyInstance,
  deps: RouteDeps,
  route: ApiRoute<Q, P, R>,
): void {
  const { makeCsv, makeTable } = route;
  const formats: readonly Format[] = [
    "json",
    ...(makeCsv || makeTable ? (["csv"] as const) : []),
    ...(makeTable ? (["xlsx"] as const) : []),
  ];
  const parameters =
    formats.length > 1
      ? { ...route.query.properties, format: formatParameter(formats) }
      : route.query.properties;
  const schema = {
    tags: ["api"],
    operationId: operationIdOf(route.url),
    summary: route.summary,
    querystring: Type.Object(parameters, { additionalProperties: false }),
    ...(route.params && { params: route.params }),
    response: { 200: route.response, default: PROBLEM_RESPONSE },
  };

  const offered = formats.map((one) => TYPE_OF[one]);
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const { format, ...rest } = request.query as { format?: Format };
    const query = rest as Static<Q>;
    const params = request.params as Static<P>;
    const type = mediaTypeOf(request, format, offered);
    const edition = route.edition ? await route.edition() : "";
    const key = `${route.url} ${edition} ${JSON.stringify(params)} ${inOrder(query)}`;
    return deps.reader.consistently(request.viewer, async (snapshot) => {
      if (type === CSV_TYPE && makeCsv) {
        const file = await heavily(request, () => makeCsv(snapshot, query));
        return sendCsv(request, reply, snapshot, file);
      }
      if (type !== JSON_TYPE && makeTable) {
        const table = await heavily(request, () => makeTable(snapshot, query, params));
        if (type === CSV_TYPE)
          return sendCsv(request, reply, snapshot, { ...table, pieces: tableAsCsv(table) });
        const book = await heavily(request, () => tableAsXlsx(table));
        return attachment(reply, snapshot, XLSX_TYPE, `${table.fileName}.xlsx`).send(book);
      }
      return deps.answers.send(request, reply, snapshot, key, async () => ({
        body: JSON.stringify(await route.make(snapshot, query, params)),
        contentType: type,
      }));
    });
  };
  addRoute(app, { method: "GET", url: route.url, allow: route.allow, schema, handler });
}

/** The parameters as text in one order, whatever order they came in. */
function inOrder(query: object): string {
  const names = Object.keys(query);
  if (names.length === 0) return "";
  return JSON.stringify(query, names.sort());
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

function sendCsv(
  request: FastifyRequest,
  reply: FastifyReply,
  source: AnswerSource,
  { fileName, pieces }: CsvFile,
) {
  return attachment(reply, source, CSV_TYPE, `${fileName}.csv`).send(
    Readable.from(chargedPieces(request, pieces)),
  );
}

function attachment(
  reply: FastifyReply,
  source: AnswerSource,
  type: string,
  fileName: string,
): FastifyReply {
  return reply
    .header("content-type", type)
    .header("cache-control", cacheControlOf(source))
    .header("vary", "Accept")
    .header("content-disposition", `attachment; filename="${fileName}"`);
}

/** Throws a 406 when the caller accepts nothing of what is offered. */
function mediaTypeOf(
  request: FastifyRequest,
  format: Format | undefined,
  offered: readonly string[],
): string {
  if (format !== undefined) return TYPE_OF[format];
  const best = bestOffer(request.headers.accept, offered);
  if (best !== undefined) return best;
  const types = offered.map((type) => type.split(";")[0]).join(", ");
  throw new ProblemError("not-acceptable", `Ở đây chỉ có: ${types}.`);
}
