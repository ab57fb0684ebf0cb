import { MVT_MEDIA_TYPE } from "../../../geodata/model/tile-layers.ts";
import { COLLECTIONS, type Collection } from "../collections.ts";
import { GEOJSON, OPENAPI, SCHEMA_TYPE } from "../links.ts";
import { TILE_MATRIX_SET_ID } from "../tile-matrix-set.ts";
import { PARAMETERS, RESPONSES, ref, SCHEMAS } from "./components.ts";
import { type JsonSchema, type OpenApiPart, openApiSchema } from "./open-api-schema.ts";

type Parameter = keyof typeof PARAMETERS;

/** OpenAPI 3.0.3 of the OGC API. `base` is the server's address; there is nothing to sign in to. */
export function openApiDocument(base: string, version: string) {
  return {
    openapi: "3.0.3",
    info: {
      title: "Sóng Thôn – dữ liệu mở (OGC API)",
      version,
      description:
        "Thôn và kết luận phủ sóng, xã, trạm, tuyến cáp và đường của huyện Cao Lộc: OGC API – Features và OGC API – Tiles.",
      contact: { name: "Sóng Thôn", url: base },
      license: { name: "Theo từng tệp", url: `${base}/licence?f=html` },
    },
    servers: [{ url: base }],
    tags: [
      { name: "capabilities", description: "Mô tả dịch vụ" },
      { name: "features", description: "Đối tượng địa lý" },
      { name: "tiles", description: "Mảnh bản đồ vector" },
    ],
    security: [],
    paths: {
      ...capabilityPaths(),
      ...Object.assign({}, ...COLLECTIONS.map(collectionPaths)),
      ...tilePaths("/tiles", "dataset"),
      "/tileMatrixSets": document("getTileMatrixSets", "tiles", "Các lưới mảnh", "tileMatrixSets"),
      [`/tileMatrixSets/${TILE_MATRIX_SET_ID}`]: document(
        "getTileMatrixSet",
        "tiles",
        "Lưới mảnh WebMercatorQuad",
        "tileMatrixSet",
      ),
    },
    components: {
      schemas: { ...SCHEMAS, ...Object.assign({}, ...COLLECTIONS.map(featureSchemas)) },
      parameters: PARAMETERS,
      responses: RESPONSES,
    },
  };
}

function capabilityPaths(): Record<string, OpenApiPart> {
  return {
    "/": document("getLandingPage", "capabilities", "Trang đầu", "landingPage"),
    "/conformance": document("getConformance", "capabilities", "Các lớp tuân thủ", "conformance"),
    "/licence": document("getLicence", "capabilities", "Giấy phép và nguồn", "licence"),
    "/api": get("getApi", "capabilities", "Tài liệu OpenAPI này", ["f"], {
      [OPENAPI]: { schema: { type: "object" } },
      "application/json": { schema: { type: "object" } },
      "text/html": { schema: { type: "string" } },
    }),
    "/api.html": get("getApiPage", "capabilities", "Tài liệu API cho người đọc", [], {
      "text/html": { schema: { type: "string" } },
    }),
    "/style.css": get("getStyleSheet", "capabilities", "Kiểu chữ của các trang", [], {
      "text/css": { schema: { type: "string" } },
    }),
    "/collections": document("getCollections", "capabilities", "Các bộ dữ liệu", "collections"),
  };
}

function collectionPaths(collection: Collection): Record<string, OpenApiPart> {
  const { id, title, isJudged, isDated } = collection;
  const name = nameOf(collection);
  const rule: Parameter[] = isJudged ? ["rule"] : [];
  const dated: Parameter[] = isDated ? ["datetime"] : [];
  return {
    [`/collections/${id}`]: document(`describe${name}`, "capabilities", title, "collection"),
    [`/collections/${id}/schema`]: get(
      `getSchema${name}`,
      "capabilities",
      `${title}: các cột`,
      ["f"],
      {
        [SCHEMA_TYPE]: { schema: { type: "object" } },
        "application/json": { schema: { type: "object" } },
        "text/html": { schema: { type: "string" } },
      },
    ),
    [`/collections/${id}/items`]: get(
      `get${name}`,
      "features",
      title,
      ["limit", "bbox", "datetime", ...rule, "offset", "after", "before", "f"],
      featureContent(`${name}Collection`),
    ),
    [`/collections/${id}/items/{featureId}`]: get(
      `get${name}Feature`,
      "features",
      `${title}: một đối tượng`,
      ["featureId", ...dated, ...rule, "f"],
      featureContent(`${name}Feature`),
    ),
    ...tilePaths(`/collections/${id}/tiles`, name),
  };
}

function tilePaths(prefix: string, name: string): Record<string, OpenApiPart> {
  const tileset = `${prefix}/${TILE_MATRIX_SET_ID}`;
  const tile = get(
    `getTile_${name}`,
    "tiles",
    "Một mảnh",
    ["tileMatrix", "tileRow", "tileCol", "datetime", "rule", "fTile"],
    { [MVT_MEDIA_TYPE]: { schema: { type: "string", format: "binary" } } },
  );
  const { get: operation } = tile as { get: { responses: object } };
  return {
    [prefix]: document(`getTilesets_${name}`, "tiles", "Các bộ mảnh", "tilesets"),
    [tileset]: document(`getTileset_${name}`, "tiles", "Bộ mảnh WebMercatorQuad", "tileset"),
    [`${tileset}/{tileMatrix}/{tileRow}/{tileCol}`]: {
      get: {
        ...operation,
        responses: { ...operation.responses, 204: { description: "Mảnh không có gì." } },
      },
    },
  };
}

function document(operationId: string, tag: string, summary: string, schema: string): OpenApiPart {
  return get(operationId, tag, summary, ["f"], {
    "application/json": { schema: ref("schemas", schema) },
    "text/html": { schema: { type: "string" } },
  });
}

function featureContent(schema: string): OpenApiPart {
  return {
    [GEOJSON]: { schema: ref("schemas", schema) },
    "application/json": { schema: ref("schemas", schema) },
    "text/html": { schema: { type: "string" } },
  };
}

function get(
  operationId: string,
  tag: string,
  summary: string,
  parameters: readonly Parameter[],
  content: OpenApiPart,
): OpenApiPart {
  return {
    get: {
      operationId,
      tags: [tag],
      summary,
      parameters: parameters.map((name) => ref("parameters", name)),
      responses: {
        200: { description: summary, content },
        304: ref("responses", "notModified"),
        400: ref("responses", "invalidRequest"),
        404: ref("responses", "notFound"),
        406: ref("responses", "notAcceptable"),
        default: ref("responses", "otherProblem"),
      },
    },
  };
}

function featureSchemas(collection: Collection): Record<string, OpenApiPart> {
  const name = nameOf(collection);
  const links = { type: "array", items: ref("schemas", "link") };
  const whole: OpenApiPart = { type: "integer", minimum: 0 };
  return {
    [`${name}Properties`]: openApiSchema(collection.properties as unknown as JsonSchema),
    [`${name}Feature`]: {
      type: "object",
      required: ["type", "id", "geometry", "properties"],
      properties: {
        type: { type: "string", enum: ["Feature"] },
        id: { type: "string" },
        geometry: ref("schemas", "geometry"),
        properties: ref("schemas", `${name}Properties`),
        links,
      },
    },
    [`${name}Collection`]: {
      type: "object",
      required: ["type", "features"],
      properties: {
        type: { type: "string", enum: ["FeatureCollection"] },
        features: { type: "array", items: ref("schemas", `${name}Feature`) },
        links,
        numberMatched: whole,
        numberReturned: whole,
        timeStamp: { type: "string", format: "date-time" },
        dataSource: { type: "string", enum: ["demo", "mixed", "real"] },
        notice: { type: "string" },
      },
    },
  };
}

/** `fibre-spans` as `FibreSpans`. */
function nameOf({ id }: Collection): string {
  return id.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
}
