import { isDeepStrictEqual } from "node:util";
import type { Epoch } from "../../geodata/model/administrative-unit.ts";
import type { Change, Retirement } from "../stores/coverage-store.ts";
import type { Kind, RowOf } from "../stores/kinds.ts";
import { keyOf } from "../stores/row-identity.ts";
import type { ImportProblem } from "./import-problem.ts";
import type { ImportTable, TableRow } from "./import-table.ts";
import type { ColumnMatch, ImportField } from "./match-columns.ts";
import { RowReader } from "./row-reader.ts";
import type { StoredRows } from "./stored-rows.ts";

/** What a plan is made from. */
export interface PlanContext {
  table: ImportTable;
  match: ColumnMatch;
  stored: StoredRows;
  /** Whose names and validity the file uses, where that was said. */
  epoch?: Epoch;
  /** Whether demonstration rows of the kind go. */
  replace: boolean;
  /** The present day in Viet Nam. */
  today: string;
  /** The day that the file tells of: what has no day of its own is true from then on. */
  asOf: string;
  /** Whether somebody said which day that is; else it is the present day. */
  isAsOfGiven: boolean;
}

/** What a file would do to the store. Nothing has been done yet. */
export interface ImportPlan {
  problems: ImportProblem[];
  retire: Retirement[];
  put: { [K in Kind]?: RowOf[K][] };
  /** Rows of the file by what they do; the rest was refused. */
  added: number;
  changed: number;
  unchanged: number;
  /** More that the user should know, a paragraph each. */
  notes: string[];
}

/** One kind of file: the fields that it fills and how it becomes a plan. */
export interface Importer {
  fields: readonly ImportField[];
  plan: (context: PlanContext) => ImportPlan;
}

/**
 * Reads every row with `read`, which returns the row that it stands for or undefined after an
 * error. Rows that came to nothing are refused; their problems are collected in order.
 */
export function readRows<Row>(
  { table, match }: PlanContext,
  read: (reader: RowReader) => Row | undefined,
): { rows: { row: Row; from: TableRow }[]; problems: ImportProblem[] } {
  const rows: { row: Row; from: TableRow }[] = [];
  const problems: ImportProblem[] = [...table.problems];
  for (const from of table.rows) {
    const reader = new RowReader(from, match);
    const row = read(reader);
    if (row !== undefined && !reader.isRefused) rows.push({ row, from });
    problems.push(...reader.problems);
  }
  return { rows, problems };
}

/** Ends the source of a row of which something was assumed, so that saying it is a change. */
export const ASSUMED = " (trạng thái giả định)";

/**
 * Rows of a file against those in force of the same key: everything that is stored is compared, but
 * for the name of the file that last said the same of a real row. `isChanged` tells of rows kept
 * elsewhere that belong to one (the area of a thôn, the mast of a site).
 */
export function compareRows<K extends Kind>(
  kind: K,
  rows: readonly RowOf[K][],
  stored: readonly RowOf[K][],
  isChanged: (row: RowOf[K]) => boolean = () => false,
): Pick<ImportPlan, "added" | "changed" | "unchanged"> & { put: RowOf[K][] } {
  const known = new Map(stored.map((row) => [keyOf(kind, row), row]));
  const result = { added: 0, changed: 0, unchanged: 0, put: [] as RowOf[K][] };
  for (const row of rows) {
    const old = known.get(keyOf(kind, row));
    const isSame = old !== undefined && isDeepStrictEqual(compared(old), compared(row));
    if (isSame && !isChanged(row)) result.unchanged += 1;
    else if (old) result.changed += 1;
    else result.added += 1;
    if (!isSame) result.put.push(row);
  }
  return result;
}

function compared<Row extends object>(row: Row): Row {
  if (!("dataSource" in row) || row.dataSource !== "real" || !("source" in row)) return row;
  return { ...row, source: String(row.source).endsWith(ASSUMED) ? ASSUMED : "" };
}

/** A plan as one change of the store. */
export function changeOf(plan: ImportPlan, head: Omit<Change, "retire" | "put">): Change {
  return { ...head, retire: plan.retire, put: plan.put };
}

/** True when the plan would leave the store as it is. */
export function isEmptyPlan(plan: ImportPlan): boolean {
  return plan.retire.length === 0 && Object.values(plan.put).every((rows) => rows.length === 0);
}
