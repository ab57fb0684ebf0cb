import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeCoverageReader } from "../../../../server/coverage/coverage-reader.ts";
import { readDataset, readRules } from "../../../../server/seed/read-dataset.ts";
import { applyChange } from "../../../../server/stores/sqlite/apply-change.ts";
import { MIGRATIONS } from "../../../../server/stores/sqlite/migrations.ts";
import { nodeSqliteDialect } from "../../../../server/stores/sqlite/node-sqlite-dialect.ts";
import { openSqliteStore } from "../../../../server/stores/sqlite/sqlite-store.ts";
import type { Tables } from "../../../../server/stores/sqlite/tables.ts";
import { verifySqliteStore } from "../../../../server/stores/sqlite/verify-store.ts";
import {
  StoreBusyError,
  StoreDamagedError,
  StoreFullError,
  StoreUnreachableError,
} from "../../../../server/stores/store-errors.ts";
import { makeEvidence, makeVillage } from "../../../makers.ts";
import { wholePut } from "../../../whole-put.ts";
import { openTestApp } from "../../small-world.ts";
import { flipBit, makePickLiveByte } from "./flip-bit.ts";

const DATASET = resolve(import.meta.dirname, "../../../../geodata/datasets/caoloc");
const SERVER = resolve(import.meta.dirname, "../../../../server");
/** Rows of a kind, the newest; more would only make the copies larger. */
const ROWS = 1200;
const COPIES = process.env.LONG ? 250 : 25;
const HEAD = { recordedAt: "2026-01-01T00:00:00.000Z", by: "test", note: "test" };

let folder: string;
/** A sound store of the demonstration set, with something out of force in it; never written to. */
let sound: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "song-thon-damage-"));
  sound = join(folder, "sound.sqlite");
  const store = await openSqliteStore(sound);
  const { evidence, roads, spans, cells, ...rest } = readDataset(DATASET);
  await store.commit({
    ...HEAD,
    put: {
      ...rest,
      roads: roads.slice(0, 40),
      spans: spans.slice(0, 40),
      cells: cells.slice(-ROWS / 4),
      rules: readRules(DATASET),
      evidence: evidence.slice(-ROWS),
    },
  });
  await store.commit({ ...HEAD, put: { villages: rest.villages.slice(0, 20) } });
  await store.commit({ ...HEAD, retire: [{ kind: "roads" }] });
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the sound store in a data folder of its own. */
function copyOfSound(): string {
  const path = join(mkdtempSync(join(folder, "copy-")), "store.sqlite");
  copyFileSync(sound, path);
  return path;
}

/** Mulberry32: small, seeded, good enough to pick bytes. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function run(command: string, path: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(SERVER, command), ...args], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, PORT: "0", DATA_DIR: resolve(path, "..") },
  });
  return { status, stdout, stderr };
}

test("the sound store is found sound, by verify and at the start", async () => {
  expect(await verifySqliteStore(sound)).toMatchObject({ damages: [], dangling: [], version: 3 });
  const store = await openSqliteStore(copyOfSound());
  await store.close();
});

test(`${COPIES} of ${COPIES} copies with one flipped bit in a row or an index are noticed by verify, and refused at the start`, async () => {
  const random = makeRandom(20260105);
  const pickByte = makePickLiveByte(sound, random);
  const missed: object[] = [];
  const kinds = new Set<boolean>();
  for (let copy = 0; copy < COPIES; copy += 1) {
    const path = copyOfSound();
    const byte = pickByte();
    const bit = Math.floor(random() * 8);
    flipBit(path, byte.offset, bit);
    const isVerified = await verifySqliteStore(path).then(
      ({ damages }) => damages.length === 0,
      (error: unknown) => !(error instanceof StoreDamagedError),
    );
    const isServed = await openSqliteStore(path).then(
      () => true,
      (error: unknown) => !(error instanceof StoreDamagedError),
    );
    if (isVerified || isServed) missed.push({ ...byte, bit, isVerified, isServed });
    kinds.add(/_in_force|_days|_newest|autoindex/.test(byte.name));
    rmSync(resolve(path, ".."), { recursive: true });
  }
  expect(missed).toEqual([]);
  expect(kinds.size, "rows and indexes both had their turn").toBe(2);
});

test("a row that rots under a running server is never served: an answer is right or a 5xx, and then nothing is ready", async () => {
  const random = makeRandom(7);
  const paths = [
    "/api/villages?limit=175",
    "/api/summary",
    "/api/communes",
    "/api/search?q=na",
    "/api/indicators",
  ];
  let told = 0;
  const ask = async (storePath: string) => {
    const store = await openSqliteStore(storePath, {
      unchecked: true,
      onFailure: () => {
        told += 1;
      },
    });
    const reader = makeCoverageReader(store, { publicDetail: "generalised" });
    const { app } = await openTestApp({ store, reader });
    const answers: { status: number; body: string; ready: number }[] = [];
    for (const url of paths) {
      const { statusCode: status, body } = await app.inject(url);
      answers.push({ status, body, ready: (await app.inject("/readyz")).statusCode });
    }
    await app.close();
    await store.close();
    return answers;
  };
  const right = await ask(copyOfSound());
  expect(right.map(({ status, ready }) => [status, ready])).toEqual(paths.map(() => [200, 200]));
  let refused = 0;
  let failed = 0;
  for (const table of ["villages", "units", "masts", "sites", "evidence", "rules"]) {
    const path = copyOfSound();
    const database = new DatabaseSync(path, { readOnly: true });
    const rows = database.prepare(`select body from ${table} where retired_at is null`).all();
    database.close();
    const file = readFileSync(path);
    const { body } = rows[Math.floor(random() * rows.length)] as { body: string };
    // The beginning lies in one piece; the rest of a long row goes on elsewhere.
    const bytes = Buffer.from(body).subarray(0, 200);
    flipBit(path, file.indexOf(bytes) + Math.floor(random() * bytes.length), 1);
    const answers = await ask(path);
    if (answers.some(({ status }) => status !== 200)) failed += 1;
    for (const [index, { status, body: answer, ready }] of answers.entries()) {
      if (status === 200) expect(answer, `${table} ${paths[index]}`).toBe(right[index]?.body);
      else expect([status, ready], `${table} ${paths[index]}`).toEqual([503, 503]);
      if (status !== 200) refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(10);
  expect(told, "once for each store that failed").toBe(failed);
});

test("verify names the table, the row and the step; a damaged index alone is made anew", async () => {
  const path = copyOfSound();
  const writer = new DatabaseSync(path);
  writer.exec("update villages set body = replace(body, 'CL-06196-01', 'CL-06196-99')");
  writer.close();
  const found = run("commands/verify.ts", path);
  expect(found.status).toBe(1);
  expect(found.stdout).toMatch(/bảng villages: nội dung khác lúc lưu ở hàng CL-06196-01@/);
  expect(found.stdout).toMatch(/khôi phục store\.sqlite từ bản sao lưu/);

  const other = copyOfSound();
  const database = new DatabaseSync(other, { defensive: false } as object);
  database.exec("pragma writable_schema = on");
  // An index without one of its entries: the statement is gone while a row is stored, and comes back.
  const { sql: statement } = database
    .prepare("select sql from sqlite_schema where name = 'evidence_days'")
    .get() as { sql: string };
  database
    .prepare("update sqlite_schema set sql = ? where name = 'evidence_days'")
    .run(statement.replace("retired_at", "recorded_at"));
  database.exec("pragma writable_schema = reset");
  database.exec("reindex evidence_days");
  database.exec("pragma writable_schema = on");
  database.prepare("update sqlite_schema set sql = ? where name = 'evidence_days'").run(statement);
  database.close();
  const index = run("commands/verify.ts", other);
  expect(index.stdout).toMatch(/chỉ mục evidence_days: SQLite: .*\n\n.*verify -- --reindex/);
  expect(index.status).toBe(1);
  const repaired = run("commands/verify.ts", other, "--reindex");
  expect(repaired.stdout).toMatch(/lành: .* phiên bản dữ liệu 3\./);
  expect(repaired.status).toBe(0);
  await (await openSqliteStore(other)).close();

  expect(run("commands/verify.ts", other, "--help")).toMatchObject({ status: 0, stderr: "" });
  expect(run("commands/verify.ts", other, "--force").status).toBe(2);
});

test("a damaged store stops server and import with a sentence, and is left as it is", () => {
  const path = copyOfSound();
  const writer = new DatabaseSync(path);
  writer.exec("delete from evidence where seq > 1000");
  writer.close();
  const before = readFileSync(path);
  const file = join(folder, "claims.csv");
  writeFileSync(
    file,
    "thon,nha_mang,cong_nghe,phu_trung_tam,ngay\nCL-06196-01,VTL,4G,1,05/01/2026\n",
  );
  for (const { status, stdout, stderr } of [
    run("main.ts", path),
    run("commands/import.ts", path, "claims", file),
  ]) {
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/bị hỏng: bảng evidence: có 1000 hàng, lẽ ra 1200.*npm run -s verify/);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
  expect(readFileSync(path).equals(before)).toBe(true);
});

const STRANGE: [what: string, spoil: (path: string) => void, words: RegExp][] = [
  ["an empty file", (path) => truncateSync(path), /rỗng \(0 byte\)/],
  ["a file cut in the middle", (path) => truncateSync(path, 3 * 4096 + 7), /bị hỏng/],
  [
    "a file of something else",
    (path) => writeFileSync(path, "ma_thon,ten_thon\n".repeat(300)),
    /không phải là kho của chương trình này/,
  ],
  [
    "a database of another program",
    (path) => otherDatabase(path, "create table notes (text)"),
    /không phải là kho của chương trình này/,
  ],
  [
    "a database without a table",
    (path) => otherDatabase(path, "pragma user_version = 1"),
    /không phải là kho của chương trình này/,
  ],
  [
    "a log without its file",
    (path) => {
      rmSync(path);
      writeFileSync(`${path}-wal`, "frames");
    },
    /Không có tệp .*store\.sqlite, nhưng còn/,
  ],
  [
    "a store without its hashes",
    (path) => execute(path, "delete from content_hashes"),
    /mất mã kiểm/,
  ],
  [
    "a store whose tables were emptied",
    (path) => execute(path, "delete from villages; delete from history; update meta set value = 0"),
    /bảng villages: có 0 hàng.*phiên bản dữ liệu 0|bảng villages: có 0 hàng/,
  ],
  ["a store without a table", (path) => execute(path, "drop table cells"), /sqlite_schema/],
  [
    "a store of which the retirement of a row was undone",
    (path) => execute(path, "update roads set retired_at = null where seq = 1"),
    /bảng roads: tổng mã kiểm khác/,
  ],
];

function execute(path: string, statements: string): void {
  const database = new DatabaseSync(path);
  database.exec(statements);
  database.close();
}

function otherDatabase(path: string, statements: string): void {
  rmSync(path);
  execute(path, statements);
}

test.each(STRANGE)("%s is refused in words and never seeded over", async (_, spoil, words) => {
  const path = copyOfSound();
  spoil(path);
  const before = existsSync(path) && readFileSync(path);
  await expect(openSqliteStore(path)).rejects.toThrow(StoreDamagedError);
  await expect(openSqliteStore(path)).rejects.toThrow(words);
  await expect(openSqliteStore(path, { readOnly: true })).rejects.toThrow(StoreDamagedError);
  expect(existsSync(path) && readFileSync(path)).toEqual(before);
});

test("a store of an older program gets its hashes, and is sound", async () => {
  const path = join(mkdtempSync(join(folder, "old-")), "store.sqlite");
  const old = await openSqliteStore(path, { migrations: MIGRATIONS.slice(0, 2), unchecked: true });
  await old.close();
  const row = makeVillage({ name: "Bản Ngõa" });
  const database = new DatabaseSync(path);
  const insert = database.prepare(
    "insert into villages (key, about_id, valid_from, recorded_at, retired_at, data_source, body) values (?, ?, ?, ?, ?, 'demo', ?)",
  );
  insert.run("v1@2020-01-01", "v1", row.validFrom, HEAD.recordedAt, HEAD.recordedAt, "{}");
  insert.run("v1@2020-01-01", "v1", row.validFrom, HEAD.recordedAt, null, JSON.stringify(row));
  database.exec(
    "insert into history values (1, '2026-01-01T00:00:00Z', 'seed', 'old'); update meta set value = 1",
  );
  database.close();
  chmodSync(path, 0o644);
  const store = await openSqliteStore(path);
  expect(await store.rows("villages")).toEqual([row]);
  await store.close();
  // The thôn is of a commune that the old store does not hold: told, and no damage.
  const { damages, dangling } = await verifySqliteStore(path);
  expect([damages, dangling.length]).toEqual([[], 1]);
});

test("only the owner may read the store, its log and its index, also of an older program", async () => {
  const path = copyOfSound();
  chmodSync(path, 0o644);
  const first = await openSqliteStore(path);
  await first.commit({ ...HEAD, put: {} });
  for (const ending of ["-wal", "-shm"]) chmodSync(`${path}${ending}`, 0o666);
  const second = await openSqliteStore(path);
  const fresh = join(mkdtempSync(join(folder, "fresh-")), "store.sqlite");
  const third = await openSqliteStore(fresh);
  await third.commit({ ...HEAD, put: {} });
  for (const file of [path, fresh])
    for (const ending of ["", "-wal", "-shm"])
      expect((statSync(`${file}${ending}`).mode & 0o777).toString(8), file + ending).toBe("600");
  for (const store of [first, second, third]) await store.close();
});

test("whatever text a row holds, it comes back and the store is sound", async () => {
  const text = fc.string({ unit: "binary", minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(text, { minLength: 1, maxLength: 5 }), async (texts) => {
      const path = join(mkdtempSync(join(folder, "text-")), "store.sqlite");
      const store = await openSqliteStore(path);
      const evidence = texts.map((id) => makeEvidence({ id, note: id, kind: "measured" }));
      await store.commit({ ...HEAD, note: texts[0] ?? "", put: wholePut({ evidence }) });
      await store.commit({ ...HEAD, put: { evidence: evidence.slice(1) } });
      expect(await store.evidenceAsOf("2030-01-01")).toHaveLength(texts.length);
      await store.close();
      expect((await verifySqliteStore(path)).damages).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test("a store that another program holds is waited for as long as was said, in words, then given up", async () => {
  const path = copyOfSound();
  const holder = new DatabaseSync(path);
  const words: string[] = [];
  const onWait = (sentence: string) => words.push(sentence);
  const store = await openSqliteStore(path, { writeLockTimeoutMs: 60, waitNoticeMs: 30, onWait });
  holder.exec("begin immediate");
  await expect(store.commit({ ...HEAD, put: {} })).rejects.toThrow(StoreBusyError);
  await expect(store.commit({ ...HEAD, put: {} })).rejects.toThrow(/đang bị chương trình khác giữ/);
  expect(words, "once for each of the two").toEqual([
    expect.stringContaining("đang chờ, tối đa 0.06 giây"),
    expect.stringContaining("đang chờ"),
  ]);
  expect(await store.datasetVersion(), "readers go on").toBe(3);
  holder.exec("rollback");
  expect(await store.commit({ ...HEAD, put: {} })).toBe(4);
  await store.close();
  holder.close();
});

test("a full disk saves nothing of the change, and says so", async () => {
  const path = copyOfSound();
  const database = new DatabaseSync(path);
  database.exec("pragma max_page_count = 1");
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database, { path }) });
  const evidence = Array.from({ length: 500 }, (_, index) =>
    makeEvidence({ id: `x${index}`, villageId: "CL-06196-01" }),
  );
  const saving = db
    .transaction()
    .execute((transaction) => applyChange(transaction, { ...HEAD, put: { evidence } }, {}));
  await expect(saving).rejects.toThrow(StoreFullError);
  await expect(saving).rejects.toThrow(/đã đầy; không lưu gì/);
  await db.destroy();
  expect(await verifySqliteStore(path)).toMatchObject({ damages: [], version: 3 });
});

test.each(["removed", "replaced"])(
  "nothing is saved or answered after the file was %s",
  async (fate) => {
    const path = copyOfSound();
    const store = await openSqliteStore(path);
    const reader = makeCoverageReader(store, { publicDetail: "generalised" });
    const { app } = await openTestApp({ store, reader });
    expect((await app.inject("/readyz")).statusCode).toBe(200);
    if (fate === "replaced") copyFileSync(sound, `${path}.new`);
    if (fate === "replaced") renameSync(`${path}.new`, path);
    else rmSync(path);
    await expect(store.commit({ ...HEAD, put: {} })).rejects.toThrow(/đã bị xóa hoặc bị thay/);
    await expect(store.datasetVersion()).rejects.toThrow(StoreUnreachableError);
    expect((await app.inject("/api/summary")).statusCode).toBe(503);
    expect((await app.inject("/readyz")).statusCode).toBe(503);
    await app.close();
    await store.close();
  },
);
