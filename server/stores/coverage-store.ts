import type { Evidence } from "../../geodata/model/evidence.ts";
import type { Kind, RowOf } from "./kinds.ts";

/** One atomic change of the store. */
export interface Change {
  /** When we learnt it, RFC 3339 UTC. */
  recordedAt: string;
  /** Who or which command, for the history. */
  by: string;
  /** What was done, in words, for the history. */
  note: string;
  /** Rows to retire first; they stay as history and are never read by the calls below. */
  retire?: readonly Retirement[];
  /**
   * Rows to add. A row with the key of a row in force retires that row (a correction is a new
   * row). Keys: units `code@validFrom`; villages, masts, sites, cells, spans, accessPoints, roads
   * `id@validFrom`; the rest by their id or code.
   */
  put?: { readonly [K in Kind]?: readonly RowOf[K][] };
}

export interface Retirement {
  kind: Kind;
  /** Only rows of this source; all sources when absent. */
  dataSource?: "demo" | "real";
  /** Only rows of these ids (for villageAreas and evidence: ids of their village). */
  ids?: readonly string[];
  /** Only units of this validity. */
  validFrom?: string;
}

/** What must hold inside the transaction of a commit. */
export interface CommitConditions {
  /** The dataset version that the change was made from: everything that it rests on was read there. */
  ifVersion?: number;
  /**
   * Names the change, for whoever sends it again because no answer came: it is made once and gives
   * the same version each time, whatever `ifVersion` says by then.
   */
  idempotencyKey?: string;
}

export interface StoredCount {
  kind: Kind;
  demo: number;
  real: number;
  retired: number;
}

/** What the rest of the server may ask of a store. Every adapter passes the same contract tests. */
export interface CoverageStore {
  /** Raised by one with every committed change; 0 for an empty store. */
  datasetVersion(): Promise<number>;
  /**
   * Rows in force (not retired) of a kind, in key order. With `validOn`, only the versions that are
   * valid that day. Not for evidence: ask for the calls below.
   */
  rows<K extends Exclude<Kind, "evidence">>(kind: K, validOn?: string): Promise<RowOf[K][]>;
  /**
   * Every row of evidence that a figure of `asOf` can rest on: not retired, `observedOn <= asOf`,
   * the claims and the models of the newest day for each village, operator, technology and set of
   * points spoken of, and all measurements; which of one day stands, the rules say. Ordered by
   * villageId, operatorCode, technology, observedOn, id.
   */
  evidenceAsOf(asOf: string): Promise<Evidence[]>;
  /** All evidence of one village up to `asOf`, oldest first. */
  evidenceOfVillage(villageId: string, asOf: string): Promise<Evidence[]>;
  /** Distinct days with evidence, ascending. */
  evidenceDays(): Promise<string[]>;
  counts(): Promise<StoredCount[]>;
  /**
   * Commits all of `change` or nothing; resolves with the new dataset version. Under the write lock,
   * throws VersionConflictError when the store is no longer at `ifVersion`, IdempotencyConflictError
   * when the key was given to another change, and
   * DanglingReferenceError when a row would point to nothing (references.ts).
   */
  commit(change: Change, conditions?: CommitConditions): Promise<number>;
  close(): Promise<void>;
}
