import { type Detail, detailFor, PUBLIC_VIEWER } from "../../geodata/rules/visibility.ts";
import type { CoverageStore } from "../stores/coverage-store.ts";
import {
  type CoverageSnapshot,
  makeCoverageSnapshot,
  type Question,
  SupersededError,
} from "./coverage-snapshot.ts";
import type { JudgedVillage } from "./judged-village.ts";
import type { TableKind, VisibleRowOf } from "./visible-rows.ts";

/**
 * What the public may know of the stored rows, cached by dataset version. Callers never change what
 * they are given.
 */
export interface CoverageReader {
  /** Current dataset version; read again from the store at most every 500 ms. */
  version(): Promise<number>;
  /** Rows in force of a kind, of every validity, in key order. */
  rows<K extends TableKind>(kind: K): Promise<readonly VisibleRowOf[K][]>;
  /**
   * One entry for each thôn valid on `asOf`, in the order of village ids. Throws NotFoundError for
   * a rule or an operator that does not exist.
   */
  judged(question: Question): Promise<readonly JudgedVillage[]>;
  /** What an unasked question means: the day of the latest evidence and the plan's rule. */
  defaults(): Promise<{ asOf: string; ruleId: "ke-hoach-2023" }>;
  /**
   * Runs `work` on one version of the data, and again on the next one when a commit came between:
   * no answer mixes two versions.
   */
  consistently<T>(work: (snapshot: CoverageSnapshot) => Promise<T>): Promise<T>;
}

/** The store is asked for its version at most this often, ms: what a commit takes to be seen. */
const VERSION_AGE_MS = 500;
/** More commits than this during one answer mean that something writes without pause. */
const MAX_ATTEMPTS = 5;

/**
 * The one place where the setting and the viewer become what is seen; whoever asks is the public.
 * @param options.now milliseconds of a clock that only goes forward
 */
export function makeCoverageReader(
  store: CoverageStore,
  options: { publicDetail: Detail; now?: () => number },
): CoverageReader {
  const now = options.now ?? (() => performance.now());
  const detail = detailFor(options.publicDetail, PUBLIC_VIEWER);
  let snapshot: CoverageSnapshot | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<CoverageSnapshot> | undefined;

  async function check(): Promise<CoverageSnapshot> {
    const version = await store.datasetVersion();
    if (snapshot?.version !== version) snapshot = makeCoverageSnapshot(store, version, detail);
    checkedAt = now();
    return snapshot;
  }

  async function current(): Promise<CoverageSnapshot> {
    if (snapshot && now() - checkedAt < VERSION_AGE_MS) return snapshot;
    checking ??= check().finally(() => {
      checking = undefined;
    });
    return checking;
  }

  async function consistently<T>(work: (snapshot: CoverageSnapshot) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(await current());
      } catch (error) {
        if (!(error instanceof SupersededError) || attempt === MAX_ATTEMPTS) throw error;
        checkedAt = Number.NEGATIVE_INFINITY;
      }
    }
  }

  return {
    version: async () => (await current()).version,
    rows: (kind) => consistently((at) => at.rows(kind)),
    judged: (question) => consistently((at) => at.judged(question)),
    defaults: () => consistently((at) => at.defaults()),
    consistently,
  };
}
