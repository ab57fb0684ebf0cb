import { foldKey } from "../../geodata/text/fold.ts";
import type { ImportTable } from "./import-table.ts";

/** A field that an import can fill, with the headers that people give it, folded. */
export interface ImportField {
  /** As in `--map field=column`. */
  name: string;
  /** Folded headers (see `foldedHeader`), best first. */
  headers: readonly string[];
  /** Without a column for it no row of the file could be good. */
  isRequired?: boolean;
}

export interface ColumnMatch {
  columnOf: ReadonlyMap<string, string>;
  /** Columns that no field takes; what they hold is dropped and never stored. */
  dropped: readonly string[];
}

/** Fields that the file must have a column for and has not. */
export function missingColumns(fields: readonly ImportField[], match: ColumnMatch): ImportField[] {
  return fields.filter((field) => field.isRequired && !match.columnOf.has(field.name));
}

/** `--map` names a field or a column that there is not. */
export class WrongMappingError extends Error {
  override name = "WrongMappingError";
}

/**
 * "Chiều cao cột (m)" and "chieu_cao_cot*" give "chieu cao cot"; "areaKm2" gives "area km2".
 */
function foldedHeader(header: string): string {
  const spaced = header.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replace(/\([^)]*\)/g, " ");
  return foldKey(spaced.replace(/[^\p{L}\p{M}\p{N}]+/gu, " "));
}

/**
 * Finds the column of each field: as `mapping` says, else by its headers. A column serves one field,
 * the first that asks for it. Throws WrongMappingError.
 */
export function matchColumns(
  table: Pick<ImportTable, "columns">,
  fields: readonly ImportField[],
  mapping: ReadonlyMap<string, string>,
): ColumnMatch {
  const columnOf = new Map<string, string>();
  for (const [field, asked] of mapping) {
    if (!fields.some((known) => known.name === field))
      throw new WrongMappingError(
        `--map: không có trường “${field}”; các trường: ${fields.map((known) => known.name).join(", ")}.`,
      );
    const column = table.columns.find(
      (name) => name === asked.normalize("NFC") || foldedHeader(name) === foldedHeader(asked),
    );
    if (column === undefined)
      throw new WrongMappingError(
        `--map: tệp không có cột “${asked}”; các cột: ${table.columns.join(", ")}.`,
      );
    columnOf.set(field, column);
  }
  const taken = new Set(columnOf.values());
  for (const { name, headers } of fields) {
    if (columnOf.has(name)) continue;
    const column = headers
      .map((header) =>
        table.columns.find((known) => !taken.has(known) && foldedHeader(known) === header),
      )
      .find((found) => found !== undefined);
    if (column === undefined) continue;
    columnOf.set(name, column);
    taken.add(column);
  }
  return { columnOf, dropped: table.columns.filter((column) => !taken.has(column)) };
}
