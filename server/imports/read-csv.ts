import { CsvError } from "csv-parse/sync";
import {
  hasEndlessLine,
  layoutOf,
  MAX_LINE_CHARACTERS,
  recordsOf,
  separatorName,
  withoutSeparatorLine,
} from "./csv-layout.ts";
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
import { vietnameseNumber } from "./vietnamese-number.ts";

type RowFault = Omit<ImportProblem, "severity" | "row">;

/** Rows of a CSV with a header; titles above it are passed over, and that is said. */
export function readCsv(
  fileName: string,
  text: string,
  isHeading: (text: string) => boolean,
): ImportTable | RefusedFile {
  const { separator: stated, rest } = withoutSeparatorLine(text);
  if (hasEndlessLine(rest))
    return refuse(
      `Một dòng của tệp dài hơn ${vietnameseNumber(MAX_LINE_CHARACTERS)} ký tự`,
      "Thường do tệp không phải CSV, hoặc một dấu ngoặc kép không được đóng: hãy kiểm tra và lưu lại tệp.",
    );
  const { separator, header } = layoutOf(rest, isHeading, stated);
  let records: string[][];
  let headings: string[];
  try {
    headings = recordsOf(rest, separator, header + 1)[header] ?? [];
    // Before so many cells are taken apart and compared with one another.
    const tooMany = tooManyColumns(headings);
    if (tooMany) return tooMany;
    // The header, one too many to tell that there are too many.
    records = recordsOf(rest, separator, MAX_ROWS + header + 2);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse(
      `Không tách được các dòng, từ khoảng dòng ${error.lines} (${error.code})`,
      "Thường do một dấu ngoặc kép không được đóng: hãy sửa dòng đó và lưu lại tệp.",
    );
  }
  const data = records.slice(header + 1);
  const { columns, notes } = columnsOf(headings, data);
  if (data.length > MAX_ROWS)
    return refuse(`Tệp có hơn ${MAX_ROWS} dòng`, "Hãy chia tệp thành nhiều tệp nhỏ.");
  const problems: ImportProblem[] = [];
  const rows: TableRow[] = [];
  for (const [index, record] of data.entries()) {
    if (isBlank(record)) continue;
    const number = header + index + 2;
    const fault = faultOf(record, columns, separator);
    if (fault) problems.push({ severity: "error", row: number, ...fault });
    else
      rows.push({ number, cells: cellsOf(columns, record), ...shortRow(record, columns, number) });
  }
  if (rows.length + problems.length === 0)
    return refuse("Tệp không có dòng dữ liệu nào", "Hãy kiểm tra đã chọn đúng tệp.");
  const titles = records.slice(0, header).filter((record) => !isBlank(record)).length;
  return {
    fileName,
    rowWord: "Dòng",
    columns: columns.filter(Boolean),
    rows,
    problems,
    notes: [
      `cột cách nhau bằng ${separatorName(separator)}`,
      ...(titles > 0
        ? [`dòng tiêu đề là dòng ${header + 1}, ${titles} dòng ở trên không phải dữ liệu`]
        : []),
      ...notes,
    ],
  };
}

function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === "");
}

/**
 * Every column has a name of its own: of two of one name the second gets its number, and so does a
 * column that holds something below an empty heading. The empty ones at the end have no name.
 */
function columnsOf(
  header: readonly string[],
  data: readonly string[][],
): { columns: string[]; notes: string[] } {
  const columns: string[] = [];
  const notes: string[] = [];
  for (const [index, heading] of header.entries()) {
    const name = heading.trim();
    if (name === "") {
      const isUsed = data.some((record) => (record[index] ?? "").trim() !== "");
      columns.push(isUsed ? `cột ${index + 1} không có tiêu đề` : "");
      continue;
    }
    const isNew = !columns.includes(name);
    columns.push(isNew ? name : `${name} (cột ${index + 1})`);
    if (!isNew)
      notes.push(
        `hai cột cùng tên “${name}”: cột ${columns.indexOf(name) + 1} được dùng, cột ${index + 1} được gọi là “${name} (cột ${index + 1})”`,
      );
  }
  return { columns, notes };
}

function faultOf(
  record: readonly string[],
  columns: readonly string[],
  separator: string,
): RowFault | undefined {
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
  const swallowing = record.findIndex((cell) => holdsRows(cell, separator, columns.length));
  if (swallowing >= 0)
    return {
      code: "bad_row",
      column: columns[swallowing] || String(swallowing + 1),
      got: record[swallowing] ?? "",
      expected: "một giá trị, không phải nhiều dòng của bảng",
      suggestion: "Thường do một dấu ngoặc kép mở ở đây mà không đóng: hãy xóa hoặc đóng dấu đó.",
    };
  return undefined;
}

/** True for a quoted cell in which whole rows of the sheet have got lost. */
function holdsRows(cell: string, separator: string, columnCount: number): boolean {
  return (
    columnCount > 2 &&
    /[\r\n]/.test(cell) &&
    cell.split(/[\r\n]+/).some((line) => line.split(separator).length >= columnCount)
  );
}

/** A row with fewer cells than there are headings is taken, with a warning. */
function shortRow(
  record: readonly string[],
  columns: readonly string[],
  row: number,
): Pick<TableRow, "problems"> {
  const needed = columns.findLastIndex((column) => column !== "") + 1;
  if (record.length >= needed) return {};
  const message = `dòng có ${record.length} ô, dòng tiêu đề có ${needed}: các ô thiếu ở cuối được coi là trống`;
  return { problems: [{ severity: "warning", code: "bad_row", row, message }] };
}

function cellsOf(columns: readonly string[], record: readonly string[]): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [index, column] of columns.entries())
    if (column !== "") cells.set(column, (record[index] ?? "").trim());
  return cells;
}
