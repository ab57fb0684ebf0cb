import { guardFormula } from "../../geodata/text/formula-guard.ts";

/** What a cell may hold; `undefined` is an empty cell, a boolean is 1 or 0. */
export type CsvCell = string | number | boolean | undefined;

/** Marks UTF-8 for spreadsheet programs, which otherwise read the local code page. */
export const UTF8_BOM = "\uFEFF";

/** One line of RFC 4180 with its line end. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(",")}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === undefined) return "";
  if (typeof cell === "boolean") return cell ? "1" : "0";
  if (typeof cell === "number") return String(cell);
  const safe = guardFormula(cell);
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
