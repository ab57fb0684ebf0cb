import { isDeepStrictEqual } from "node:util";
import type { Rule } from "../../geodata/model/rule.ts";
import type { CoverageStore } from "../stores/coverage-store.ts";
import { VersionConflictError } from "../stores/store-errors.ts";
import { readDataset, readRules } from "./read-dataset.ts";

export interface SeedReport {
  /** The store was empty and now holds the demonstration set. */
  seeded: boolean;
  /** Ids of rules that were put because they are new or have changed. */
  changedRules: string[];
}

/** More commits than this beside the rules of one start mean that something writes without pause. */
const MAX_ATTEMPTS = 5;

/**
 * Fills an empty store with the dataset in `directory`, in one transaction that finds it empty; in a
 * store that has been filled before (by this, by another seed at the same time or by an import) only
 * rules that are new or have changed are put. The second start reads nothing but the rules and
 * changes nothing.
 */
export async function seedStore(
  store: CoverageStore,
  directory: string,
  clock: () => Date = () => new Date(),
): Promise<SeedReport> {
  const rules = readRules(directory);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await seedOnce(store, directory, rules, clock().toISOString());
    } catch (error) {
      // Somebody was faster: what is there now is what counts.
      if (!(error instanceof VersionConflictError) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

async function seedOnce(
  store: CoverageStore,
  directory: string,
  rules: readonly Rule[],
  recordedAt: string,
): Promise<SeedReport> {
  const ifVersion = await store.datasetVersion();
  if (ifVersion === 0) {
    const put = { ...readDataset(directory), rules };
    await store.commit(
      { recordedAt, by: "seed", note: "Nạp bộ dữ liệu minh họa", put },
      { ifVersion },
    );
    return { seeded: true, changedRules: rules.map((rule) => rule.id) };
  }
  const stored = new Map((await store.rows("rules")).map((rule) => [rule.id, rule]));
  const changed = rules.filter((rule) => !isDeepStrictEqual(rule, stored.get(rule.id)));
  if (changed.length > 0) {
    const names = changed.map((rule) => `${rule.id} v${rule.version}`).join(", ");
    await store.commit(
      { recordedAt, by: "seed", note: `Cập nhật quy tắc: ${names}`, put: { rules: changed } },
      { ifVersion },
    );
  }
  return { seeded: false, changedRules: changed.map((rule) => rule.id) };
}
