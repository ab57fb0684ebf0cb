import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from "kysely";

/** Texts of queries are few (lists travel as one JSON parameter); the cap is a safety net. */
const MAX_PREPARED_STATEMENTS = 256;

/** How long a writer waits for another process: 200,000 rows hold the lock for some 6 s. */
const WRITE_LOCK_TIMEOUT_MS = 30_000;
const WRITE_LOCK_RETRY_MS = 20;

/** SQLITE_BUSY of sqlite3.h: somebody else holds the lock. */
const SQLITE_BUSY = 5;

/** Kysely on an open `node:sqlite` database; `kysely.destroy()` closes it. */
export function nodeSqliteDialect(database: DatabaseSync): Dialect {
  return {
    createDriver: () => new NodeSqliteDriver(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    // Says that there is one connection: Kysely then lets nobody in between the statements of a
    // transaction.
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Waiting inside SQLite, for the rare moments when a reader of a WAL must: start and recovery. */
export const BUSY_TIMEOUT_MS = 5_000;

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    "errcode" in error &&
    typeof error.errcode === "number" &&
    (error.errcode & 0xff) === SQLITE_BUSY
  );
}

class NodeSqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #connection: NodeSqliteConnection;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#connection = new NodeSqliteConnection(database);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(_: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    if (settings.accessMode === "read only") this.#database.exec("begin");
    else await this.#takeWriteLock();
  }

  /**
   * A writer takes the write lock first: a read transaction that is upgraded later can fail at
   * once, whatever the busy timeout. It waits by asking again, for SQLite's own waiting would stop
   * the whole process: its other requests, and the transaction that it waits for if that is ours.
   */
  async #takeWriteLock(): Promise<void> {
    for (let waitedMs = 0; ; waitedMs += WRITE_LOCK_RETRY_MS) {
      try {
        this.#database.exec("pragma busy_timeout = 0");
        this.#database.exec("begin immediate");
        return;
      } catch (error) {
        if (waitedMs >= WRITE_LOCK_TIMEOUT_MS || !isBusy(error)) throw error;
      } finally {
        this.#database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
      }
      await sleep(WRITE_LOCK_RETRY_MS);
    }
  }

  async commitTransaction(): Promise<void> {
    this.#database.exec("commit");
  }

  async rollbackTransaction(): Promise<void> {
    // Some errors (a full disk) roll back by themselves.
    if (this.#database.isTransaction) this.#database.exec("rollback");
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#connection.forget();
    if (this.#database.isOpen) this.#database.close();
  }
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#prepare(query.sql);
    const parameters = query.parameters as readonly SQLInputValue[];
    if (statement.columns().length > 0) return { rows: statement.all(...parameters) as Row[] };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  // biome-ignore lint/correctness/useYield: the interface asks for it; nothing here streams.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("Streaming is not offered: node:sqlite answers in one step");
  }

  forget(): void {
    this.#statements.clear();
  }

  #prepare(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known) return known;
    if (this.#statements.size >= MAX_PREPARED_STATEMENTS) this.#statements.clear();
    const made = this.#database.prepare(text);
    this.#statements.set(text, made);
    return made;
  }
}
