import { Problem } from "../../../geodata/model/problem.ts";
import { DEFAULT_LIMIT, MAX_LIMIT } from "../items-limit.ts";
import { type JsonSchema, type OpenApiPart, openApiSchema } from "./open-api-schema.ts";

const PROBLEM = "application/problem+json";

function array(items: OpenApiPart): OpenApiPart {
  return { type: "array", items };
}

export function ref(kind: "schemas" | "parameters" | "responses", name: string): OpenApiPart {
  return { $ref: `#/components/${kind}/${name}` };
}

const text: OpenApiPart = { type: "string" };
const whole: OpenApiPart = { type: "integer", minimum: 0 };
const links = array(ref("schemas", "link"));

function object(properties: Record<string, OpenApiPart>, required: readonly string[]): OpenApiPart {
  return { type: "object", ...(required.length > 0 && { required }), properties };
}

const tileset = object(
  {
    title: text,
    dataType: { type: "string", enum: ["vector"] },
    crs: text,
    tileMatrixSetURI: text,
    tileMatrixSetLimits: array({ type: "object" }),
    boundingBox: { type: "object" },
    layers: array({ type: "object" }),
    links,
  },
  ["dataType", "crs", "links"],
);

/** Schemas that are not those of a collection's features. */
export const SCHEMAS: Readonly<Record<string, OpenApiPart>> = {
  link: object({ href: text, rel: text, type: text, title: text, templated: { type: "boolean" } }, [
    "href",
    "rel",
  ]),
  problem: openApiSchema(Problem as unknown as JsonSchema),
  landingPage: object({ title: text, description: text, attribution: text, notice: text, links }, [
    "links",
  ]),
  conformance: object({ conformsTo: array(text), links }, ["conformsTo"]),
  collections: object({ notice: text, links, collections: array(ref("schemas", "collection")) }, [
    "links",
    "collections",
  ]),
  extent: object(
    {
      spatial: object(
        {
          bbox: array({ type: "array", items: { type: "number" }, minItems: 4, maxItems: 6 }),
          crs: text,
        },
        ["bbox"],
      ),
      temporal: object(
        {
          interval: array({
            type: "array",
            items: { type: "string", format: "date-time", nullable: true },
            minItems: 2,
            maxItems: 2,
          }),
          trs: text,
        },
        ["interval"],
      ),
    },
    [],
  ),
  collection: object(
    {
      id: text,
      title: text,
      description: text,
      notice: text,
      extent: ref("schemas", "extent"),
      itemType: text,
      crs: array(text),
      links,
    },
    ["id", "links"],
  ),
  geometry: {
    type: "object",
    nullable: true,
    required: ["type", "coordinates"],
    properties: {
      type: {
        type: "string",
        enum: ["Point", "MultiLineString", "MultiPolygon"],
      },
      coordinates: { type: "array", items: {} },
    },
  },
  licence: object({ title: text, description: text, sources: array({ type: "object" }), links }, [
    "sources",
  ]),
  tilesets: object({ links, tilesets: array(tileset) }, ["tilesets"]),
  tileset,
  tileMatrixSets: object({ links, tileMatrixSets: array({ type: "object" }) }, ["tileMatrixSets"]),
  tileMatrixSet: object(
    { id: text, title: text, uri: text, crs: text, tileMatrices: array({ type: "object" }) },
    ["id", "tileMatrices"],
  ),
};

function path(name: string, description: string, schema: OpenApiPart): OpenApiPart {
  return { name, in: "path", required: true, description, schema };
}

function query(name: string, description: string, schema: OpenApiPart): OpenApiPart {
  return { name, in: "query", required: false, style: "form", explode: false, description, schema };
}

export const PARAMETERS: Readonly<Record<string, OpenApiPart>> = {
  f: query("f", "Kiểu trả lời; thay cho tiêu đề Accept.", {
    type: "string",
    enum: ["json", "html"],
  }),
  fTile: query("f", "Kiểu trả lời.", { type: "string", enum: ["mvt"] }),
  limit: query(
    "limit",
    `Số đối tượng trên một trang; nhiều hơn ${MAX_LIMIT} thì trả ${MAX_LIMIT}.`,
    {
      type: "integer",
      minimum: 1,
      maximum: MAX_LIMIT,
      default: DEFAULT_LIMIT,
    },
  ),
  bbox: query(
    "bbox",
    "Khung bao theo CRS84: tây, nam, đông, bắc; hoặc sáu số với độ cao (bỏ qua). Chạm cạnh là giao. Tây lớn hơn đông là qua kinh tuyến 180.",
    { type: "array", items: { type: "number" }, minItems: 4, maxItems: 6 },
  ),
  datetime: query(
    "datetime",
    "Thời điểm có múi giờ, ngày, hoặc khoảng a/b, ../b, a/.. (RFC 3339). Đối tượng có giá trị theo ngày của Việt Nam (UTC+7).",
    text,
  ),
  rule: query(
    "rule",
    "Bộ quy tắc kết luận, ví dụ ke-hoach-2023 (mặc định) hoặc cv1603-2024; xem /api/rules.",
    { type: "string", pattern: "^[a-z0-9-]+$", default: "ke-hoach-2023" },
  ),
  offset: query(
    "offset",
    "Bỏ qua chừng này đối tượng đầu tiên; đi tiếp bằng liên kết next, không lệch khi dữ liệu đổi.",
    { ...whole, default: 0 },
  ),
  after: query("after", "Trang bắt đầu sau định danh này; có trong liên kết next.", text),
  before: query("before", "Trang kết thúc trước định danh này; có trong liên kết prev.", text),
  featureId: path("featureId", "Định danh của đối tượng.", text),
  tileMatrix: path("tileMatrix", "Mức thu phóng.", text),
  tileRow: path("tileRow", "Hàng, từ bắc xuống.", whole),
  tileCol: path("tileCol", "Cột, từ tây sang.", whole),
};

function problem(description: string): OpenApiPart {
  return { description, content: { [PROBLEM]: { schema: ref("schemas", "problem") } } };
}

export const RESPONSES: Readonly<Record<string, OpenApiPart>> = {
  notModified: { description: "Bản đang giữ vẫn đúng." },
  invalidRequest: problem("Tham số sai, không có, hoặc lặp lại."),
  notFound: problem("Không có tài nguyên này."),
  notAcceptable: problem("Không có kiểu trả lời được yêu cầu."),
  otherProblem: problem("Lỗi khác, theo RFC 9457."),
};
