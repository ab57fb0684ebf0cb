import { rowFault } from "../stores/check-change.ts";
import type { Kind } from "../stores/kinds.ts";
import type { ImportProblem, ProblemCode } from "./import-problem.ts";
import type { TableRow } from "./import-table.ts";
import { type ColumnMatch, foldedHeader } from "./match-columns.ts";
import { parseDay, vietnameseDay, whyNoDay } from "./parse-day.ts";
import { checkText } from "./text-damage.ts";
import { parseNumber, vietnameseNumber } from "./vietnamese-number.ts";
import { findWord, type WordList, wordsOf } from "./word-lists.ts";

export interface NumberRange {
  min: number;
  max: number;
  isWhole?: boolean;
}

export type ProblemParts = Omit<ImportProblem, "severity" | "code" | "row" | "column">;

/** Longer values of a field are no names or codes; texts and lists may be longer, shapes longest. */
const MAX_CHARACTERS = 200;
const MAX_CHARACTERS_OF: Readonly<Record<string, number>> = {
  note: 2000,
  uncoveredClusters: 2000,
  // As our export writes them, each with its position.
  clusters: 10_000,
  otherNames: 1000,
  geometry: Number.POSITIVE_INFINITY,
};

/** Codes that a spreadsheet has taken for days: "1-5" becomes "01-Thg5". */
const CODE_FIELDS: ReadonlySet<string> = new Set(["id", "code", "siteCode"]);
const CODE_AS_DAY = /^(?:\d{1,2}-(?:Thg ?\d{1,2}|Th\d{1,2}|[A-Z][a-z]{2})|[A-Z][a-z]{2}-\d{2})$/;

/** The values of one row by field; what is wrong with them is collected, never thrown. */
export class RowReader {
  readonly row: TableRow;
  readonly problems: ImportProblem[] = [];
  readonly #columnOf: ReadonlyMap<string, string>;
  readonly #texts = new Map<string, string>();
  readonly #damaged = new Set<string>();

  constructor(row: TableRow, match: ColumnMatch) {
    this.row = row;
    this.#columnOf = match.columnOf;
    const used = new Set(match.columnOf.values());
    for (const problem of row.problems ?? [])
      if (problem.column === undefined || used.has(problem.column)) this.problems.push(problem);
    for (const [field, column] of match.columnOf) this.#take(field, row.cells.get(column) ?? "");
  }

  /** Keeps the text of a field as it is stored, and says what is wrong with it. */
  #take(field: string, given: string): void {
    const limit = MAX_CHARACTERS_OF[field] ?? MAX_CHARACTERS;
    const isPlain = field === "geometry" || given.length > limit;
    const { text, faults } = isPlain ? { text: given, faults: [] } : checkText(given);
    for (const { severity, ...parts } of faults) this.#add(severity, field, "damaged_text", parts);
    if (given.length > limit)
      this.error(field, "too_long", { got: given, expected: `nhiều nhất ${limit} ký tự` });
    if (given.length > limit || faults.some(({ severity }) => severity === "error"))
      this.#damaged.add(field);
    if (CODE_FIELDS.has(field) && CODE_AS_DAY.test(text))
      this.warn(field, "damaged_text", {
        message: `mã “${text}” có thể đã bị Excel đổi thành ngày: hãy đối chiếu với tệp gốc`,
      });
    this.#texts.set(field, text);
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
    return this.#texts.get(field) || undefined;
  }

  /** The value of a field where the file itself holds it as a number. */
  givenNumber(field: string): number | undefined {
    return this.row.numbers?.get(this.#columnOf.get(field) ?? "");
  }

  /** Columns of the row with a value that no field takes, whose folded header fits. */
  unusedColumns(header: RegExp): string[] {
    const used = new Set(this.#columnOf.values());
    return [...this.row.cells]
      .filter(([column, value]) => value !== "" && !used.has(column))
      .filter(([column]) => header.test(foldedHeader(column)))
      .map(([column]) => column)
      .slice(0, 5);
  }

  requiredText(field: string, expected: string): string | undefined {
    const text = this.text(field);
    if (text === undefined) this.missing(field, expected);
    return text;
  }

  /** Nothing more is said of a text whose damage has been told. */
  #undamaged(field: string): string | undefined {
    return this.#damaged.has(field) ? undefined : this.text(field);
  }

  number(field: string, range: NumberRange): number | undefined {
    const text = this.#undamaged(field);
    if (text === undefined) return undefined;
    const expected = `${range.isWhole ? "số nguyên" : "số"} từ ${vietnameseNumber(range.min)} đến ${vietnameseNumber(range.max)}`;
    const given = this.givenNumber(field);
    const value = given ?? parseNumber(text, range.isWhole);
    if (value === undefined || (range.isWhole && !Number.isInteger(value)))
      return this.error(field, "not_a_number", { got: text, expected });
    const isIn = (number: number) => number >= range.min && number <= range.max;
    // "1.800" may be a fraction or a thousand; what is in range counts, and is said.
    const thousands = given === undefined ? (parseNumber(text, true) ?? value) : value;
    if (thousands !== value && isIn(thousands)) {
      const read = isIn(value) ? value : thousands;
      this.warn(field, "derived", {
        message: `“${text}” được hiểu là ${vietnameseNumber(read)}, không phải ${vietnameseNumber(read === value ? thousands : value)}`,
      });
      return read;
    }
    if (!isIn(value)) return this.error(field, "out_of_range", { got: text, expected });
    return value;
  }

  day(field: string): string | undefined {
    const text = this.#undamaged(field);
    if (text === undefined) return undefined;
    const parsed = parseDay(text);
    if (!parsed)
      return this.error(field, "not_a_day", {
        got: text,
        expected: "ngày có thật dạng dd/mm/yyyy",
        suggestion: whyNoDay(text),
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
    const text = this.#undamaged(field);
    if (text === undefined) return undefined;
    // A table with a missing value elsewhere writes 1 as "1.0".
    const found = findWord(list, text.replace(/^(\d)[.,]0$/, "$1"));
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
