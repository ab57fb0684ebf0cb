import type { Viewer } from "../../geodata/model/viewer.ts";
import { type Detail, type Scope, scopeFor } from "../../geodata/rules/visibility.ts";
import type { CoverageStore } from "../stores/coverage-store.ts";
import {
  type CoverageSnapshot,
  makeCoverageSnapshot,
  makeStoredTables,
  type StoredTables,
  SupersededError,
} from "./coverage-snapshot.ts";
import { type DerivedCache, makeDerivedCache } from "./derived-cache.ts";

/** The only way from a request to the stored rows: what a viewer may see of one version of them. */
export interface CoverageReader {
  /**
   * Runs `work` on one version of the data as this viewer may see it, and again on the next one when
   * a commit came between: no answer mixes two versions, or two viewers. What it gives is shared:
   * nobody changes it.
   */
  consistently<T>(viewer: Viewer, work: (snapshot: CoverageSnapshot) => Promise<T>): Promise<T>;
}

/** The store is asked for its version at most this often, ms: what a commit takes to be seen. */
const VERSION_AGE_MS = 500;
/** More commits than this during one answer mean that something writes without pause. */
const MAX_ATTEMPTS = 5;
/** Where nobody says more, bytes. */
const DERIVED_BYTES = 144e6;

interface Version {
  tables: StoredTables;
  /** By key of the scope. */
  snapshots: Map<string, CoverageSnapshot>;
}

/**
 * The one place where the setting and the viewer become what is seen.
 * @param options.now milliseconds of a clock that only goes forward
 * @param options.derivedBytes what may be kept of all that is derived from the rows, bytes
 */
export function makeCoverageReader(
  store: CoverageStore,
  options: { publicDetail: Detail; now?: () => number; derivedBytes?: number },
): CoverageReader {
  const now = options.now ?? (() => performance.now());
  const derived: DerivedCache = makeDerivedCache(options.derivedBytes ?? DERIVED_BYTES);
  let version: Version | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<Version> | undefined;

  async function check(): Promise<Version> {
    const number = await store.datasetVersion();
    if (version?.tables.version !== number) {
      derived.clear();
      version = { tables: makeStoredTables(store, number), snapshots: new Map() };
    }
    checkedAt = now();
    return version;
  }

  async function current(scope: Scope): Promise<CoverageSnapshot> {
    let at = version;
    if (!at || now() - checkedAt >= VERSION_AGE_MS) {
      checking ??= check().finally(() => {
        checking = undefined;
      });
      at = await checking;
    }
    const known = at.snapshots.get(scope.key) ?? makeCoverageSnapshot(at.tables, scope, derived);
    at.snapshots.set(scope.key, known);
    return known;
  }

  return {
    async consistently(viewer, work) {
      const scope = scopeFor(options.publicDetail, viewer);
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await work(await current(scope));
        } catch (error) {
          if (!(error instanceof SupersededError) || attempt === MAX_ATTEMPTS) throw error;
          checkedAt = Number.NEGATIVE_INFINITY;
        }
      }
    },
  };
}
