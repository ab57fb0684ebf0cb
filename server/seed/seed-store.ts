import { isDeepStrictEqual } from "node:util";
import type { CoverageStore } from "../stores/coverage-store.ts";
import { readDataset, readRules } from "./read-dataset.ts";

export interface SeedReport {
  /** The store was empty and now holds the demonstration set. */
  seeded: boolean;
  /** Ids of rules that were put because they are new or have changed. */
  changedRules: string[];
}

/**
 * Fills an empty store with the dataset in `directory`, in one transaction; in a store that has
 * been filled before (by this or by an import) only rules that are new or have changed are put.
 * The second start reads nothing but the rules and changes nothing.
 */
export async function seedStore(
  store: CoverageStore,
  directory: string,
  clock: () => Date = () => new Date(),
): Promise<SeedReport> {
  const recordedAt = clock().toISOString();
  const rules = readRules(directory);
  if ((await store.datasetVersion()) === 0) {
    await store.commit({
      recordedAt,
      by: "seed",
      note: "Nạp bộ dữ liệu minh họa",
      put: { ...readDataset(directory), rules },
    });
    return { seeded: true, changedRules: rules.map((rule) => rule.id) };
  }
  const stored = new Map((await store.rows("rules")).map((rule) => [rule.id, rule]));
  const changed = rules.filter((rule) => !isDeepStrictEqual(rule, stored.get(rule.id)));
  if (changed.length > 0)
    await store.commit({
      recordedAt,
      by: "seed",
      note: `Cập nhật quy tắc: ${changed.map((rule) => `${rule.id} v${rule.version}`).join(", ")}`,
      put: { rules: changed },
    });
  return { seeded: false, changedRules: changed.map((rule) => rule.id) };
}
