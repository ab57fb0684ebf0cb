import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, sql, type Transaction } from "kysely";
import type { Evidence } from "../../../geodata/model/evidence.ts";
import type { DataSource } from "../../../geodata/model/provenance.ts";
import { pointsOf } from "../../../geodata/rules/evidence-in-force.ts";
import { assertChange } from "../check-change.ts";
import type {
  Change,
  CoverageStore,
  Kind,
  Retirement,
  RowOf,
  StoredCount,
} from "../coverage-store.ts";
import { aboutIdOf, KINDS, keyOf, sourceOf, validityOf } from "../row-identity.ts";
import { assertReadableSchema, MIGRATIONS, type Migration, migrate } from "./migrations.ts";
import { BUSY_TIMEOUT_MS, nodeSqliteDialect } from "./node-sqlite-dialect.ts";
import { type Tables, tableOf } from "./tables.ts";

/** Rows per INSERT. 35,000 claims take 1.0 s of CPU with 20, 100 or 500: the number hardly matters. */
const ROWS_PER_INSERT = 100;

export interface SqliteStoreOptions {
  /** Opens for reading only: nothing is created, migrated or committed. */
  readOnly?: boolean;
  clock?: () => Date;
  /** For tests of the migrations themselves. */
  migrations?: readonly Migration[];
}

/**
 * Opens the store in the file `path` (made, with its folder, when absent; `:memory:` works) and
 * brings its schema up to date. Throws NewerSchemaError for a store of a newer program.
 */
export async function openSqliteStore(
  path: string,
  options: SqliteStoreOptions = {},
): Promise<CoverageStore> {
  const { readOnly = false, clock = () => new Date(), migrations = MIGRATIONS } = options;
  if (!readOnly && path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, {
    readOnly,
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
  });
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) });
  try {
    if (readOnly) await assertReadableSchema(db, path, migrations);
    else {
      database.exec("pragma journal_mode = wal");
      // FULL: an acknowledged commit survives a power cut, at one fsync per commit.
      database.exec("pragma synchronous = full");
      await migrate(db, path, clock().toISOString(), migrations);
    }
  } catch (error) {
    database.close();
    throw error;
  }
  return new SqliteStore(db);
}

class SqliteStore implements CoverageStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async datasetVersion(): Promise<number> {
    const row = await this.#db
      .selectFrom("meta")
      .select("value")
      .where("name", "=", "dataset_version")
      .executeTakeFirstOrThrow();
    return row.value;
  }

  async rows<K extends Exclude<Kind, "evidence">>(kind: K, validOn?: string): Promise<RowOf[K][]> {
    let query = this.#db
      .selectFrom(tableOf(kind))
      .select("body")
      .where("retired_at", "is", null)
      .orderBy("key");
    if (validOn !== undefined)
      query = query
        .where((where) =>
          where.or([where("valid_from", "is", null), where("valid_from", "<=", validOn)]),
        )
        .where((where) =>
          where.or([where("valid_to", "is", null), where("valid_to", ">", validOn)]),
        );
    return parsed<RowOf[K]>(await query.execute());
  }

  async evidenceAsOf(asOf: string): Promise<Evidence[]> {
    const newestFirst = sql<number>`row_number() over (
      partition by about_id, operator_code, technology, kind, points
      order by observed_on desc, key desc)`;
    // Bodies are fetched last: carried through the window they make it four times slower.
    const found = await this.#db
      .selectFrom("evidence")
      .select("body")
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
      .orderBy("key")
      .execute();
    return parsed<Evidence>(found);
  }

  async evidenceOfVillage(villageId: string, asOf: string): Promise<Evidence[]> {
    const found = await this.#db
      .selectFrom("evidence")
      .select("body")
      .where("retired_at", "is", null)
      .where("about_id", "=", villageId)
      .where("observed_on", "<=", asOf)
      .orderBy("observed_on")
      .orderBy("operator_code")
      .orderBy("technology")
      .orderBy("key")
      .execute();
    return parsed<Evidence>(found);
  }

  async evidenceDays(): Promise<string[]> {
    const found = await this.#db
      .selectFrom("evidence")
      .select("observed_on")
      .distinct()
      .where("retired_at", "is", null)
      .orderBy("observed_on")
      .execute();
    return found.map((row) => row.observed_on);
  }

  async counts(): Promise<StoredCount[]> {
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

  async commit(change: Change): Promise<number> {
    assertChange(change);
    return await this.#db.transaction().execute(async (transaction) => {
      for (const retirement of change.retire ?? [])
        await retire(transaction, retirement, change.recordedAt);
      for (const kind of KINDS)
        await put(transaction, kind, change.put?.[kind] ?? [], change.recordedAt);
      const { value: version } = await transaction
        .updateTable("meta")
        .set((set) => ({ value: set("value", "+", 1) }))
        .where("name", "=", "dataset_version")
        .returning("value")
        .executeTakeFirstOrThrow();
      await transaction
        .insertInto("history")
        .values({ version, recorded_at: change.recordedAt, by: change.by, note: change.note })
        .execute();
      return version;
    });
  }

  async close(): Promise<void> {
    // Kysely closes only what it has used; every opened store was used for its migrations.
    await this.#db.destroy();
  }
}

function parsed<Row>(found: readonly { body: string }[]): Row[] {
  return found.map((row) => JSON.parse(row.body) as Row);
}

async function retire(
  transaction: Transaction<Tables>,
  { kind, dataSource, ids, validFrom }: Retirement,
  retiredAt: string,
): Promise<void> {
  let query = transaction
    .updateTable(tableOf(kind))
    .set({ retired_at: retiredAt })
    .where("retired_at", "is", null);
  if (dataSource) query = query.where("data_source", "=", dataSource);
  if (ids) query = query.where("about_id", "in", listed(ids));
  if (validFrom) query = query.where("valid_from", "=", validFrom);
  await query.execute();
}

async function put<K extends Kind>(
  transaction: Transaction<Tables>,
  kind: K,
  rows: readonly RowOf[K][],
  recordedAt: string,
): Promise<void> {
  if (rows.length === 0) return;
  await transaction
    .updateTable(tableOf(kind))
    .set({ retired_at: recordedAt })
    .where("retired_at", "is", null)
    .where("key", "in", listed(rows.map((row) => keyOf(kind, row))))
    .execute();
  const villageSource =
    kind === "villageAreas" ? await sourceOfVillages(transaction) : new Map<string, DataSource>();
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT)
    await transaction
      .insertInto(tableOf(kind))
      .values(
        rows.slice(start, start + ROWS_PER_INSERT).map((row) => {
          const { validFrom = null, validTo = null } = validityOf(row);
          return {
            key: keyOf(kind, row),
            about_id: aboutIdOf(row),
            valid_from: validFrom,
            valid_to: validTo,
            recorded_at: recordedAt,
            retired_at: null,
            data_source: sourceOf(kind, row, villageSource),
            body: JSON.stringify(row),
            ...(kind === "evidence" ? evidenceColumns(row as Evidence) : {}),
          };
        }),
      )
      .execute();
}

function evidenceColumns(row: Evidence) {
  return {
    operator_code: row.operatorCode,
    technology: row.technology,
    kind: row.kind,
    observed_on: row.observedOn,
    points: pointsOf(row),
  };
}

async function sourceOfVillages(
  transaction: Transaction<Tables>,
): Promise<Map<string, DataSource>> {
  const found = await transaction
    .selectFrom("villages")
    .select(["about_id", "data_source"])
    .where("retired_at", "is", null)
    .execute();
  return new Map(found.map((row) => [row.about_id, row.data_source]));
}

/** A list of any length as one parameter. */
function listed(values: readonly string[]) {
  return sql<string>`(select value from json_each(${JSON.stringify(values)}))`;
}
