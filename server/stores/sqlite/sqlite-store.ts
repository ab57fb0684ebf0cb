import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import type { Evidence } from "../../../geodata/model/evidence.ts";
import { assertChange } from "../check-change.ts";
import type { Change, CommitConditions, CoverageStore, StoredCount } from "../coverage-store.ts";
import { KIND_TABLE, KINDS, type Kind, type RowOf } from "../kinds.ts";
import { StoreBusyError, StoreDamagedError, StoreUnreachableError } from "../store-errors.ts";
import { applyChange } from "./apply-change.ts";
import { rowHash } from "./content-hash.ts";
import { damageText, findDamage } from "./find-damage.ts";
import { assertReadableSchema, MIGRATIONS, type Migration, migrate } from "./migrations.ts";
import {
  BUSY_TIMEOUT_MS,
  type NodeSqliteOptions,
  nodeSqliteDialect,
} from "./node-sqlite-dialect.ts";
import { REPAIR_STEP, storeErrorOf } from "./sqlite-errors.ts";
import {
  assertOurs,
  assertStoreThere,
  createStoreFile,
  isStoreThere,
  makeAssertSameFile,
  protectStoreFiles,
} from "./store-file.ts";
import { hashedColumns, type Tables, tableOf } from "./tables.ts";

export interface SqliteStoreOptions extends Omit<NodeSqliteOptions, "path"> {
  /** Opens for reading only: nothing is created, migrated or committed. */
  readOnly?: boolean;
  clock?: () => Date;
  /** Told once, with the error, when nothing is answered any more because a read has failed. */
  onFailure?: (error: unknown) => void;
  /** Opens without comparing what is stored with its hashes: for tests of what is read later. */
  unchecked?: boolean;
  /** For tests of the migrations themselves. */
  migrations?: readonly Migration[];
}

/**
 * Opens the store in the file `path` (made, with its folder, when absent; `:memory:` works), brings
 * its schema up to date and compares all that it holds with its hashes. Throws a StoreError that says
 * what to do: damaged, foreign, of a newer program, held by another, not to be written.
 */
export async function openSqliteStore(
  path: string,
  options: SqliteStoreOptions = {},
): Promise<CoverageStore> {
  const { readOnly = false, unchecked = false } = options;
  const isFile = path !== ":memory:";
  if (isFile && readOnly) assertStoreThere(path);
  else if (isFile && !isStoreThere(path))
    await createStoreFile(path, async (newPath) => {
      const { database } = await openDatabase(newPath, options, true);
      database.close();
    });
  const { database, db } = await openDatabase(path, options, !isFile);
  const store = new SqliteStore(db, path, options.onFailure);
  if (!isFile || unchecked) return store;
  try {
    assertUndamaged(database, path);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}

/** An open connection to a store of this program's schema; `isNew` for a database without any. */
async function openDatabase(path: string, options: SqliteStoreOptions, isNew: boolean) {
  const { readOnly = false, clock = () => new Date(), migrations = MIGRATIONS } = options;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, {
      readOnly,
      timeout: BUSY_TIMEOUT_MS,
      enableForeignKeyConstraints: true,
    });
    const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database, { path, ...options }) });
    if (!isNew) assertOurs(database, path);
    if (readOnly) await assertReadableSchema(db, path, migrations);
    else {
      if (!isNew) protectStoreFiles(path);
      database.exec("pragma journal_mode = wal");
      // FULL: an acknowledged commit survives a power cut, at one fsync per commit.
      database.exec("pragma synchronous = full");
      await migrate(db, path, clock().toISOString(), migrations);
    }
    return { database, db };
  } catch (error) {
    if (database?.isOpen) database.close();
    throw storeErrorOf(error, path);
  }
}

function assertUndamaged(database: DatabaseSync, path: string): void {
  const damages = findDamage(database);
  if (damages.length > 0)
    throw new StoreDamagedError(
      `Kho dữ liệu ${path} bị hỏng: ${damages.map(damageText).join("; ")}. Không có gì bị thay đổi. ${REPAIR_STEP}`,
    );
}

class SqliteStore implements CoverageStore {
  readonly #db: Kysely<Tables>;
  readonly #path: string;
  readonly #assertSameFile: () => void;
  /** Why a read has failed: from then on nothing is answered, for nobody knows what else is wrong. */
  #failure: unknown;
  readonly #onFailure: ((error: unknown) => void) | undefined;

  constructor(db: Kysely<Tables>, path: string, onFailure: ((error: unknown) => void) | undefined) {
    this.#db = db;
    this.#path = path;
    this.#assertSameFile = path === ":memory:" ? () => {} : makeAssertSameFile(path);
    this.#onFailure = onFailure;
  }

  datasetVersion(): Promise<number> {
    return this.#reading(async () => {
      // Asked before every answer: one that comes from a file that is gone would never change again.
      this.#assertSameFile();
      const row = await this.#db
        .selectFrom("meta")
        .select("value")
        .where("name", "=", "dataset_version")
        .executeTakeFirstOrThrow();
      return row.value;
    });
  }

  rows<K extends Exclude<Kind, "evidence">>(kind: K, validOn?: string): Promise<RowOf[K][]> {
    let query = this.#db.selectFrom(tableOf(kind)).where("retired_at", "is", null).orderBy("key");
    if (validOn !== undefined)
      query = query
        .where((where) =>
          where.or([where("valid_from", "is", null), where("valid_from", "<=", validOn)]),
        )
        .where((where) =>
          where.or([where("valid_to", "is", null), where("valid_to", ">", validOn)]),
        );
    return this.#bodies(kind, query);
  }

  evidenceAsOf(asOf: string): Promise<Evidence[]> {
    const newestFirst = sql<number>`rank() over (
      partition by about_id, operator_code, technology, kind, points
      order by observed_on desc)`;
    // Bodies are fetched last: carried through the window they make it four times slower.
    const query = this.#db
      .selectFrom("evidence")
      .where("seq", "in", (of) =>
        of
          .selectFrom((from) =>
            from
              .selectFrom("evidence")
              .select(["seq", "kind", newestFirst.as("age")])
              .where("retired_at", "is", null)
              .where("observed_on", "<=", asOf)
              .as("known"),
          )
          .select("known.seq")
          .where((where) => where.or([where("kind", "=", "measured"), where("age", "=", 1)])),
      )
      .orderBy("about_id")
      .orderBy("operator_code")
      .orderBy("technology")
      .orderBy("observed_on")
      .orderBy("key");
    return this.#bodies("evidence", query);
  }

  evidenceOfVillage(villageId: string, asOf: string): Promise<Evidence[]> {
    const query = this.#db
      .selectFrom("evidence")
      .where("retired_at", "is", null)
      .where("about_id", "=", villageId)
      .where("observed_on", "<=", asOf)
      .orderBy("observed_on")
      .orderBy("operator_code")
      .orderBy("technology")
      .orderBy("key");
    return this.#bodies("evidence", query);
  }

  evidenceDays(): Promise<string[]> {
    return this.#reading(async () => {
      const found = await this.#db
        .selectFrom("evidence")
        .select("observed_on")
        .distinct()
        .where("retired_at", "is", null)
        .orderBy("observed_on")
        .execute();
      return found.map((row) => row.observed_on);
    });
  }

  counts(): Promise<StoredCount[]> {
    return this.#reading(() => this.#count());
  }

  async #count(): Promise<StoredCount[]> {
    const counts: StoredCount[] = [];
    for (const kind of KINDS) {
      const found = await this.#db
        .selectFrom(tableOf(kind))
        .select((of) => [
          "data_source",
          sql<number>`retired_at is not null`.as("retired"),
          of.fn.countAll<number>().as("rows"),
        ])
        .groupBy(["data_source", sql`retired_at is not null`])
        .execute();
      const sum = (rows: typeof found) => rows.reduce((total, row) => total + row.rows, 0);
      counts.push({
        kind,
        demo: sum(found.filter((row) => !row.retired && row.data_source === "demo")),
        real: sum(found.filter((row) => !row.retired && row.data_source === "real")),
        retired: sum(found.filter((row) => row.retired)),
      });
    }
    return counts;
  }

  async commit(change: Change, conditions: CommitConditions = {}): Promise<number> {
    assertChange(change);
    if (this.#failure) throw this.#failure;
    try {
      const version = await this.#db
        .transaction()
        .execute((transaction) => applyChange(transaction, change, conditions));
      this.#assertSameFile();
      return version;
    } catch (error) {
      if (error instanceof StoreDamagedError || error instanceof StoreUnreachableError)
        this.#fail(error);
      throw error;
    }
  }

  async close(): Promise<void> {
    // Kysely closes only what it has used; every opened store was used for its migrations.
    await this.#db.destroy();
  }

  async #reading<T>(read: () => Promise<T>): Promise<T> {
    if (this.#failure) throw this.#failure;
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StoreBusyError)) this.#fail(error);
      throw error;
    }
  }

  #fail(error: unknown): void {
    if (this.#failure) return;
    this.#failure = error;
    this.#onFailure?.(error);
  }

  /** The rows that a query finds; each is compared with its hash, for a file may rot after the start. */
  #bodies<K extends Kind>(
    kind: K,
    query: { selectAll(): { execute(): Promise<object[]> } },
  ): Promise<RowOf[K][]> {
    const table = KIND_TABLE[kind].table;
    const columns = hashedColumns(table);
    return this.#reading(async () => {
      const found = (await query.selectAll().execute()) as Record<string, unknown>[];
      return found.map((row) => {
        const values = columns.map((column) => row[column]);
        if (rowHash(table, values) !== row.row_hash)
          throw new StoreDamagedError(
            `Kho dữ liệu ${this.#path} bị hỏng: bảng ${table}, hàng ${row.key} khác lúc lưu. ${REPAIR_STEP}`,
          );
        return JSON.parse(String(row.body)) as RowOf[K];
      });
    });
  }
}
