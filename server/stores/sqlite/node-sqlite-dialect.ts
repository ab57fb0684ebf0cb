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
import { isBusy, storeErrorOf } from "./sqlite-errors.ts";

/** Texts of queries are few (lists travel as one JSON parameter); the cap is a safety net. */
const MAX_PREPARED_STATEMENTS = 256;

/** How long a writer waits for another process: 200,000 rows hold the lock for some 6 s on an idle machine. */
const WRITE_LOCK_TIMEOUT_MS = 15_000;
const WRITE_LOCK_RETRY_MS = 20;
/** After this long whoever waits is told, ms. */
const WAIT_NOTICE_MS = 1_000;

export interface NodeSqliteOptions {
  /** File of the store, for the sentences of its errors. */
  path: string;
  writeLockTimeoutMs?: number;
  /** After how long `onWait` is called, ms; 1 s when absent. */
  waitNoticeMs?: number;
  /** Called once for each wait of a writer that takes that long. */
  onWait?: (sentence: string) => void;
}

/** Kysely on an open `node:sqlite` database; `kysely.destroy()` closes it. */
export function nodeSqliteDialect(database: DatabaseSync, options: NodeSqliteOptions): Dialect {
  return {
    createDriver: () => new NodeSqliteDriver(database, options),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    // Says that there is one connection: Kysely then lets nobody in between the statements of a
    // transaction.
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Waiting inside SQLite, for the rare moments when a reader of a WAL must: start and recovery. */
export const BUSY_TIMEOUT_MS = 5_000;

class NodeSqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #connection: NodeSqliteConnection;
  readonly #options: NodeSqliteOptions;

  constructor(database: DatabaseSync, options: NodeSqliteOptions) {
    this.#database = database;
    this.#options = options;
    this.#connection = new NodeSqliteConnection(database, options.path);
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
    const {
      path,
      writeLockTimeoutMs = WRITE_LOCK_TIMEOUT_MS,
      waitNoticeMs = WAIT_NOTICE_MS,
      onWait,
    } = this.#options;
    const startedAt = performance.now();
    let isTold = false;
    for (;;) {
      const waitedMs = performance.now() - startedAt;
      if (waitedMs >= waitNoticeMs && !isTold) {
        isTold = true;
        onWait?.(
          `Kho dữ liệu đang được chương trình khác ghi; đang chờ, tối đa ${writeLockTimeoutMs / 1000} giây…`,
        );
      }
      try {
        this.#database.exec("pragma busy_timeout = 0");
        this.#database.exec("begin immediate");
        return;
      } catch (error) {
        if (waitedMs >= writeLockTimeoutMs || !isBusy(error)) throw storeErrorOf(error, path);
      } finally {
        this.#database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
      }
      await sleep(WRITE_LOCK_RETRY_MS);
    }
  }

  async commitTransaction(): Promise<void> {
    try {
      this.#database.exec("commit");
    } catch (error) {
      throw storeErrorOf(error, this.#options.path);
    }
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
  readonly #path: string;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return this.#execute(query);
    } catch (error) {
      throw storeErrorOf(error, this.#path);
    }
  }

  #execute<Row>(query: CompiledQuery): QueryResult<Row> {
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
