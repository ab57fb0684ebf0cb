import { isDeepStrictEqual } from "node:util";
import type { Epoch } from "../../geodata/model/administrative-unit.ts";
import type { DataSource } from "../../geodata/model/provenance.ts";
import { unguardFormula } from "../../geodata/text/formula-guard.ts";
import { visibleText } from "../../geodata/text/visible-text.ts";
import type { CoverageStore } from "../stores/coverage-store.ts";
import { KINDS, type Kind } from "../stores/kinds.ts";
import { withReferences } from "../stores/references.ts";
import { keyOf } from "../stores/row-identity.ts";
import { VersionConflictError } from "../stores/store-errors.ts";
import { importCells } from "./import-cells.ts";
import { importClaims } from "./import-claims.ts";
import { changeOf, type Importer, isEmptyPlan } from "./import-plan.ts";
import { columnsText, type ImportProblem } from "./import-problem.ts";
import { importSites } from "./import-sites.ts";
import { importSpans } from "./import-spans.ts";
import type { ImportTable, RefusedFile } from "./import-table.ts";
import { importUnits } from "./import-units.ts";
import { importVillages } from "./import-villages.ts";
import { type IndicatorEffect, indicatorEffect } from "./indicator-effect.ts";
import {
  headersOf,
  type ImportField,
  likelyColumn,
  matchColumns,
  missingColumns,
} from "./match-columns.ts";
import { dayInVietNam } from "./parse-day.ts";
import { readTable } from "./read-table.ts";
import { readStored, type StoredRows, storeOf } from "./stored-rows.ts";

const IMPORTERS = {
  units: importUnits,
  villages: importVillages,
  sites: importSites,
  cells: importCells,
  spans: importSpans,
  claims: importClaims,
} as const satisfies Record<string, Importer>;

/** What the two indicators are counted from. */
const DECIDING_KINDS: ReadonlySet<Kind> = new Set(["villages", "evidence", "rules"]);

/** How often a file is compared anew because somebody else was faster. */
const MAX_ATTEMPTS = 5;
const COMPARED_AGAIN =
  "Trong lúc nhập, kho dữ liệu đã được thay đổi từ nơi khác: tệp đã được so lại với dữ liệu mới, và kết quả dưới đây là theo dữ liệu đó.";

/** What the rows of a file become. */
export const MAIN_KIND = {
  units: "units",
  villages: "villages",
  sites: "sites",
  cells: "cells",
  spans: "spans",
  claims: "evidence",
} as const satisfies Record<string, Kind>;

/** What a file may be imported as. */
export type ImportKind = keyof typeof IMPORTERS;
export const IMPORT_KINDS = Object.keys(IMPORTERS) as ImportKind[];

export interface ImportRequest {
  kind: ImportKind;
  fileName: string;
  bytes: Uint8Array;
  /** Needed for units; for villages and claims it says whose commune names the file uses. */
  epoch?: Epoch;
  /** Column by field, where the headers do not tell. */
  mapping: ReadonlyMap<string, string>;
  /** Retires the demonstration rows of the kind and those that hang on them. */
  replace: boolean;
  /** Tells everything and saves nothing. */
  dryRun: boolean;
  /** The day that the file tells of; the present day where nobody said. Not after the present day. */
  asOf?: string;
}

export interface ImportOutcome {
  kind: ImportKind;
  fileName: string;
  dryRun: boolean;
  /** Why the file as a whole was not taken; then nothing was saved. */
  refusedFile?: ImportProblem;
  table?: Pick<ImportTable, "rowWord" | "notes">;
  /** Rows of the file. */
  read: number;
  refusedRows: number;
  /** Rows of the store. */
  added: number;
  changed: number;
  unchanged: number;
  /** Rows that go out of force, by kind, and how many of them have a successor of the same key. */
  retired: { kind: Kind; rows: number; succeeded: number }[];
  /** Demonstration rows of the kind that stay beside the real ones for want of `--replace`. */
  demoLeft: number;
  droppedColumns: readonly string[];
  problems: ImportProblem[];
  notes: string[];
  effect?: IndicatorEffect;
  /** The dataset version that the import made; absent where nothing was saved. */
  version?: number;
}

/**
 * Imports one file: what is wrong with it and with its rows is a value, good rows are committed in
 * one transaction. Throws WrongMappingError for a mapping that fits neither fields nor file, and a
 * StoreError when nothing could be saved.
 */
export async function importFile(
  store: CoverageStore,
  request: ImportRequest,
  clock: () => Date,
  attempt = 1,
): Promise<ImportOutcome> {
  // The name is stored as the source of every row: nothing in it may hide.
  const fileName = visibleText(request.fileName.normalize("NFC"));
  const { kind, bytes, epoch, mapping, replace, dryRun } = request;
  const nothing: ImportOutcome = {
    kind,
    fileName,
    dryRun,
    read: 0,
    refusedRows: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    retired: [],
    demoLeft: 0,
    droppedColumns: [],
    problems: [],
    notes: [],
  };
  const today = dayInVietNam(clock());
  const importer: Importer = IMPORTERS[kind];
  const table = withoutGuard(readTable(fileName, bytes, headersOf(importer.fields, mapping)));
  if ("refused" in table) return { ...nothing, refusedFile: table.refused };

  const match = matchColumns(table, importer.fields, mapping);
  const missing = missingColumns(importer.fields, match);
  if (missing.length > 0)
    return { ...nothing, table, refusedFile: withoutColumns(missing, table, match.dropped) };
  const versionRead = await store.datasetVersion();
  const stored = await readStored(store);
  const plan = importer.plan({
    table,
    match,
    stored,
    ...(epoch ? { epoch } : {}),
    replace,
    today,
    asOf: request.asOf ?? today,
    isAsOfGiven: request.asOf !== undefined,
  });
  const refused = new Set(
    plan.problems.filter((problem) => problem.severity === "error").map((problem) => problem.row),
  );
  const read = table.rows.length + table.problems.length;
  const told: ImportOutcome = {
    ...nothing,
    table,
    read,
    refusedRows: refused.size,
    droppedColumns: match.dropped,
    problems: plan.problems,
  };
  if (refused.size === read)
    return {
      ...told,
      refusedFile: {
        severity: "error",
        code: "bad_row",
        message: "Không có dòng nào dùng được",
        suggestion: "Hãy sửa các lỗi dưới đây rồi nhập lại.",
      },
    };

  const change = changeOf(plan, {
    recordedAt: clock().toISOString(),
    by: "import",
    note: `Nhập ${kind} từ tệp ${fileName}${replace ? ", thay dữ liệu minh họa" : ""}`,
  });
  const touched = KINDS.filter(
    (kind) => change.put?.[kind]?.length || change.retire?.some((row) => row.kind === kind),
  );
  const decides = touched.some((kind) => DECIDING_KINDS.has(kind));
  const rehearsed = KINDS.filter(
    (kind) => touched.includes(kind) || (decides && DECIDING_KINDS.has(kind)),
  );
  const after = await storeOf(stored, withReferences(rehearsed));
  await after.commit(change);
  const effect = await indicatorEffect(store, decides ? after : store);
  const rows = await readStored(after);
  const retired = retiredRows(touched, stored, rows);
  const isSaved = !dryRun && !isEmptyPlan(plan);
  let version: number | undefined;
  try {
    if (isSaved) version = await store.commit(change, { ifVersion: versionRead });
  } catch (error) {
    // Somebody else has committed meanwhile: what was compared is no longer what is stored.
    if (!(error instanceof VersionConflictError) || attempt === MAX_ATTEMPTS) throw error;
    return importFile(store, request, clock, attempt + 1);
  }
  return {
    ...told,
    added: plan.added,
    changed: plan.changed,
    unchanged: plan.unchanged,
    retired,
    demoLeft: replace || kind === "units" ? 0 : demoBesideReal(rows[MAIN_KIND[kind]]),
    notes: attempt === 1 ? plan.notes : [COMPARED_AGAIN, ...plan.notes],
    ...(effect ? { effect } : {}),
    ...(version === undefined ? {} : { version }),
  };
}

/** A CSV as it was before it was guarded against formulas; other files are guarded by nobody. */
function withoutGuard(table: ImportTable | RefusedFile): ImportTable | RefusedFile {
  if ("refused" in table || table.rowWord !== "Dòng") return table;
  const rows = table.rows.map((row) => {
    const isGuarded = [...row.cells.values()].some((cell) => cell.startsWith("'"));
    return isGuarded
      ? {
          ...row,
          cells: new Map([...row.cells].map(([name, cell]) => [name, unguardFormula(cell)])),
        }
      : row;
  });
  return { ...table, rows };
}

function withoutColumns(
  missing: readonly ImportField[],
  table: ImportTable,
  unused: readonly string[],
): ImportProblem {
  return {
    severity: "error",
    code: "missing",
    message: `Tệp không có cột ${missing.map(({ headers }) => `“${headers[0]?.replaceAll(" ", "_")}”`).join(", ")}; các cột của tệp: ${columnsText(table.columns)}`,
    suggestion: `Nếu cột mang tên khác, hãy thêm --map ${missing.map((field) => `${field.name}=${likelyColumn(field, unused) ?? "…"}`).join(",")}.`,
  };
}

/** Demonstration rows where there are real ones, too: both count in the figures. */
function demoBesideReal(rows: readonly { dataSource: DataSource }[]): number {
  const demo = rows.filter(({ dataSource }) => dataSource === "demo").length;
  return demo === rows.length ? 0 : demo;
}

function retiredRows(
  touched: readonly Kind[],
  before: StoredRows,
  after: StoredRows,
): ImportOutcome["retired"] {
  return touched
    .map((kind) => {
      const left = new Map(after[kind].map((row) => [keyOf(kind, row), row]));
      const gone = before[kind].filter(
        (row) => !isDeepStrictEqual(row, left.get(keyOf(kind, row))),
      );
      const succeeded = gone.filter((row) => left.has(keyOf(kind, row)));
      return { kind, rows: gone.length, succeeded: succeeded.length };
    })
    .filter(({ rows }) => rows > 0);
}
