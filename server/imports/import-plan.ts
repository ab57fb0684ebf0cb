import { isDeepStrictEqual } from "node:util";
import type { Epoch } from "../../geodata/model/administrative-unit.ts";
import type { Change, Kind, Retirement, RowOf } from "../stores/coverage-store.ts";
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

/** Rows of a file against those in force of the same key; where they come from is not compared. */
export function compareRows<K extends Kind>(
  kind: K,
  rows: readonly RowOf[K][],
  stored: readonly RowOf[K][],
): Pick<ImportPlan, "added" | "changed" | "unchanged"> & { put: RowOf[K][] } {
  const known = new Map(stored.map((row) => [keyOf(kind, row), row]));
  const result = { added: 0, changed: 0, unchanged: 0, put: [] as RowOf[K][] };
  for (const row of rows) {
    const old = known.get(keyOf(kind, row));
    if (old && isDeepStrictEqual({ ...old, source: "" }, { ...row, source: "" })) {
      result.unchanged += 1;
      continue;
    }
    if (old) result.changed += 1;
    else result.added += 1;
    result.put.push(row);
  }
  return result;
}

/** A plan as one change of the store. */
export function changeOf(plan: ImportPlan, head: Omit<Change, "retire" | "put">): Change {
  return { ...head, retire: plan.retire, put: plan.put };
}

/** True when the plan would leave the store as it is. */
export function isEmptyPlan(plan: ImportPlan): boolean {
  return plan.retire.length === 0 && Object.values(plan.put).every((rows) => rows.length === 0);
}
