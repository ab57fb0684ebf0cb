import type { Generated } from "kysely";
import type { DataSource } from "../../../geodata/model/provenance.ts";
import { KIND_TABLE, KINDS, type Kind } from "../kinds.ts";

/** What every table of rows has; `body` is the validated row as JSON. */
interface StoredRow {
  /** Order of recording; of two rows of the same day the later one is newer. */
  seq: Generated<number>;
  /** As the store port says; unique among the rows in force. */
  key: string;
  /** Id or code of the row; in village_areas and evidence the id of the thôn. */
  about_id: string;
  valid_from: string | null;
  valid_to: string | null;
  recorded_at: string;
  /** Null while the row is in force. */
  retired_at: string | null;
  data_source: DataSource;
  body: string;
  /** Of all columns but `retired_at`; see content-hash.ts. */
  row_hash: string;
}

interface StoredEvidence extends StoredRow {
  operator_code: string;
  technology: string;
  kind: string;
  observed_on: string;
  /** Of which points the row speaks, as `pointsOf` says. */
  points: string;
}

/** The tables of rows, in the order of their kinds. */
export const ROW_TABLES = KINDS.map((kind) => KIND_TABLE[kind].table);
type TableName = (typeof KIND_TABLE)[Kind]["table"];

export type Tables = {
  [T in Exclude<TableName, "evidence">]: StoredRow;
} & {
  evidence: StoredEvidence;
  meta: { name: string; value: number };
  /** One row for each committed change. */
  history: {
    version: number;
    recorded_at: string;
    by: string;
    note: string;
    /** Both are null where the change had no key. */
    idempotency_key: string | null;
    change_hash: string | null;
  };
  migrations: { number: number; name: string; applied_at: string };
  /** What each table must hold; see content-hash.ts. */
  content_hashes: { table_name: string; rows: number; sum: string };
};

const ROW_COLUMNS = [
  "seq",
  "key",
  "about_id",
  "valid_from",
  "valid_to",
  "recorded_at",
  "data_source",
  "body",
] as const;
const EVIDENCE_COLUMNS = [
  ...ROW_COLUMNS,
  "operator_code",
  "technology",
  "kind",
  "observed_on",
  "points",
] as const;

/**
 * The columns of a table of rows that its row hashes are made of, in this order. A migration that
 * adds one hashes the rows of the table anew.
 */
export function hashedColumns(table: string): readonly string[] {
  return table === KIND_TABLE.evidence.table ? EVIDENCE_COLUMNS : ROW_COLUMNS;
}

/** The columns of the tables that hold no rows of a kind, hashed likewise but without a column for it. */
export const SMALL_TABLES = {
  history: ["version", "recorded_at", "by", "note", "idempotency_key", "change_hash"],
  meta: ["name", "value"],
  migrations: ["number", "name", "applied_at"],
} as const;

/**
 * The table of a kind. They all share the columns of StoredRow, which one stands for here: Kysely
 * types one table at a time.
 */
export function tableOf(kind: Kind): "units" {
  return KIND_TABLE[kind].table as "units";
}
