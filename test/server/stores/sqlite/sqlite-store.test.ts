import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pointsOf } from "../../../../geodata/rules/evidence-in-force.ts";
import type { Change } from "../../../../server/stores/coverage-store.ts";
import { MIGRATIONS } from "../../../../server/stores/sqlite/migrations.ts";
import { openSqliteStore } from "../../../../server/stores/sqlite/sqlite-store.ts";
import { makeEvidence, makeVillage } from "../../../makers.ts";
import { wholePut } from "../../../whole-put.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "song-thon-store-"));
  path = join(folder, "data", "store.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function change(put: Change["put"] = {}, note = "test"): Change {
  return { recordedAt: "2026-01-01T00:00:00.000Z", by: "test", note, put: wholePut(put) };
}

const ROWS_PER_COMMIT = 1500;

/** A process that commits batches of rows one after another; started once its first is there. */
async function commitForever(storePath: string) {
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL("./commit-forever.ts", import.meta.url)),
      storePath,
      String(ROWS_PER_COMMIT),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  const acknowledged = () => Math.max(0, ...text.split("\n").slice(0, -1).map(Number));
  const ended = once(child, "exit");
  await new Promise<void>((started, failed) => {
    child.once("exit", () => failed(new Error("The writing process ended by itself")));
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (acknowledged() > 0) started();
    });
  });
  return {
    acknowledged,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

test("what was committed is there after the store is opened again", async () => {
  const first = await openSqliteStore(path);
  await first.commit(change({ villages: [makeVillage()] }));
  await first.close();
  const second = await openSqliteStore(path);
  expect(await second.datasetVersion()).toBe(1);
  expect(await second.rows("villages")).toEqual([makeVillage()]);
  await second.close();
});

test("every committed change is in the history, with who did what", async () => {
  const store = await openSqliteStore(path);
  await store.commit(change({}, "first"));
  await expect(store.commit(change({ villages: [makeVillage({ lon: 999 })] }))).rejects.toThrow();
  await store.commit(change({}, "second"));
  await store.close();
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('select version, "by", note from history').all();
  database.close();
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { version: 1, by: "test", note: "first" },
    { version: 2, by: "test", note: "second" },
  ]);
});

test("an acknowledged commit is on disk: WAL with an fsync per commit", async () => {
  const store = await openSqliteStore(path);
  await store.close();
  const database = new DatabaseSync(path);
  expect({ ...database.prepare("pragma journal_mode").get() }).toEqual({ journal_mode: "wal" });
  database.close();
});

test("while another process writes, a reader sees whole changes only", async () => {
  const writer = await commitForever(path);
  const reader = await openSqliteStore(path, { readOnly: true });
  const seen = new Set<number>();
  while (seen.size < 6) {
    seen.add((await reader.evidenceAsOf("2030-01-01")).length);
    await sleep(1);
  }
  await writer.kill();
  await reader.close();
  expect([...seen].filter((rows) => rows % ROWS_PER_COMMIT !== 0)).toEqual([]);
});

test("two writers wait for each other and no version is given twice", async () => {
  const [a, b] = [await openSqliteStore(path), await openSqliteStore(path)];
  const versions = await Promise.all(
    Array.from({ length: 10 }, (_, index) => (index % 2 ? a : b).commit(change())),
  );
  expect(new Set(versions).size).toBe(10);
  expect(await a.datasetVersion()).toBe(10);
  await a.close();
  await b.close();
});

test("a store opened for reading is not written to", async () => {
  const writer = await openSqliteStore(path);
  const reader = await openSqliteStore(path, { readOnly: true });
  await expect(reader.commit(change())).rejects.toThrow(/readonly/);
  await reader.close();
  await writer.close();
});

test("a store of a newer program is refused in words and left as it is", async () => {
  const newer = [
    ...MIGRATIONS,
    {
      name: "of tomorrow",
      up: async (db: Parameters<(typeof MIGRATIONS)[number]["up"]>[0]) => {
        await sql`create table tomorrow (a integer)`.execute(db);
      },
    },
  ];
  const store = await openSqliteStore(path, { migrations: newer });
  await store.commit(change({ villages: [makeVillage()] }));
  await store.close();
  for (const readOnly of [false, true])
    await expect(openSqliteStore(path, { readOnly })).rejects.toThrow(
      new RegExp(
        `phiên bản mới hơn.*newer version \\(schema ${newer.length}, this program knows up to ${MIGRATIONS.length}\\)`,
      ),
    );
  const again = await openSqliteStore(path, { migrations: newer });
  expect(await again.rows("villages")).toHaveLength(1);
  await again.close();
});

test("an older store is brought up to date with its rows, once", async () => {
  const old = await openSqliteStore(path);
  await old.commit(change({ villages: [makeVillage()] }));
  await old.close();
  let runs = 0;
  const newer = [
    ...MIGRATIONS,
    {
      name: "of tomorrow",
      up: async (db: Parameters<(typeof MIGRATIONS)[number]["up"]>[0]) => {
        runs += 1;
        await sql`alter table villages add column tomorrow text`.execute(db);
      },
    },
  ];
  await expect(openSqliteStore(path, { readOnly: true, migrations: newer })).rejects.toThrow(
    `schema ${MIGRATIONS.length}, this program needs ${newer.length}`,
  );
  const [a, b] = await Promise.all([
    openSqliteStore(path, { migrations: newer }),
    openSqliteStore(path, { migrations: newer }),
  ]);
  expect(runs).toBe(1);
  expect(await a.rows("villages")).toEqual([makeVillage()]);
  await a.close();
  await b.close();
});

test("evidence stored before its points were is told apart by them afterwards", async () => {
  const { covered: _, ...ofClusters } = makeEvidence({ id: "clusters", observedOn: "2023-06-30" });
  const evidence = [
    makeEvidence({ id: "centre", observedOn: "2023-03-31" }),
    {
      ...ofClusters,
      clusters: ["b", "a", "b"].map((clusterId) => ({ clusterId, covered: false })),
    },
    makeEvidence({ id: "both", kind: "modelled", clusters: [{ clusterId: "a", covered: true }] }),
  ];
  const old = await openSqliteStore(path, {
    migrations: MIGRATIONS.slice(0, 1),
    unchecked: true,
  });
  await old.close();
  const before = new DatabaseSync(path);
  for (const row of evidence)
    before
      .prepare(
        `insert into evidence (key, about_id, recorded_at, data_source, operator_code, technology, kind, observed_on, body)
         values (?, ?, '2024-01-01T00:00:00Z', 'demo', ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[row.id, row.villageId, row.operatorCode, row.technology, row.kind, row.observedOn],
        JSON.stringify(row),
      );
  before.close();
  const store = await openSqliteStore(path);
  expect((await store.evidenceAsOf("2030-01-01")).map((row) => row.id).toSorted()).toEqual([
    "both",
    "centre",
    "clusters",
  ]);
  await store.close();
  const after = new DatabaseSync(path, { readOnly: true });
  expect(
    after
      .prepare("select points from evidence order by seq")
      .all()
      .map(({ points }) => points),
  ).toEqual(evidence.map(pointsOf));
  after.close();
});

test("a migration that fails leaves the schema as it was", async () => {
  const store = await openSqliteStore(path);
  await store.close();
  const broken = [
    ...MIGRATIONS,
    {
      name: "broken",
      up: async (db: Parameters<(typeof MIGRATIONS)[number]["up"]>[0]) => {
        await sql`create table half (a integer)`.execute(db);
        throw new Error("power cut");
      },
    },
  ];
  await expect(openSqliteStore(path, { migrations: broken })).rejects.toThrow("power cut");
  const database = new DatabaseSync(path, { readOnly: true });
  expect(database.prepare("select name from sqlite_schema where name = 'half'").all()).toEqual([]);
  expect({ ...database.prepare("select max(number) as number from migrations").get() }).toEqual({
    number: MIGRATIONS.length,
  });
  database.close();
});

test("a process killed in the middle of a commit leaves whole changes and every acknowledged one", async () => {
  for (const delayMs of [5, 30, 60, 90, 130]) {
    const writer = await commitForever(path);
    await sleep(delayMs);
    await writer.kill();

    const store = await openSqliteStore(path);
    const version = await store.datasetVersion();
    expect(version).toBeGreaterThanOrEqual(writer.acknowledged());
    expect(version).toBeLessThanOrEqual(writer.acknowledged() + 1);
    const found = await store.evidenceAsOf("2030-01-01");
    expect(found).toHaveLength(version * ROWS_PER_COMMIT);
    await store.commit(change({ evidence: [makeEvidence()] }));
    expect(await store.datasetVersion()).toBe(version + 1);
    await store.close();
    const database = new DatabaseSync(path);
    expect({ ...database.prepare("pragma integrity_check").get() }).toEqual({
      integrity_check: "ok",
    });
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
