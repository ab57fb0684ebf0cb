import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import type { Answer } from "../http/answers.ts";
import type { Collection } from "./collections.ts";
import { demoNotice } from "./demo-notice.ts";
import { readFeatureQuestion } from "./feature-question.ts";
import { prepare } from "./feature-sets.ts";
import { collectionCrumbs, htmlPage } from "./html/html-page.ts";
import { itemsHtml } from "./html/items-html.ts";
import { type ItemsPage, itemsPage } from "./items-page.ts";
import { type ItemsQuery, readItemsQuery } from "./items-query.ts";
import { CONTENT_CRS, GEOJSON, hrefOf, JSON_TYPE, type Link, selfLinks } from "./links.ts";
import type { OgcContext } from "./ogc-context.ts";
import { type Representation, readRepresentation } from "./representation.ts";

const SEPARATOR = Buffer.from(",\n");

interface Asked {
  snapshot: CoverageSnapshot;
  collection: Collection;
  query: ItemsQuery;
  base: string;
  representation: Representation;
}

/** A page of the features that match, as GeoJSON or as a table for a reader. */
export function sendItems(
  { deps: { reader, answers, clock }, baseOf }: OgcContext,
  request: FastifyRequest,
  reply: FastifyReply,
  collection: Collection,
): Promise<FastifyReply> {
  const query = readItemsQuery(request.query, collection);
  const representation = readRepresentation(request, query.f, [GEOJSON, JSON_TYPE]);
  const base = baseOf(request);
  const key = JSON.stringify(["items", collection.id, query, representation.mediaType, base]);
  return reader.consistently(request.viewer, (snapshot) => {
    const asked = { snapshot, collection, query, base, representation };
    return answers.send(request, reply, snapshot, key, () =>
      representation.format === "html" ? pageAsHtml(asked) : pageAsGeojson(asked, key, clock),
    );
  });
}

/** Joined from features that are written once. */
async function pageAsGeojson(asked: Asked, key: string, clock: () => Date): Promise<Answer> {
  const { page, links, dataSource, fingerprint } = await readPage(asked);
  const members = JSON.stringify({
    type: "FeatureCollection",
    numberMatched: page.numberMatched,
    numberReturned: page.features.length,
    dataSource,
    notice: demoNotice(dataSource),
    links,
  });
  return {
    body: Buffer.concat([
      Buffer.from(`${members.slice(0, -1)},"features":[`),
      ...page.features.flatMap(({ json }, at) => (at === 0 ? [json] : [SEPARATOR, json])),
      Buffer.from('],"timeStamp":"'),
    ]),
    // To the second: within it the whole page is the same bytes.
    tail: () => `${clock().toISOString().slice(0, 19)}Z"}`,
    contentType: asked.representation.mediaType,
    headers: { "content-crs": CONTENT_CRS },
    // Weak: the time of the answer is part of it and no change.
    etag: `W/"${createHash("sha1").update(fingerprint).update(key).digest("base64url")}"`,
  };
}

async function pageAsHtml(asked: Asked): Promise<Answer> {
  const { collection, base, representation } = asked;
  const { page, path, links, dataSource } = await readPage(asked);
  const { features, numberMatched } = page;
  const body = htmlPage({
    title: collection.title,
    base,
    crumbs: collectionCrumbs(base, collection),
    notice: demoNotice(dataSource),
    body: itemsHtml(path, collection.properties, features, numberMatched, links),
  });
  return { body, contentType: representation.mediaType };
}

async function readPage({ snapshot, collection, query, base, representation }: Asked) {
  const question = await readFeatureQuestion(snapshot, query);
  const { set, dataSource } = await prepare(snapshot, collection, question);
  const { boxes, interval, limit } = query;
  const found = set.find({ ...(boxes && { boxes }), ...(interval && { interval }) });
  const page = itemsPage(set, found, limit, query);
  const path = `${base}/collections/${collection.id}/items`;
  const links = pageLinks(path, query, page, representation.format);
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
