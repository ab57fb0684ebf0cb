import type { FastifyReply, FastifyRequest } from "fastify";
import { NotFoundError } from "../errors.ts";
import { readParameters } from "../http/query-parameters.ts";
import type { Collection } from "./collections.ts";
import { readDatetime } from "./datetime-parameter.ts";
import { demoNotice } from "./demo-notice.ts";
import { readFeatureQuestion } from "./feature-question.ts";
import { readFeature } from "./feature-set.ts";
import { prepare } from "./feature-sets.ts";
import { collectionCrumbs, htmlPage } from "./html/html-page.ts";
import { featureHtml } from "./html/items-html.ts";
import { CONTENT_CRS, GEOJSON, JSON_TYPE, selfLinks } from "./links.ts";
import type { OgcContext } from "./ogc-context.ts";
import { readRepresentation } from "./representation.ts";

/** One feature, as the list of the same day and rule has it, with links of its own. */
export function sendFeature(
  { deps: { reader, answers }, baseOf }: OgcContext,
  request: FastifyRequest,
  reply: FastifyReply,
  collection: Collection,
  featureId: string,
): Promise<FastifyReply> {
  const { f, ...kept } = readParameters(request.query, parametersOf(collection));
  const { format, mediaType } = readRepresentation(request, f, [GEOJSON, JSON_TYPE]);
  const interval = readDatetime(kept.datetime);
  const base = baseOf(request);
  const key = JSON.stringify(["feature", collection.id, featureId, kept, mediaType, base]);
  return reader.consistently(request.viewer, (snapshot) =>
    answers.send(request, reply, snapshot, key, async () => {
      const question = await readFeatureQuestion(snapshot, { interval, rule: kept.rule });
      const { set, dataSource } = await prepare(snapshot, collection, question);
      const feature = set.byId(featureId);
      if (!feature) throw new NotFoundError("Không có đối tượng này trong bộ dữ liệu.");
      const path = `${base}/collections/${collection.id}`;
      const links = [
        ...selfLinks(`${path}/items/${encodeURIComponent(feature.id)}`, kept, format, GEOJSON),
        { rel: "collection", href: path, type: JSON_TYPE, title: collection.title },
      ];
      if (format === "json") {
        const body = `${feature.json.toString("utf8", 0, feature.json.length - 1)},"links":${JSON.stringify(links)}}`;
        return { body, contentType: mediaType, headers: { "content-crs": CONTENT_CRS } };
      }
      const body = htmlPage({
        title: String(readFeature(feature).properties.name ?? feature.id),
        base,
        crumbs: collectionCrumbs(base, collection),
        notice: demoNotice(dataSource),
        body: featureHtml(collection.properties, feature, links),
      });
      return { body, contentType: mediaType };
    }),
  );
}

function parametersOf({ isDated, isJudged }: Collection) {
  const names = ["f", "datetime", "rule"] as const;
  return names.filter((name) => name === "f" || (name === "datetime" ? isDated : isJudged));
}
