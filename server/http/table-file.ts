import { type CsvCell, csvLine, UTF8_BOM } from "./csv.ts";

/** One column of a table that is taken away. */
export interface TableColumn<Row> {
  /** Heading of the CSV, as the import reads it back. */
  name: string;
  /** Heading of the workbook. */
  title: string;
  /** The value as it is stored: a code, a number, yes or no. */
  value(row: Row): CsvCell;
  /** The same in words; the CSV has them in a column of their own beside the code. */
  words?(row: Row): string | undefined;
}

/** A table as a route makes it; how it is written is the caller's choice. */
export interface TableFile<Row> {
  /** Without its ending. */
  fileName: string;
  /** Name of the sheet, at most 31 characters. */
  sheet: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  /** What must be known of the whole: day, rule, filters, source. */
  notes: readonly (readonly [name: string, value: string])[];
}

/** RFC 4180, in UTF-8 with its mark. */
export function tableAsCsv<Row>({ columns, rows }: TableFile<Row>): string[] {
  const heading = columns.flatMap(({ name, words }) => (words ? [name, `${name}_chu`] : [name]));
  const lines = rows.map((row) =>
    csvLine(
      columns.flatMap(({ value, words }) => (words ? [value(row), words(row)] : [value(row)])),
    ),
  );
  return [UTF8_BOM, csvLine(heading), ...lines];
}

/** Width of a column, characters. */
const WIDTH = { least: 8, most: 40 };

/**
 * A workbook: the table with typed cells and words instead of codes, and a sheet that says what it
 * is of. Text is written as text, so that nothing in it is ever a formula.
 */
export async function tableAsXlsx<Row>(table: TableFile<Row>): Promise<Buffer> {
  // The library is large and few ask for a workbook.
  const { utils, write } = await import("@e965/xlsx");
  const cells = table.rows.map((row) =>
    table.columns.map(({ value, words }) => {
      const cell = words ? words(row) : value(row);
      return typeof cell === "boolean" ? (cell ? "Có" : "Không") : cell;
    }),
  );
  const sheet = utils.aoa_to_sheet([table.columns.map(({ title }) => title), ...cells]);
  sheet["!cols"] = table.columns.map(({ title }, index) => ({
    wch: Math.min(
      WIDTH.most,
      Math.max(WIDTH.least, title.length, ...cells.map((row) => String(row[index] ?? "").length)),
    ),
  }));
  if (sheet["!ref"]) sheet["!autofilter"] = { ref: sheet["!ref"] };
  const notes = utils.aoa_to_sheet(table.notes.map((note) => [...note]));
  notes["!cols"] = [{ wch: 24 }, { wch: 80 }];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, table.sheet);
  utils.book_append_sheet(book, notes, "Thuyết minh");
  return write(book, { type: "buffer", bookType: "xlsx", compression: true });
}
