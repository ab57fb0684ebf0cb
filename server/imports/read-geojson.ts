import type { ImportProblem } from "./import-problem.ts";
import {
  type ImportTable,
  MAX_FIELD_CHARACTERS,
  MAX_ROWS,
  type RefusedFile,
  refuse,
  type TableRow,
  tooManyColumns,
} from "./import-table.ts";
import { isObject, type Json, parseFeatures, statedBy } from "./json-features.ts";
import { geometryInWgs84, plainGeometry } from "./plain-geometry.ts";
import { crsProblem, notOfCrs } from "./row-geometry.ts";
import { crsName, KNOWN_CRS_TEXT, oneCrs, type StatedCrs } from "./stated-crs.ts";
import { WrittenNumber } from "./written-number.ts";

/** Where a feature's own id goes when no property has that name. */
const ID_COLUMN = "id";

/** Features of a FeatureCollection, a single Feature or a sequence of features. */
export function readGeoJson(fileName: string, text: string): ImportTable | RefusedFile {
  const features = parseFeatures(text);
  if ("refused" in features) return features;
  if (features.length === 0)
    return refuse("Tệp không có đối tượng nào", "Hãy kiểm tra đã chọn đúng tệp.");
  if (features.length > MAX_ROWS)
    return refuse(`Tệp có hơn ${MAX_ROWS} đối tượng`, "Hãy chia tệp thành nhiều tệp nhỏ.");
  const columns = new Set<string>();
  const systems = new Set<string>();
  const problems: ImportProblem[] = [];
  const rows: TableRow[] = [];
  for (const [index, read] of features.entries()) {
    const number = index + 1;
    const at = { severity: "error", row: number } as const;
    if ("problem" in read) {
      problems.push({ ...at, code: "bad_row", ...read.problem });
      continue;
    }
    const { feature } = read;
    const stated = [...read.stated, ...statedBy(feature), ...statedBy(feature.geometry)];
    const refused = refusedCrs(read.stated) ?? refusedMetres(feature.geometry, stated);
    if (refused) return refused;
    const parts = cellsOf(feature);
    for (const column of parts.columns) columns.add(column);
    const shape = shapeOf(feature.geometry, stated);
    if (feature.geometry !== null) systems.add(shape.statedCrs ? crsName(shape.statedCrs) : "");
    const found = [...parts.problems, ...shape.problems].map((problem) => ({ ...at, ...problem }));
    const long = found.find((problem) => problem.code === "too_long");
    if (long) problems.push(long);
    else
      rows.push({
        number,
        cells: parts.cells,
        numbers: parts.numbers,
        ...(shape.geometry === undefined ? {} : { geometry: shape.geometry }),
        ...(shape.statedCrs === undefined ? {} : { statedCrs: shape.statedCrs }),
        ...(found.length === 0 ? {} : { problems: found }),
      });
  }
  const tooMany = tooManyColumns(columns);
  if (tooMany) return tooMany;
  return {
    fileName,
    rowWord: "Đối tượng",
    columns: [...columns],
    rows,
    problems,
    notes: [...systems].map((name) =>
      name === ""
        ? "tọa độ WGS 84 (không ghi hệ tọa độ)"
        : name === crsName("wgs84")
          ? "tọa độ WGS 84"
          : `tọa độ ${name}, đã chuyển về WGS 84`,
    ),
  };
}

/** A statement about the whole file that is not understood refuses the file. */
function refusedCrs(stated: readonly StatedCrs[]): RefusedFile | undefined {
  const one = oneCrs(stated);
  if (!one || "crs" in one) return undefined;
  return "unknown" in one
    ? refuse(
        `Hệ tọa độ của tệp chưa được hỗ trợ: ${one.unknown}`,
        `Hãy xuất lại ở ${KNOWN_CRS_TEXT}.`,
      )
    : refuse(
        `Tệp ghi hai hệ tọa độ trái nhau: ${one.contradiction}`,
        `Hãy xuất lại ở ${KNOWN_CRS_TEXT}.`,
      );
}

function refusedMetres(geometry: unknown, stated: readonly StatedCrs[]): RefusedFile | undefined {
  return stated.length === 0 && isProjected(geometry)
    ? refuse(
        "Tọa độ trong tệp là mét, không phải độ, và tệp không nói là hệ tọa độ nào",
        "Hãy xuất lại ở WGS 84 (EPSG:4326), hoặc thêm hệ tọa độ (crs) EPSG:9215 cho VN-2000 kinh tuyến trục 107°15′.",
      )
    : undefined;
}

function isProjected(geometry: unknown): boolean {
  const plain = plainGeometry(geometry);
  let value: unknown = plain && "coordinates" in plain ? plain.coordinates : undefined;
  while (Array.isArray(value) && Array.isArray(value[0])) value = value[0];
  return Array.isArray(value) && value.slice(0, 2).some((number) => Math.abs(Number(number)) > 360);
}

/** The geometry of a feature, in WGS 84 where its system is stated; what is wrong with that. */
function shapeOf(geometry: unknown, stated: readonly StatedCrs[]) {
  const problems: Omit<ImportProblem, "severity" | "row">[] = [];
  if (geometry === undefined || geometry === null) return { problems };
  const one = oneCrs(stated);
  const plain = plainGeometry(geometry);
  if (!one || !plain) return { geometry, problems };
  const unclear = crsProblem(one, "");
  if (unclear || !("crs" in one)) {
    if (unclear) problems.push({ code: unclear.code, ...unclear.parts });
    return { problems };
  }
  const converted = geometryInWgs84(plain, one.crs);
  if (converted) return { geometry: converted, statedCrs: one.crs, problems };
  const { code, parts } = notOfCrs("", crsName(one.crs));
  return { problems: [...problems, { code, ...parts }] };
}

/** The properties of a feature as texts; those that are objects have no place in a table. */
function cellsOf(feature: Json) {
  const cells = new Map<string, string>();
  const numbers = new Map<string, number>();
  const columns: string[] = [];
  const problems: Omit<ImportProblem, "severity" | "row">[] = [];
  const { properties, id } = feature;
  for (const [name, value] of Object.entries(isObject(properties) ? properties : {})) {
    const column = name.normalize("NFC").trim();
    const text = textOf(value);
    const got = text ?? JSON.stringify(value).slice(0, 200);
    columns.push(column);
    if (text === undefined)
      problems.push({
        code: "bad_row",
        column,
        got,
        expected: "chữ hoặc số, không phải đối tượng",
      });
    else if (cells.has(column))
      problems.push({ code: "duplicate", column, got, expected: "mỗi tên thuộc tính một lần" });
    else if (text.length > MAX_FIELD_CHARACTERS)
      problems.push({
        code: "too_long",
        column,
        got,
        expected: `nhiều nhất ${MAX_FIELD_CHARACTERS} ký tự`,
      });
    else cells.set(column, text);
    if (typeof value === "number") numbers.set(column, value);
  }
  const own = textOf(id);
  if (own && !columns.includes(ID_COLUMN)) {
    cells.set(ID_COLUMN, own);
    columns.push(ID_COLUMN);
  }
  return { cells, numbers, columns, problems };
}

/** A list of values is one text, as "4G|5G". */
function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return "";
  if (value instanceof WrittenNumber) return value.source;
  if (Array.isArray(value)) {
    const texts = value.map((item) => (Array.isArray(item) ? undefined : textOf(item)));
    return texts.includes(undefined) ? undefined : texts.join("|");
  }
  if (typeof value === "object") return undefined;
  return String(value).normalize("NFC").trim();
}
