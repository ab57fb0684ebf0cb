import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { NotFoundError } from "../errors.ts";
import { acceptsGzip } from "./accepts-gzip.ts";
import { type Collection, collectionOf } from "./collections.ts";
import { nearestDay, readDatetime } from "./datetime-parameter.ts";
import { demoNotice } from "./demo-notice.ts";
import { CRS84 } from "./documents.ts";
import { htmlPage } from "./html/html-page.ts";
import { featureHtml, itemsHtml } from "./html/items-html.ts";
import { itemsPage } from "./items-page.ts";
import { type ItemsQuery, readItemsQuery } from "./items-query.ts";
import { GEOJSON, hrefOf, JSON_TYPE, type Link, selfLinks } from "./links.ts";
import { OGC_PATH, type OgcContext } from "./ogc-context.ts";
import { invalid, readParameters } from "./query-parameters.ts";
import { type Representation, readRepresentation } from "./representation.ts";
import { makeStampedBody, type StampedBody } from "./stamped-body.ts";

interface KeptPage {
  body: StampedBody;
  etag: string;
}

/** Some hundred full pages, bytes. */
const MAX_PAGE_BYTES = 48e6;
/** OGC API – Features Part 2: which CRS the coordinates are in. */
const CONTENT_CRS = `<${CRS84}>`;

/** `/collections/{collectionId}/items` and `/items/{featureId}`. */
export function registerItems(app: FastifyInstance, context: OgcContext): void {
  const pages = new LRUCache<string, KeptPage>({
    maxSize: MAX_PAGE_BYTES,
    // With the compressed copy.
    sizeCalculation: ({ body }) => Math.ceil(body.bytes * 1.3) + 500,
  });

  app.get<{ Params: { collectionId: string } }>(
    `${OGC_PATH}/collections/:collectionId/items`,
    (request, reply) => {
      const collection = knownCollection(request.params.collectionId);
      const query = readItemsQuery(request.query, collection);
      const representation = readRepresentation(request, query.f, [GEOJSON, JSON_TYPE]);
      return context.deps.reader.consistently((snapshot) =>
        representation.format === "html"
          ? sendHtmlPage(context, request, reply, snapshot, collection, query)
          : sendJsonPage(
              context,
              pages,
              request,
              reply,
              snapshot,
              collection,
              query,
              representation,
            ),
      );
    },
  );

  app.get<{ Params: { collectionId: string; featureId: string } }>(
    `${OGC_PATH}/collections/:collectionId/items/:featureId`,
    (request, reply) => {
      const collection = knownCollection(request.params.collectionId);
      const representation = (f: string | undefined) =>
        readRepresentation(request, f, [GEOJSON, JSON_TYPE]);
      return sendFeature(context, request, reply, collection, representation);
    },
  );
}

function knownCollection(id: string): Collection {
  const collection = collectionOf(id);
  if (!collection) throw new NotFoundError("Không có bộ dữ liệu này.");
  return collection;
}

async function readPage(
  context: OgcContext,
  request: FastifyRequest,
  snapshot: CoverageSnapshot,
  collection: Collection,
  query: ItemsQuery,
  format: "json" | "html",
) {
  const question = await readQuestion(snapshot, query);
  const { set, dataSource } = await context.setsOf(snapshot).prepare(collection, question);
  const { boxes, interval, limit } = query;
  const found = set.find({ ...(boxes && { boxes }), ...(interval && { interval }) });
  const page = itemsPage(set, found, limit, query);
  const path = `${context.baseOf(request)}/collections/${collection.id}/items`;
  return { page, path, dataSource, links: pageLinks(path, query, page, format) };
}

/** The day and the rule of a query; a rule that does not exist is the caller's mistake. */
async function readQuestion(
  snapshot: CoverageSnapshot,
  { interval, rule }: Pick<ItemsQuery, "interval" | "rule">,
) {
  const defaults = await snapshot.defaults();
  if (rule !== undefined) {
    const rules = (await snapshot.rows("rules")).map(({ id }) => id);
    if (!rules.includes(rule)) throw invalid("rule", rule, `một trong: ${rules.join(", ")}`);
  }
  return { asOf: nearestDay(interval, defaults.asOf), ruleId: rule ?? defaults.ruleId };
}

function pageLinks(
  path: string,
  { kept, after, before }: ItemsQuery,
  page: { previousBefore?: string; nextAfter?: string },
  format: "json" | "html",
): Link[] {
  const type = format === "json" ? GEOJSON : "text/html";
  const at = (position: { after?: string; before?: string }) =>
    hrefOf(path, { ...kept, ...position, f: format });
  return [
    ...selfLinks(path, { ...kept, after, before }, format, GEOJSON),
    ...(page.nextAfter === undefined
      ? []
      : [{ rel: "next", href: at({ after: page.nextAfter }), type, title: "Trang sau" }]),
    ...(page.previousBefore === undefined
      ? []
      : [{ rel: "prev", href: at({ before: page.previousBefore }), type, title: "Trang trước" }]),
    { rel: "collection", href: path.replace(/\/items$/, ""), type: JSON_TYPE, title: "Bộ dữ liệu" },
  ];
}

async function sendJsonPage(
  context: OgcContext,
  pages: LRUCache<string, KeptPage>,
  request: FastifyRequest,
  reply: FastifyReply,
  snapshot: CoverageSnapshot,
  collection: Collection,
  query: ItemsQuery,
  { mediaType }: Representation,
): Promise<FastifyReply> {
  const key = `${snapshot.version} ${context.baseOf(request)} ${request.url}`;
  let kept = pages.get(key);
  if (!kept) {
    const read = await readPage(context, request, snapshot, collection, query, "json");
    const { page, links, dataSource } = read;
    const members = JSON.stringify({
      type: "FeatureCollection",
      numberMatched: page.numberMatched,
      numberReturned: page.features.length,
      dataSource,
      notice: demoNotice(dataSource),
      links,
    });
    const features = page.features.map((feature) => feature.json).join(",\n");
    const start = `${members.slice(0, -1)},"features":[${features}],"timeStamp":"`;
    const etag = `W/"${createHash("sha1").update(start).digest("base64url")}"`;
    kept = { body: makeStampedBody(start), etag };
    pages.set(key, kept);
  }
  // Weak, because the time of the answer is part of it and changes.
  reply
    .header("content-type", mediaType)
    .header("content-crs", CONTENT_CRS)
    .header("cache-control", "no-cache")
    .header("etag", kept.etag)
    .header("vary", "Accept, Accept-Encoding");
  const end = `${context.deps.clock().toISOString()}"}`;
  if (!acceptsGzip(request.headers["accept-encoding"])) return reply.send(kept.body.plain(end));
  return reply.header("content-encoding", "gzip").send(await kept.body.gzipped(end));
}

function sendHtmlPage(
  context: OgcContext,
  request: FastifyRequest,
  reply: FastifyReply,
  snapshot: CoverageSnapshot,
  collection: Collection,
  query: ItemsQuery,
): Promise<FastifyReply> {
  const base = context.baseOf(request);
  const key = `${snapshot.version} html ${base} ${request.url}`;
  return context.answers.send(request, reply, key, async () => {
    const read = await readPage(context, request, snapshot, collection, query, "html");
    const { page, path, links, dataSource } = read;
    const { features, numberMatched } = page;
    const body = htmlPage({
      title: collection.title,
      base,
      crumbs: crumbsOf(base, collection),
      notice: demoNotice(dataSource),
      body: itemsHtml(path, collection.properties, features, numberMatched, links),
    });
    return { body, contentType: "text/html; charset=utf-8" };
  });
}

function sendFeature(
  context: OgcContext,
  request: FastifyRequest<{ Params: { collectionId: string; featureId: string } }>,
  reply: FastifyReply,
  collection: Collection,
  representationOf: (f: string | undefined) => Representation,
): Promise<FastifyReply> {
  const names = ["f", "datetime", "rule"] as const;
  const allowed = names.filter(
    (name) =>
      name === "f" ||
      (name === "datetime" && collection.isDated) ||
      (name === "rule" && collection.isJudged),
  );
  const { f, ...kept } = readParameters(request.query, allowed);
  const { format, mediaType } = representationOf(f);
  const interval = readDatetime(kept.datetime);
  const base = context.baseOf(request);
  return context.deps.reader.consistently((snapshot) => {
    const key = `${snapshot.version} ${mediaType} ${base} ${request.url}`;
    return context.answers.send(request, reply, key, async () => {
      const question = await readQuestion(snapshot, { interval, rule: kept.rule });
      const { set, dataSource } = await context.setsOf(snapshot).prepare(collection, question);
      const feature = set.byId(request.params.featureId);
      if (!feature) throw new NotFoundError("Không có đối tượng này trong bộ dữ liệu.");
      const path = `${base}/collections/${collection.id}`;
      const links = [
        ...selfLinks(`${path}/items/${encodeURIComponent(feature.id)}`, kept, format, GEOJSON),
        { rel: "collection", href: path, type: JSON_TYPE, title: collection.title },
      ];
      if (format === "json") {
        const body = `${feature.json.slice(0, -1)},"links":${JSON.stringify(links)}}`;
        return { body, contentType: mediaType, headers: { "content-crs": CONTENT_CRS } };
      }
      const { properties } = feature;
      const body = htmlPage({
        title: String(properties.name ?? feature.id),
        base,
        crumbs: crumbsOf(base, collection),
        notice: demoNotice(dataSource),
        body: featureHtml(collection.properties, feature, links),
      });
      return { body, contentType: mediaType };
    });
  });
}

function crumbsOf(base: string, collection: Collection) {
  const path = `${base}/collections`;
  return [
    { href: `${path}?f=html`, title: "Các bộ dữ liệu" },
    { href: `${path}/${collection.id}/items?f=html`, title: collection.title },
  ];
}
