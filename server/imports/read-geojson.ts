import { fromVn2000, VN2000_CRS, type Vn2000Crs } from "../../geodata/geometry/vn2000.ts";
import type { ImportProblem } from "./import-problem.ts";
import {
  type ImportTable,
  MAX_FIELD_CHARACTERS,
  MAX_ROWS,
  type RefusedFile,
  refuse,
  type TableRow,
} from "./import-table.ts";

type Json = Record<string, unknown>;

/** Where a feature's own id goes when no property has that name. */
const ID_COLUMN = "id";

/** May begin every line of a GeoJSON text sequence (RFC 8142). */
const RECORD_SEPARATOR = "\u001e";

/** Features of a FeatureCollection, a single Feature or newline-delimited features. */
export function readGeoJson(fileName: string, text: string): ImportTable | RefusedFile {
  const parsed = parseFeatures(text);
  if ("refused" in parsed) return parsed;
  const { features, crs } = parsed;
  if (features.length === 0)
    return refuse("Tệp không có đối tượng nào", "Hãy kiểm tra đã chọn đúng tệp.");
  if (features.length > MAX_ROWS)
    return refuse(`Tệp có hơn ${MAX_ROWS} đối tượng`, "Hãy chia tệp thành nhiều tệp nhỏ.");
  const grid = gridOf(crs);
  if (typeof grid === "object") return grid;
  if (grid === "wgs84" && features.some((feature) => isProjected(feature.geometry)))
    return refuse(
      "Tọa độ trong tệp là mét, không phải độ, và tệp không nói là hệ tọa độ nào",
      "Hãy xuất lại ở WGS 84 (EPSG:4326), hoặc thêm hệ tọa độ (crs) EPSG:9215 cho VN-2000 kinh tuyến trục 107°15′.",
    );
  const columns = new Set<string>();
  const problems: ImportProblem[] = [];
  const rows: TableRow[] = [];
  for (const [index, feature] of features.entries()) {
    const number = index + 1;
    const cells = cellsOf(feature);
    for (const column of cells.keys()) columns.add(column);
    const long = [...cells].find(([, value]) => value.length > MAX_FIELD_CHARACTERS);
    if (long)
      problems.push({
        severity: "error",
        code: "too_long",
        row: number,
        column: long[0],
        got: long[1],
        expected: `nhiều nhất ${MAX_FIELD_CHARACTERS} ký tự`,
      });
    else
      rows.push({
        number,
        cells,
        ...(feature.geometry ? { geometry: toWgs84(feature.geometry, grid) } : {}),
      });
  }
  return {
    fileName,
    rowWord: "Đối tượng",
    columns: [...columns],
    rows,
    problems,
    notes: [grid === "wgs84" ? "tọa độ WGS 84" : `tọa độ ${grid} (VN-2000), đã chuyển về WGS 84`],
  };
}

function parseFeatures(text: string): { features: Json[]; crs?: unknown } | RefusedFile {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) {
      if (value.type === "FeatureCollection" && Array.isArray(value.features))
        return { features: value.features.filter(isObject), crs: value.crs };
      if (value.type === "Feature") return { features: [value] };
    }
    return refuse(
      "Tệp là JSON nhưng không phải GeoJSON (FeatureCollection)",
      "Hãy xuất lại dạng GeoJSON từ phần mềm bản đồ.",
    );
  } catch (error) {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const features = lines.length > 1 ? parseLines(lines) : undefined;
    if (features) return { features };
    return refuse(brokenJson(text, error), "Hãy tải lại hoặc xuất lại tệp gốc.");
  }
}

/** Where the text stops being JSON, as far as V8 tells: a position, a piece of the text, or its end. */
function brokenJson(text: string, error: unknown): string {
  const said = error instanceof Error ? error.message : "";
  const position = /position (\d+)/.exec(said)?.[1];
  const piece = /, (?:\.\.\.)?"([\s\S]*?)"(?:\.\.\.)? is not valid JSON$/.exec(said)?.[1];
  const at = position === undefined ? text.indexOf(piece ?? text) : Number(position);
  if (position === undefined && piece === undefined)
    return `Tệp JSON bị cắt: hết tệp sau ${text.length} ký tự khi chưa hết dữ liệu`;
  return `Tệp JSON bị hỏng ở khoảng dòng ${text.slice(0, at).split("\n").length}, gần ký tự thứ ${at + 1} của tệp`;
}

/** Features one a line (RFC 8142); undefined unless every line is one. */
function parseLines(lines: readonly string[]): Json[] | undefined {
  const features: Json[] = [];
  for (const line of lines) {
    try {
      const value: unknown = JSON.parse(line.startsWith(RECORD_SEPARATOR) ? line.slice(1) : line);
      if (!isObject(value) || value.type !== "Feature") return undefined;
      features.push(value);
    } catch {
      return undefined;
    }
  }
  return features;
}

/** The legacy `crs` member, as GDAL and QGIS write it. */
function gridOf(crs: unknown): "wgs84" | Vn2000Crs | RefusedFile {
  const properties = isObject(crs) ? crs.properties : undefined;
  const name = isObject(properties) ? String(properties.name ?? "") : "";
  if (name === "" || /CRS84|EPSG:{1,2}4326$/i.test(name)) return "wgs84";
  const code = `EPSG:${/EPSG:{1,2}(\d+)$/i.exec(name)?.[1] ?? ""}`;
  if (Object.hasOwn(VN2000_CRS, code)) return code as Vn2000Crs;
  return refuse(
    `Hệ tọa độ của tệp chưa được hỗ trợ: ${name}`,
    "Hãy xuất lại ở WGS 84 (EPSG:4326) hoặc VN-2000 (EPSG:9215, 3405, 4756).",
  );
}

function toWgs84(geometry: unknown, grid: "wgs84" | Vn2000Crs): unknown {
  if (grid === "wgs84" || !isObject(geometry)) return geometry;
  const convert = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    if (typeof value[0] === "number" && typeof value[1] === "number") {
      const { lon, lat } = fromVn2000(grid, value[0], value[1]);
      return [lon, lat];
    }
    return value.map(convert);
  };
  return { ...geometry, coordinates: convert(geometry.coordinates) };
}

function isProjected(geometry: unknown): boolean {
  let value = isObject(geometry) ? geometry.coordinates : undefined;
  while (Array.isArray(value) && Array.isArray(value[0])) value = value[0];
  return Array.isArray(value) && value.slice(0, 2).some((number) => Math.abs(Number(number)) > 360);
}

function cellsOf(feature: Json): Map<string, string> {
  const cells = new Map<string, string>();
  const { properties, id } = feature;
  if (isObject(properties))
    for (const [name, value] of Object.entries(properties)) {
      const text = textOf(value);
      if (text !== undefined) cells.set(name.normalize("NFC"), text);
    }
  const own = textOf(id);
  if (own && !cells.has(ID_COLUMN)) cells.set(ID_COLUMN, own);
  return cells;
}

/** Nested objects have no place in a table and are left out. */
function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((item) => textOf(item) ?? "").join("|");
  if (typeof value === "object") return undefined;
  return String(value).normalize("NFC").trim();
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
