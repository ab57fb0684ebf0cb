import { rowFault } from "../stores/check-change.ts";
import type { Kind } from "../stores/coverage-store.ts";
import type { ImportProblem, ProblemCode } from "./import-problem.ts";
import type { TableRow } from "./import-table.ts";
import type { ColumnMatch } from "./match-columns.ts";
import { parseDay, vietnameseDay } from "./parse-day.ts";
import { parseNumber, vietnameseNumber } from "./vietnamese-number.ts";
import { findWord, type WordList, wordsOf } from "./word-lists.ts";

export interface NumberRange {
  min: number;
  max: number;
  isWhole?: boolean;
}

type ProblemParts = Omit<ImportProblem, "severity" | "code" | "row" | "column">;

/** The values of one row by field; what is wrong with them is collected, never thrown. */
export class RowReader {
  readonly row: TableRow;
  readonly problems: ImportProblem[] = [];
  readonly #columnOf: ReadonlyMap<string, string>;

  constructor(row: TableRow, match: ColumnMatch) {
    this.row = row;
    this.#columnOf = match.columnOf;
  }

  /** True once the row has an error; a row with warnings alone is good. */
  get isRefused(): boolean {
    return this.problems.some((problem) => problem.severity === "error");
  }

  hasColumn(field: string): boolean {
    return this.#columnOf.has(field);
  }

  /** Undefined where the column or the value is missing. */
  text(field: string): string | undefined {
    const column = this.#columnOf.get(field);
    const text = column === undefined ? "" : (this.row.cells.get(column) ?? "");
    return text === "" ? undefined : text;
  }

  requiredText(field: string, expected: string): string | undefined {
    const text = this.text(field);
    if (text === undefined) this.missing(field, expected);
    return text;
  }

  number(field: string, range: NumberRange): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const expected = `${range.isWhole ? "số nguyên" : "số"} từ ${vietnameseNumber(range.min)} đến ${vietnameseNumber(range.max)}`;
    const value = parseNumber(text, range.isWhole);
    if (value === undefined || (range.isWhole && !Number.isInteger(value)))
      return this.error(field, "not_a_number", { got: text, expected });
    if (value < range.min || value > range.max)
      return this.error(field, "out_of_range", { got: text, expected });
    return value;
  }

  day(field: string): string | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const parsed = parseDay(text);
    if (!parsed)
      return this.error(field, "not_a_day", {
        got: text,
        expected: "ngày có thật dạng dd/mm/yyyy",
        suggestion: "Ngày đứng trước tháng, ví dụ 31/12/2024.",
      });
    if (parsed.note) this.warn(field, "derived", { message: parsed.note });
    return parsed.day;
  }

  /** A day that has already come. */
  pastDay(field: string, today: string): string | undefined {
    const day = this.day(field);
    if (day !== undefined && day > today)
      return this.error(field, "out_of_range", {
        got: this.text(field) ?? day,
        expected: `ngày không sau hôm nay (${vietnameseDay(today)})`,
      });
    return day;
  }

  word<Value>(field: string, list: WordList<Value>): Value | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const found = findWord(list, text);
    if (found === undefined)
      return this.error(field, "unknown_word", {
        got: text,
        expected: `một trong: ${wordsOf(list)}`,
      });
    return found.value;
  }

  missing(field: string, expected: string): undefined {
    return this.error(field, "missing", { got: "", expected });
  }

  error(field: string, code: ProblemCode, parts: ProblemParts): undefined {
    this.#add("error", field, code, parts);
    return undefined;
  }

  warn(field: string, code: ProblemCode, parts: ProblemParts): void {
    this.#add("warning", field, code, parts);
  }

  /** The last gate: what the schema of the store says. True for a good row. */
  conforms(kind: Kind, row: unknown): boolean {
    const fault = rowFault(kind, row);
    if (fault)
      this.error("", "schema", {
        got: `${fault.pointer} = ${JSON.stringify(fault.got) ?? "không có"}`,
        expected: `giá trị theo lược đồ (${fault.expected})`,
      });
    return fault === undefined;
  }

  #add(severity: "error" | "warning", field: string, code: ProblemCode, parts: ProblemParts) {
    const column = this.#columnOf.get(field) ?? field;
    this.problems.push({
      severity,
      code,
      row: this.row.number,
      ...(column === "" ? {} : { column }),
      ...parts,
    });
  }
}
