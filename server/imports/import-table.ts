import type { ImportProblem } from "./import-problem.ts";
import type { KnownCrs } from "./stated-crs.ts";

/** One row of a sheet or one feature, every value as text. */
export interface TableRow {
  /** Row of the sheet counted from 1 with the header, or feature counted from 1. */
  number: number;
  /** By column; a Map, so that a column may be called `__proto__`. */
  cells: ReadonlyMap<string, string>;
  /** Values that the file itself holds as numbers: nothing about them is a matter of spelling. */
  numbers?: ReadonlyMap<string, number>;
  /** GeoJSON geometry, not yet checked; in WGS 84 where `statedCrs` is given. */
  geometry?: unknown;
  /** What the file says of the coordinate system of `geometry`; understood and already applied. */
  statedCrs?: KnownCrs;
  /** Found while the row was taken apart; those of a column count where the column is used. */
  problems?: readonly ImportProblem[];
}

/** A file as rows, whatever its format was. */
export interface ImportTable {
  fileName: string;
  rowWord: "Dòng" | "Đối tượng";
  columns: readonly string[];
  rows: readonly TableRow[];
  /** Rows that could not be taken apart; they are not in `rows`. */
  problems: readonly ImportProblem[];
  /** What was recognised: encoding, separator, coordinate system. */
  notes: readonly string[];
}

/** The file as a whole cannot be used. A value, not our bug: what is wrong and what to do. */
export interface RefusedFile {
  refused: ImportProblem;
}

export function refuse(message: string, suggestion: string): RefusedFile {
  return { refused: { severity: "error", code: "bad_row", message, suggestion } };
}

/** Limits of one file. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
export const MAX_ROWS = 200_000;
export const MAX_FIELD_CHARACTERS = 10_000;
export const MAX_COLUMNS = 1000;
const MAX_HEADING_CHARACTERS = 300;

/** Why the headings are no headings of a table; undefined where they are. */
export function tooManyColumns(columns: Iterable<string>): RefusedFile | undefined {
  const names = [...columns];
  if (names.length > MAX_COLUMNS)
    return refuse(
      `Tệp có ${names.length} cột, nhiều hơn ${MAX_COLUMNS}`,
      "Hãy bỏ bớt cột không cần và lưu lại.",
    );
  const long = names.find((name) => name.length > MAX_HEADING_CHARACTERS);
  if (long !== undefined)
    return refuse(
      `Tiêu đề cột dài ${long.length} ký tự: “${long.slice(0, 40)}…”`,
      `Tiêu đề nhiều nhất ${MAX_HEADING_CHARACTERS} ký tự; hãy kiểm tra dòng tiêu đề và dấu ngoặc kép.`,
    );
  return undefined;
}
