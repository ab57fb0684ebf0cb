import { CsvError, type InfoRecord, parse } from "csv-parse/sync";
import type { ImportProblem } from "./import-problem.ts";
import {
  type ImportTable,
  MAX_FIELD_CHARACTERS,
  MAX_ROWS,
  type RefusedFile,
  refuse,
  type TableRow,
} from "./import-table.ts";

/** A record longer than this is not a row of a sheet but an unclosed quote or an attack. */
const MAX_RECORD_CHARACTERS = 2_000_000;

const SEPARATOR_NAMES = { ",": "dấu phẩy", ";": "dấu chấm phẩy", "\t": "dấu tab" } as const;
type Separator = keyof typeof SEPARATOR_NAMES;

/** Rows of a CSV with a header; the separator is the one that the header has most of. */
export function readCsv(fileName: string, text: string): ImportTable | RefusedFile {
  const delimiter = separatorOf(text);
  let records: { record: string[]; info: InfoRecord }[];
  try {
    records = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      // The header, one too many to tell that there are too many.
      to: MAX_ROWS + 2,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse(
      `Không tách được các dòng, từ khoảng dòng ${error.lines} (${error.code})`,
      "Thường do một dấu ngoặc kép không được đóng: hãy sửa dòng đó và lưu lại tệp.",
    );
  }
  const header = records.findIndex(({ record }) => !isBlank(record));
  const columns = (records[header]?.record ?? []).map((name) => name.trim());
  if (records.length > MAX_ROWS + 1)
    return refuse(`Tệp có hơn ${MAX_ROWS} dòng`, "Hãy chia tệp thành nhiều tệp nhỏ.");
  const problems: ImportProblem[] = [];
  const rows: TableRow[] = [];
  for (const [index, { record }] of records.entries()) {
    if (index <= header || isBlank(record)) continue;
    const number = index + 1;
    const problem = problemOf(record, columns);
    if (problem) problems.push({ severity: "error", row: number, ...problem });
    else rows.push({ number, cells: cellsOf(columns, record) });
  }
  if (rows.length + problems.length === 0)
    return refuse("Tệp không có dòng dữ liệu nào", "Hãy kiểm tra đã chọn đúng tệp.");
  return {
    fileName,
    rowWord: "Dòng",
    columns: [...new Set(columns)].filter(Boolean),
    rows,
    problems,
    notes: [`cột cách nhau bằng ${SEPARATOR_NAMES[delimiter]}`],
  };
}

function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === "");
}

function separatorOf(text: string): Separator {
  const header = text.match(/[^\r\n]*\S[^\r\n]*/)?.[0]?.replace(/"[^"]*"/g, "") ?? "";
  const count = (separator: string) => header.split(separator).length;
  const candidates: Separator[] = [",", ";", "\t"];
  return candidates.reduce((best, next) => (count(next) > count(best) ? next : best));
}

function problemOf(
  record: readonly string[],
  columns: readonly string[],
): Omit<ImportProblem, "severity" | "row"> | undefined {
  const long = record.findIndex((cell) => cell.length > MAX_FIELD_CHARACTERS);
  if (long >= 0)
    return {
      code: "too_long",
      column: columns[long] ?? String(long + 1),
      got: record[long] ?? "",
      expected: `nhiều nhất ${MAX_FIELD_CHARACTERS} ký tự`,
    };
  if (!isBlank(record.slice(columns.length)))
    return {
      code: "bad_row",
      got: `${record.length} ô`,
      expected: `${columns.length} ô như dòng tiêu đề`,
      suggestion: "Giá trị có dấu phân cách cần đặt trong ngoặc kép.",
    };
  return undefined;
}

/** Of two columns of one name the first counts. */
function cellsOf(columns: readonly string[], record: readonly string[]): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [index, column] of columns.entries())
    if (column !== "" && !cells.has(column)) cells.set(column, (record[index] ?? "").trim());
  return cells;
}
