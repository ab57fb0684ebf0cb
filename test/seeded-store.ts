import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { seedStore } from "../server/seed/seed-store.ts";
import { openSqliteStore } from "../server/stores/sqlite/sqlite-store.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** File of a store that holds the demonstration set and nothing else; never written to. */
    seededStore: string;
  }
}

const DATASET_DIR = resolve(import.meta.dirname, "../geodata/datasets/caoloc");

let folder: string;

/** Seeding takes seconds, and most tests want what it left, not to see it: done once, then copied. */
export async function setup(project: TestProject): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), "song-thon-seeded-"));
  const path = join(folder, "store.sqlite");
  const store = await openSqliteStore(path);
  await seedStore(store, DATASET_DIR);
  await store.close();
  project.provide("seededStore", path);
}

export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Makes `dataDir` a data folder as the first start of a server leaves it. */
export function copySeeded(seededStore: string, dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  copyFileSync(seededStore, join(dataDir, "store.sqlite"));
  return dataDir;
}
