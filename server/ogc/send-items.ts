import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { heavily } from "../http/cost-limit.ts";
import { acceptsGzip } from "./accepts-gzip.ts";
import type { Collection } from "./collections.ts";
import { demoNotice } from "./demo-notice.ts";
import { readFeatureQuestion } from "./feature-question.ts";
import { collectionCrumbs, htmlPage } from "./html/html-page.ts";
import { itemsHtml } from "./html/items-html.ts";
import { type ItemsPage, itemsPage } from "./items-page.ts";
import type { ItemsQuery } from "./items-query.ts";
import { CONTENT_CRS, GEOJSON, HTML, hrefOf, JSON_TYPE, type Link, selfLinks } from "./links.ts";
import type { OgcContext } from "./ogc-context.ts";
import type { Representation } from "./representation.ts";
import { makeStampedBody, type StampedBody } from "./stamped-body.ts";

/** Pages of GeoJSON that were sent lately, without their time. */
export type KeptPages = LRUCache<string, { body: StampedBody; etag: string }>;

/** Some hundred full pages, bytes. */
const MAX_PAGE_BYTES = 24e6;
const SEPARATOR = Buffer.from(",\n");

export function makeKeptPages(): KeptPages {
  return new LRUCache({
    maxSize: MAX_PAGE_BYTES,
    // With the compressed copy.
    sizeCalculation: ({ body }) => Math.ceil(body.bytes * 1.3) + 500,
  });
}

interface Asked {
  request: FastifyRequest;
  snapshot: CoverageSnapshot;
  collection: Collection;
  query: ItemsQuery;
}

/** Joins the page and keeps it, unless somebody else did while this waited. */
async function makePage(context: OgcContext, pages: KeptPages, asked: Asked, key: string) {
  const known = pages.get(key);
  if (known) return known;
  const { page, links, dataSource, fingerprint } = await readPage(context, asked, "json");
  const members = JSON.stringify({
    type: "FeatureCollection",
    numberMatched: page.numberMatched,
    numberReturned: page.features.length,
    dataSource,
    notice: demoNotice(dataSource),
    links,
  });
  const head = [
    Buffer.from(`${members.slice(0, -1)},"features":[`),
    ...page.features.flatMap(({ json }, index) => (index === 0 ? [json] : [SEPARATOR, json])),
    Buffer.from('],"timeStamp":"'),
  ];
  // Weak, because the time of the answer is part of it and changes.
  const etag = `W/"${createHash("sha1").update(fingerprint).update(key).digest("base64url")}"`;
  const made = { body: makeStampedBody(Buffer.concat(head)), etag };
  pages.set(key, made);
  return made;
}

/** A page as GeoJSON, joined from features that are written once; only its time is new. */
export async function sendItemsJson(
  context: OgcContext,
  pages: KeptPages,
  asked: Asked,
  reply: FastifyReply,
  { mediaType }: Representation,
): Promise<FastifyReply> {
  const { request, snapshot } = asked;
  const key = `${snapshot.version} ${context.baseOf(request)} ${request.url}`;
  const kept =
    pages.get(key) ?? (await heavily(request, () => makePage(context, pages, asked, key)));
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

/** The same page as a table for a reader. */
export function sendItemsHtml(
  context: OgcContext,
  asked: Asked,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { request, snapshot, collection } = asked;
  const base = context.baseOf(request);
  const key = `${snapshot.version} html ${base} ${request.url}`;
  return context.answers.send(request, reply, key, async () => {
    const { page, path, links, dataSource } = await readPage(context, asked, "html");
    const { features, numberMatched } = page;
    const body = htmlPage({
      title: collection.title,
      base,
      crumbs: collectionCrumbs(base, collection),
      notice: demoNotice(dataSource),
      body: itemsHtml(path, collection.properties, features, numberMatched, links),
    });
    return { body, contentType: HTML };
  });
}

async function readPage(context: OgcContext, asked: Asked, format: "json" | "html") {
  const { request, snapshot, collection, query } = asked;
  const question = await readFeatureQuestion(snapshot, query);
  const { set, dataSource } = await context.setsOf(snapshot).prepare(collection, question);
  const { boxes, interval, limit } = query;
  const found = set.find({ ...(boxes && { boxes }), ...(interval && { interval }) });
  const page = itemsPage(set, found, limit, query);
  const path = `${context.baseOf(request)}/collections/${collection.id}/items`;
  const links = pageLinks(path, query, page, format);
  return { page, path, dataSource, links, fingerprint: set.fingerprint };
}

function pageLinks(
  path: string,
  { kept, offset, after, before }: ItemsQuery,
  { nextAfter, previousBefore }: ItemsPage,
  format: "json" | "html",
): Link[] {
  const type = format === "json" ? GEOJSON : "text/html";
  const at = (position: { after?: string; before?: string }) =>
    hrefOf(path, { ...kept, ...position, f: format });
  return [
    ...selfLinks(
      path,
      { ...kept, ...(offset !== undefined && { offset: String(offset) }), after, before },
      format,
      GEOJSON,
    ),
    ...(nextAfter === undefined
      ? []
      : [{ rel: "next", href: at({ after: nextAfter }), type, title: "Trang sau" }]),
    ...(previousBefore === undefined
      ? []
      : [{ rel: "prev", href: at({ before: previousBefore }), type, title: "Trang trước" }]),
    { rel: "collection", href: path.replace(/\/items$/, ""), type: JSON_TYPE, title: "Bộ dữ liệu" },
  ];
}
