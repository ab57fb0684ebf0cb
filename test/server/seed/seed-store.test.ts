import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { readDataset } from "../../../server/seed/read-dataset.ts";
import { seedStore } from "../../../server/seed/seed-store.ts";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { openSqliteStore } from "../../../server/stores/sqlite/sqlite-store.ts";
import { makeUnit, makeVillage } from "../../makers.ts";
import { copySeeded } from "../../seeded-store.ts";

const SHIPPED = resolve(import.meta.dirname, "../../../geodata/datasets");

let folder: string;
let dataset: string;
let store: CoverageStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "song-thon-seed-"));
  cpSync(join(SHIPPED, "caoloc"), join(folder, "caoloc"), { recursive: true });
  cpSync(join(SHIPPED, "rules"), join(folder, "rules"), { recursive: true });
  dataset = join(folder, "caoloc");
  store = await openSqliteStore(join(folder, "store.sqlite"));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test("an empty store gets the whole demonstration set in one change", async () => {
  const report = await seedStore(store, dataset);
  expect(report.seeded).toBe(true);
  expect(await store.datasetVersion()).toBe(1);
  expect(await store.rows("villages")).toHaveLength(175);
  expect(await store.rows("units", "2023-06-30")).toHaveLength(22);
  expect(await store.rows("units", "2025-07-01")).toHaveLength(8);
  expect((await store.rows("rules")).map((rule) => rule.id)).toContain("ke-hoach-2023");
  const days = await store.evidenceDays();
  expect([days[0], days.at(-1)]).toEqual(["2023-06-30", "2025-12-31"]);
  const counts = new Map((await store.counts()).map((count) => [count.kind, count]));
  const { evidence, sites } = readDataset(dataset);
  expect(counts.get("evidence")).toMatchObject({ demo: evidence.length, real: 0, retired: 0 });
  expect(counts.get("sites")?.demo).toBe(sites.length);
});

/** From here on the store is one that was seeded before. */
async function openSeeded(): Promise<void> {
  await store.close();
  store = await openSqliteStore(
    join(copySeeded(inject("seededStore"), join(folder, "seeded")), "store.sqlite"),
  );
}

test("a second start changes nothing", async () => {
  await openSeeded();
  expect(await seedStore(store, dataset)).toEqual({ seeded: false, changedRules: [] });
  expect(await store.datasetVersion()).toBe(1);
});

test("a second start does not even read the dataset", async () => {
  await openSeeded();
  rmSync(dataset, { recursive: true });
  expect(await seedStore(store, dataset)).toEqual({ seeded: false, changedRules: [] });
});

test("a rule that has a new version is put, and only that", async () => {
  await openSeeded();
  const file = join(folder, "rules", "cv1603-2024.json");
  const rule = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...rule, version: rule.version + 1 }));
  expect(await seedStore(store, dataset)).toEqual({ seeded: false, changedRules: ["cv1603-2024"] });
  expect(await store.datasetVersion()).toBe(2);
  expect((await store.rows("rules")).find((row) => row.id === "cv1603-2024")?.version).toBe(2);
});

test("what was imported is not seeded over", async () => {
  await store.commit({
    recordedAt: "2026-01-01T00:00:00.000Z",
    by: "import",
    note: "test",
    put: { units: [makeUnit()], villages: [makeVillage()] },
  });
  await seedStore(store, dataset);
  expect(await store.rows("villages")).toEqual([makeVillage()]);
});

test("a damaged dataset is refused with file, row and field, and nothing is seeded", async () => {
  const file = join(dataset, "villages.json");
  const villages = JSON.parse(readFileSync(file, "utf8"));
  villages[2].lat = 95;
  writeFileSync(file, JSON.stringify(villages));
  await expect(seedStore(store, dataset)).rejects.toThrow(/villages\.json, row 3: .*\/lat got 95/);
  writeFileSync(file, "[{");
  await expect(seedStore(store, dataset)).rejects.toThrow(/villages\.json/);
  rmSync(join(dataset, "claims.csv"));
  expect(await store.datasetVersion()).toBe(0);
});
