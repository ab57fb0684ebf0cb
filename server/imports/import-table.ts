import type { ImportProblem } from "./import-problem.ts";

/** One row of a sheet or one feature, every value as text. */
export interface TableRow {
  /** Row of the sheet counted from 1 with the header, or feature counted from 1. */
  number: number;
  /** By column; a Map, so that a column may be called `__proto__`. */
  cells: ReadonlyMap<string, string>;
  /** GeoJSON geometry in WGS 84, not yet checked. */
  geometry?: unknown;
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
