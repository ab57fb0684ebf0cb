import { CsvError, parse } from "csv-parse/sync";
import { MAX_COLUMNS } from "./import-table.ts";

const SEPARATORS = [",", ";", "\t", "|"];
const SEPARATOR_NAMES: Readonly<Record<string, string>> = {
  ",": "dấu phẩy",
  ";": "dấu chấm phẩy",
  "\t": "dấu tab",
  "|": "dấu gạch đứng",
};

/** Rows in which the header is sought: titles above it are no longer. */
const HEADER_ROWS = 20;

/** What parts the cells of a sheet, and which of its records is the header. */
export interface CsvLayout {
  separator: string;
  header: number;
}

/** A record longer than this is not a row of a sheet but an unclosed quote or an attack. */
const MAX_RECORD_CHARACTERS = 2_000_000;

/** No row of a sheet is longer: a cell holds 10,000 characters, and few hold so many. */
export const MAX_LINE_CHARACTERS = 500_000;

/** True for a text with a line that is no row of a sheet; empty cells alone can make it so. */
export function hasEndlessLine(text: string): boolean {
  let start = 0;
  for (const { index } of text.matchAll(/[\r\n]+/g)) {
    if (index - start > MAX_LINE_CHARACTERS) return true;
    start = index;
  }
  return text.length - start > MAX_LINE_CHARACTERS;
}

/** Characters in which the separator and the header are sought. */
const SAMPLE_CHARACTERS = 1_000_000;

/** Records of a text, lines ending in CR LF, LF or CR, also mixed. Throws CsvError. */
export function recordsOf(
  text: string,
  separator: string,
  count: number,
  quote: string | false = '"',
): string[][] {
  const records: string[][] = parse(text, {
    delimiter: separator,
    quote,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    to: count,
  });
  return records.map((record) => unwrapped(record, separator));
}

/** A row that stands as a whole in one quoted cell, as Excel writes a CSV that it has not parted. */
function unwrapped(record: string[], separator: string): string[] {
  const [only = "", ...others] = record;
  if (others.length > 0 || !only.includes(separator) || /[\r\n]/.test(only)) return record;
  return (
    (parse(only, { delimiter: separator, relax_quotes: true, relax_column_count: true })[0] as
      | string[]
      | undefined) ?? record
  );
}

/** Excel's first line "sep=;", which is no row: what it says, and the text after it. */
export function withoutSeparatorLine(text: string): { separator?: string; rest: string } {
  const match = /^"?sep=([^\r\n"\w])"?[;,\t ]*(?:\r\n|\n|\r)/i.exec(text);
  return match?.[1] ? { separator: match[1], rest: text.slice(match[0].length) } : { rest: text };
}

/**
 * The separator under which the first records look most like a table with a known header: by the
 * headings that are known, then by rows as long as the header, then by cells. Whole records are
 * looked at, for headings may hold line ends and other separators.
 */
export function layoutOf(
  text: string,
  isHeading: (text: string) => boolean,
  stated?: string,
): CsvLayout {
  const separators = stated === undefined ? SEPARATORS : [stated];
  const start = text.slice(0, SAMPLE_CHARACTERS);
  const [best = { separator: stated ?? ",", header: 0 }] = separators
    .map((separator) => scored(start, separator, isHeading))
    .sort((a, b) => b.known - a.known || b.alike - a.alike || b.cells - a.cells);
  return { separator: best.separator, header: best.header };
}

function scored(text: string, separator: string, isHeading: (text: string) => boolean) {
  const records = sample(text, separator);
  // A longer record is no header that is taken: what follows is not looked at.
  const known = records.map(
    (record) => new Set(record.slice(0, MAX_COLUMNS).filter(isHeading)).size,
  );
  const most = Math.max(0, ...known);
  const header = most >= 2 ? known.indexOf(most) : firstOfTable(records);
  const cells = cellsIn(records[header] ?? []);
  const alike = records.filter((record) => record.length === records[header]?.length).length;
  return { separator, header, known: most, alike: cells > 1 ? alike : 0, cells };
}

function sample(text: string, separator: string): string[][] {
  try {
    return recordsOf(text, separator, HEADER_ROWS);
  } catch {
    // A quote that is not closed hides no separator; the whole text is refused for it later.
    return unquoted(text, separator);
  }
}

/** Records of a text whose quotes do not close; none where one of them is longer than any row. */
function unquoted(text: string, separator: string): string[][] {
  try {
    return recordsOf(text, separator, HEADER_ROWS, false);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return [];
  }
}

/** The first record that is not blank; a title in one cell is passed over where a table follows. */
function firstOfTable(records: readonly string[][]): number {
  const widest = Math.max(0, ...records.map(cellsIn));
  return Math.max(
    records.findIndex((record) => cellsIn(record) > (widest >= 3 ? 1 : 0)),
    0,
  );
}

function cellsIn(record: readonly string[]): number {
  return record.filter((cell) => cell.trim() !== "").length;
}

export function separatorName(separator: string): string {
  return SEPARATOR_NAMES[separator] ?? `“${separator}”`;
}
