import { foldKey } from "../../geodata/text/fold.ts";
import { columnsText } from "./import-problem.ts";
import type { ImportTable } from "./import-table.ts";

/** A field that an import can fill, with the headers that people give it, folded. */
export interface ImportField {
  /** As in `--map field=column`. */
  name: string;
  /** Folded headers (see `foldedHeader`), best first. */
  headers: readonly string[];
  /** Last words of headers of survey software ("_vi_tri_latitude"), where just one column has them. */
  endings?: readonly string[];
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
export function foldedHeader(header: string): string {
  const spaced = header.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replace(/\([^()]*\)/g, " ");
  return foldKey(spaced.replace(/[^\p{L}\p{M}\p{N}]+/gu, " "));
}

/** All folded headers by which a file of these fields, mapped like that, is known. */
export function headersOf(
  fields: readonly ImportField[],
  mapping: ReadonlyMap<string, string>,
): (heading: string) => boolean {
  const known = new Set([
    ...fields.flatMap((field) => field.headers),
    ...[...mapping.values()].map(foldedHeader),
  ]);
  const endings = fields.flatMap((field) => field.endings ?? []);
  return (heading) => {
    const folded = foldedHeader(heading);
    return (
      known.has(folded) ||
      endings.some((ending) => folded.endsWith(` ${ending}`)) ||
      known.has(foldedHeader(withoutGroup(heading)))
    );
  };
}

/** "nhom_1/ma_tram" of a survey form gives "ma_tram"; "Thôn/xã" and "lat/lon" are no groups. */
function withoutGroup(header: string): string {
  return /^[A-Za-z]\w*(?:\/\w+)+$/.test(header) ? (header.split("/").at(-1) ?? header) : header;
}

/**
 * Finds the column of each field: as `mapping` says, else by its headers, else by the headers that
 * survey software makes of them. A column serves one field, the first that asks for it. Throws
 * WrongMappingError.
 */
export function matchColumns(
  table: Pick<ImportTable, "columns">,
  fields: readonly ImportField[],
  mapping: ReadonlyMap<string, string>,
): ColumnMatch {
  const folded = table.columns.map((column) => [column, foldedHeader(column)] as const);
  const columnOf = new Map<string, string>();
  for (const [field, asked] of mapping) {
    if (!fields.some((known) => known.name === field))
      throw new WrongMappingError(
        `--map: không có trường “${field}”; các trường: ${fields.map((known) => known.name).join(", ")}.`,
      );
    const exact = table.columns.find((name) => name === asked.normalize("NFC"));
    const column = exact ?? folded.find(([, name]) => name === foldedHeader(asked))?.[0];
    if (column === undefined)
      throw new WrongMappingError(
        `--map: tệp không có cột “${asked}”; các cột: ${columnsText(table.columns)}.`,
      );
    columnOf.set(field, column);
  }
  const taken = new Set(columnOf.values());
  const take = (field: string, column: string | undefined) => {
    if (column === undefined || columnOf.has(field)) return;
    columnOf.set(field, column);
    taken.add(column);
  };
  for (const { name, headers } of fields)
    if (!columnOf.has(name))
      take(
        name,
        headers
          .map(
            (header) => folded.find(([known, text]) => text === header && !taken.has(known))?.[0],
          )
          .find((found) => found !== undefined),
      );
  const isHeader = new Set(fields.flatMap((field) => field.headers));
  const grouped = folded.filter(
    ([column]) =>
      withoutGroup(column) !== column &&
      column
        .split("/")
        .slice(0, -1)
        .every((group) => !isHeader.has(foldedHeader(group))),
  );
  for (const { name, headers, endings = [] } of fields) {
    const free = (pairs: readonly (readonly [string, string])[]) =>
      pairs.filter(([column]) => !taken.has(column)).map(([column]) => column);
    const ofSurvey = [
      ...free(grouped.filter(([column]) => headers.includes(foldedHeader(withoutGroup(column))))),
      ...free(folded.filter(([, text]) => endings.some((ending) => text.endsWith(` ${ending}`)))),
    ];
    // Of several it is not known which; they stay among the dropped, where they are named.
    const [only, ...others] = new Set(ofSurvey);
    if (others.length === 0) take(name, only);
  }
  return { columnOf, dropped: table.columns.filter((column) => !taken.has(column)) };
}

/** Of the columns that no field took, the one whose header is nearly that of a field. */
export function likelyColumn(field: ImportField, columns: readonly string[]): string | undefined {
  const near = columns.find((column) => {
    const folded = foldedHeader(column);
    return field.headers.some(
      (header) =>
        (header.length > 3 && (folded.includes(header) || oneLetterApart(folded, header))) ||
        folded.split(" ").includes(header),
    );
  });
  return near;
}

/** True for words that differ by one letter that is wrong, missing or too many. */
function oneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const start = [...a].findIndex((letter, index) => letter !== b[index]);
  if (start < 0) return true;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
