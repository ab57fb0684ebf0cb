import type { Geometry } from "geojson";
import type { ProblemCode } from "./import-problem.ts";
import type { ImportField } from "./match-columns.ts";
import { parseWkt } from "./parse-wkt.ts";
import { geometryInWgs84, plainGeometry } from "./plain-geometry.ts";
import type { ProblemParts, RowReader } from "./row-reader.ts";
import {
  crsName,
  crsOfMember,
  crsOfText,
  KNOWN_CRS_TEXT,
  type KnownCrs,
  oneCrs,
  type StatedCrs,
} from "./stated-crs.ts";
import { parseJson } from "./written-number.ts";

/** Geometry of a sheet: well-known text or GeoJSON in a cell. */
export const GEOMETRY_FIELD: ImportField = {
  name: "geometry",
  headers: ["geometry", "geom", "wkt", "the geom", "ewkt", "hinh hoc", "hinh dang"],
};

/** What a row says of its coordinate system. */
export const CRS_FIELD: ImportField = {
  name: "crs",
  headers: ["he toa do", "he quy chieu", "crs", "srid", "epsg"],
};

/** Why there is no geometry, as the reader of a kind says it. */
export interface GeometryProblem {
  field: string;
  code: ProblemCode;
  parts: ProblemParts;
}

interface Given {
  geometry: Geometry;
  crs?: StatedCrs | undefined;
}

/**
 * The geometry of a row in WGS 84: of its feature, else of its cell. Neither where nothing is given;
 * a problem where it cannot be read, or where what is said of its system is not understood, does
 * not agree or does not fit the numbers.
 */
export function geometryOf(reader: RowReader): { geometry?: Geometry; problem?: GeometryProblem } {
  const { row } = reader;
  const text = reader.text("geometry");
  const given =
    row.geometry === undefined || row.geometry === null
      ? text === undefined
        ? undefined
        : ofCell(text)
      : ofFeature(row.geometry, row.statedCrs);
  if (!given) return {};
  if ("problem" in given) return given;
  const column = crsOfText(reader.text("crs") ?? "");
  const stated = oneCrs([given.crs, column]);
  const isApplied = row.geometry !== undefined && row.statedCrs !== undefined;
  const problem = crsProblem(stated, column ? "crs" : "geometry");
  if (problem) return { problem };
  if (!stated || !("crs" in stated) || isApplied) return { geometry: given.geometry };
  const geometry = geometryInWgs84(given.geometry, stated.crs);
  return geometry
    ? { geometry }
    : { problem: notOfCrs(column ? "crs" : "geometry", crsName(stated.crs)) };
}

/** Why a statement is of no use; undefined for one that is understood, or for none. */
export function crsProblem(
  stated: ReturnType<typeof oneCrs>,
  field: string,
): GeometryProblem | undefined {
  if (!stated || "crs" in stated) return undefined;
  const isUnknown = "unknown" in stated;
  return {
    field,
    code: "unknown_word",
    parts: {
      got: isUnknown ? stated.unknown : stated.contradiction,
      message: isUnknown ? "hệ tọa độ chưa được hỗ trợ" : "hai hệ tọa độ trái nhau",
      expected: KNOWN_CRS_TEXT,
    },
  };
}

export function notOfCrs(field: string, name: string): GeometryProblem {
  return {
    field,
    code: "unknown_word",
    parts: {
      message: `ghi hệ tọa độ ${name} nhưng các số không phải của hệ đó (độ và mét bị lẫn)`,
      expected: KNOWN_CRS_TEXT,
    },
  };
}

function ofFeature(geometry: unknown, crs: KnownCrs | undefined) {
  const plain = plainGeometry(geometry);
  return plain
    ? { geometry: plain, ...(crs ? { crs: { crs } } : {}) }
    : notRead("hình của đối tượng");
}

function ofCell(text: string): Given | { problem: GeometryProblem } {
  if (/^\s*\{/.test(text)) return ofJson(text);
  if (/^(?:\\x)?0[01][\da-f]{16,}$/i.test(text))
    return notRead(text, "Đây là WKB (số hệ 16): hãy xuất lại dạng WKT.");
  const parsed = parseWkt(text);
  const geometry = parsed && plainGeometry(parsed.geometry);
  return geometry ? { geometry, crs: parsed.crs } : notRead(text);
}

function ofJson(text: string): Given | { problem: GeometryProblem } {
  try {
    const value = parseJson(text);
    const geometry = plainGeometry(value);
    return geometry
      ? { geometry, crs: crsOfMember((value as { crs?: unknown }).crs) }
      : notRead(text);
  } catch {
    return notRead(text);
  }
}

function notRead(
  got: string,
  suggestion = "Hình trong ô là WKT, ví dụ LINESTRING (106.76 21.86, 106.77 21.87).",
): { problem: GeometryProblem } {
  return { problem: { field: "geometry", code: "bad_geometry", parts: { got, suggestion } } };
}
