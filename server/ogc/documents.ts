import { dayBefore } from "../../geodata/model/day.ts";
import { mixOf } from "../../geodata/model/provenance.ts";
import { demoNotice } from "./demo-notice.ts";
import type { PreparedCollection } from "./feature-sets.ts";
import {
  CRS84,
  type DocumentContext,
  GEOJSON,
  hrefOf,
  type Link,
  OPENAPI,
  SCHEMA_TYPE,
  selfLinks,
} from "./links.ts";

const REL_TILESETS = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
const REL_TILING_SCHEMES = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes";
const GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";

/** Only what the tests of the conformance classes find true. */
const CONFORMANCE_CLASSES = [
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
  "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
  "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
  "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
  "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/dataset-tilesets",
  "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
  "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
];

export function landingPage(
  { base, format }: DocumentContext,
  prepared: readonly PreparedCollection[],
) {
  const notice = demoNotice(mixOfAll(prepared));
  return {
    title: "Sóng Thôn: dữ liệu mở về phủ sóng thôn của Cao Lộc",
    description:
      "Thôn và kết luận phủ sóng di động, cáp quang; xã, trạm, tuyến cáp và đường của huyện Cao Lộc, tỉnh Lạng Sơn (OGC API).",
    attribution: "Sóng Thôn",
    ...(notice !== undefined && { notice }),
    links: [
      ...selfLinks(base, {}, format),
      { rel: "service-desc", href: `${base}/api`, type: OPENAPI, title: "Mô tả API (OpenAPI 3.0)" },
      { rel: "service-doc", href: `${base}/api.html`, type: "text/html", title: "Tài liệu API" },
      link("conformance", `${base}/conformance`, "Các lớp tuân thủ"),
      link("data", `${base}/collections`, "Các bộ dữ liệu"),
      link(REL_TILESETS, `${base}/tiles`, "Mảnh bản đồ vector"),
      link(REL_TILING_SCHEMES, `${base}/tileMatrixSets`, "Lưới mảnh"),
      licenceLink(base),
    ],
  };
}

export function conformance({ base, format }: DocumentContext) {
  return {
    conformsTo: CONFORMANCE_CLASSES,
    links: selfLinks(`${base}/conformance`, {}, format),
  };
}

export function collectionsDocument(
  context: DocumentContext,
  prepared: readonly PreparedCollection[],
) {
  const notice = demoNotice(mixOfAll(prepared));
  return {
    ...(notice !== undefined && { notice }),
    links: [
      ...selfLinks(`${context.base}/collections`, {}, context.format),
      licenceLink(context.base),
    ],
    collections: prepared.map((one) => collectionDocument(context, one)),
  };
}

export function collectionDocument(
  { base, format }: DocumentContext,
  { collection, set, dataSource }: PreparedCollection,
) {
  const path = `${base}/collections/${collection.id}`;
  const notice = demoNotice(dataSource);
  const items = `${path}/items`;
  const titles = { json: "Các đối tượng (GeoJSON)", html: "Các đối tượng (HTML)" };
  return {
    id: collection.id,
    title: collection.title,
    description: collection.description,
    ...(notice !== undefined && { notice }),
    ...(set.extent && {
      extent: {
        spatial: { bbox: [set.extent], crs: CRS84 },
        temporal: { interval: [temporalExtent(set.features)], trs: GREGORIAN },
      },
    }),
    itemType: "feature",
    crs: [CRS84],
    links: [
      ...selfLinks(path, {}, format),
      { rel: "items", href: hrefOf(items, { f: "json" }), type: GEOJSON, title: titles.json },
      { rel: "items", href: hrefOf(items, { f: "html" }), type: "text/html", title: titles.html },
      // Relation types know no case (RFC 8288), but GDAL knows only the second.
      ...["describedby", "describedBy"].map((rel) => ({
        rel,
        href: `${path}/schema`,
        type: SCHEMA_TYPE,
        title: "Các cột",
      })),
      link(REL_TILESETS, `${path}/tiles`, "Mảnh bản đồ vector"),
      licenceLink(base),
    ],
  };
}

function link(rel: string, href: string, title: string): Link {
  return { rel, href, type: "application/json", title };
}

function licenceLink(base: string): Link {
  return {
    rel: "license",
    href: `${base}/licence?f=html`,
    type: "text/html",
    title: "Giấy phép và nguồn",
  };
}

function mixOfAll(prepared: readonly PreparedCollection[]) {
  return mixOf(
    prepared.flatMap(({ dataSource }) =>
      dataSource === "mixed" ? ["demo", "real"] : [dataSource],
    ) as ("demo" | "real")[],
  );
}

/**
 * First and last instant of all validities, UTC. Days begin at midnight in Vietnam, which is 17:00
 * of the day before; the end is taken wide, to the end of that day in UTC.
 */
function temporalExtent(
  features: readonly { validFrom: string; validTo?: string }[],
): [string, string | null] {
  const from = features.map((feature) => feature.validFrom).sort()[0]!;
  const isOpen = features.some((feature) => feature.validTo === undefined);
  const to = features
    .map((feature) => feature.validTo ?? "")
    .sort()
    .at(-1)!;
  return [`${dayBefore(from)}T17:00:00Z`, isOpen ? null : `${dayBefore(to)}T23:59:59Z`];
}
