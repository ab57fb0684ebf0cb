import type { ImportProblem } from "./import-problem.ts";
import { type RefusedFile, refuse } from "./import-table.ts";
import { crsOfMember, type StatedCrs } from "./stated-crs.ts";
import { parseJson } from "./written-number.ts";

export type Json = Record<string, unknown>;

/** A feature with what was stated of its coordinate system above it, or why there is none. */
export type ReadFeature =
  | { feature: Json; stated: readonly StatedCrs[] }
  | { problem: Pick<ImportProblem, "got" | "expected" | "suggestion"> };

/** Begins every text of a sequence (RFC 8142). */
const RECORD_SEPARATOR = "\u001e";

/** No GeoJSON nests deeper; what does is an attack. */
const MAX_NESTING = 100;

const GEOMETRY_TYPES = /^(?:Multi)?(?:Point|LineString|Polygon)$|^GeometryCollection$/;

/** Members that state a coordinate system: of GeoJSON 2008, JSON-FG, Esri and others. */
const CRS_MEMBERS = ["crs", "coordRefSys", "spatialReference", "srs", "srsName", "srid"];

/** What an object itself states of its coordinate system. */
export function statedBy(value: unknown): StatedCrs[] {
  return isObject(value) ? CRS_MEMBERS.flatMap((member) => crsOfMember(value[member]) ?? []) : [];
}

/** Features of a FeatureCollection, a Feature, a list of features, or a sequence of any of them. */
export function parseFeatures(text: string): ReadFeature[] | RefusedFile {
  const fault = structureFault(text);
  if (fault) return refuse(fault, "Hãy sửa tệp gốc hoặc xuất lại.");
  const texts = sequenceOf(text);
  if (texts) return texts.flatMap(featuresOfText);
  try {
    const value = parseJson(text);
    const features = Array.isArray(value) ? value.map(asFeature([])) : featuresOf(value);
    return features ?? refuseJson(value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse(brokenJson(text, error), "Hãy tải lại hoặc xuất lại tệp gốc.");
  }
}

/** The texts of a sequence: set apart by RS, or one a line where the first line is a whole one. */
function sequenceOf(text: string): string[] | undefined {
  const isBlank = (part: string) => part.trim() === "";
  if (text.trimStart().startsWith(RECORD_SEPARATOR))
    return text.split(RECORD_SEPARATOR).filter((part) => !isBlank(part));
  const lines = text.split(/\r\n|\r|\n/).filter((line) => !isBlank(line));
  return lines.length > 1 && isJsonObject(lines[0] ?? "") ? lines : undefined;
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

function featuresOfText(text: string): ReadFeature[] {
  try {
    return featuresOf(parseJson(text)) ?? [notAFeature(text)];
  } catch {
    return [notAFeature(text)];
  }
}

function featuresOf(value: unknown): ReadFeature[] | undefined {
  if (!isObject(value)) return undefined;
  if (value.type === "FeatureCollection" && Array.isArray(value.features))
    return value.features.map(asFeature(statedBy(value)));
  return value.type === "Feature" ? [{ feature: value, stated: [] }] : undefined;
}

function asFeature(stated: readonly StatedCrs[]) {
  return (value: unknown): ReadFeature =>
    isObject(value) && (value.type === undefined || value.type === "Feature")
      ? { feature: value, stated }
      : notAFeature(JSON.stringify(value) ?? "");
}

function notAFeature(got: string): ReadFeature {
  return {
    problem: {
      got,
      expected: "một đối tượng GeoJSON (Feature) trọn vẹn",
      suggestion: "Hãy xuất lại tệp gốc.",
    },
  };
}

function refuseJson(value: unknown): RefusedFile {
  const type = isObject(value) ? String(value.type) : "";
  if (GEOMETRY_TYPES.test(type))
    return refuse(
      `Tệp chỉ có một hình (${type}), không có tên, mã hay thuộc tính nào`,
      "Hãy xuất lại dạng FeatureCollection có thuộc tính.",
    );
  return refuse(
    "Tệp là JSON nhưng không phải GeoJSON (FeatureCollection)",
    "Hãy xuất lại dạng GeoJSON từ phần mềm bản đồ.",
  );
}

/** Objects with a name twice, of which JSON.parse would keep the last silently; and deep nesting. */
function structureFault(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (letter === "{" || letter === "[") {
      open.push(letter === "{" ? new Set() : undefined);
      if (open.length > MAX_NESTING)
        return `Tệp lồng quá ${MAX_NESTING} lớp${placeOf(text, index)}`;
    } else if (letter === "}" || letter === "]") open.pop();
    else if (letter === '"') {
      const end = endOfString(text, index);
      const names = open.at(-1);
      if (names && /^"\s{0,99}:/.test(text.slice(end, end + 100))) {
        const name = unescaped(text.slice(index, end + 1));
        if (names.has(name))
          return `Một đối tượng có hai thuộc tính cùng tên “${name.slice(0, 60)}”${placeOf(text, index)}`;
        names.add(name);
      }
      index = end;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
  return index;
}

function unescaped(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

function placeOf(text: string, index: number): string {
  return `, ở dòng ${text.slice(0, index).split("\n").length}, ký tự thứ ${index + 1} của tệp`;
}

/** Where the text stops being JSON, as far as V8 tells: a position, a piece of the text, or its end. */
function brokenJson(text: string, error: SyntaxError): string {
  const position = /position (\d+)/.exec(error.message)?.[1];
  const piece = /, (?:\.\.\.)?"([\s\S]*?)"(?:\.\.\.)? is not valid JSON$/.exec(error.message)?.[1];
  const at = position === undefined ? text.indexOf(piece ?? text) : Number(position);
  if (position === undefined && piece === undefined)
    return `Tệp JSON bị cắt: hết tệp sau ${text.length} ký tự khi chưa hết dữ liệu`;
  return `Tệp JSON bị hỏng ở khoảng dòng ${text.slice(0, at).split("\n").length}, gần ký tự thứ ${at + 1} của tệp`;
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
