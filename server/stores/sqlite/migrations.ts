import { type Kysely, sql } from "kysely";
import { StoreError } from "../store-errors.ts";
import { hashAllContent, hashSchema, hashSmallTable } from "./content-hash.ts";
import { ROW_TABLES, type Tables } from "./tables.ts";

export interface Migration {
  name: string;
  up: (db: Kysely<Tables>) => Promise<void>;
}

async function createRowTable(db: Kysely<Tables>, table: string): Promise<void> {
  let create = db.schema
    .createTable(table)
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("about_id", "text", (column) => column.notNull())
    .addColumn("valid_from", "text")
    .addColumn("valid_to", "text")
    .addColumn("recorded_at", "text", (column) => column.notNull())
    .addColumn("retired_at", "text")
    .addColumn("data_source", "text", (column) => column.notNull());
  if (table === "evidence")
    create = create
      .addColumn("operator_code", "text", (column) => column.notNull())
      .addColumn("technology", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("observed_on", "text", (column) => column.notNull());
  await create
    .addColumn("body", "text", (column) => column.notNull())
    .modifyEnd(sql`strict`)
    .execute();
  await db.schema
    .createIndex(`${table}_in_force`)
    .on(table)
    .column("key")
    .unique()
    .where(sql<boolean>`retired_at is null`)
    .execute();
}

/**
 * The schema as it grew. The number of a migration is its place in this list, from 1; a migration
 * that was released is never edited, only followed by another.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    name: "rows by kind, dataset version, history",
    async up(db) {
      for (const table of ROW_TABLES) await createRowTable(db, table);
      // Covers evidenceAsOf without a sort: one thôn, operator, technology and kind after another.
      await db.schema
        .createIndex("evidence_newest")
        .on("evidence")
        .columns([
          "about_id",
          "operator_code",
          "technology",
          "kind",
          "observed_on desc",
          "seq desc",
        ])
        .where(sql<boolean>`retired_at is null`)
        .execute();
      await db.schema
        .createIndex("evidence_days")
        .on("evidence")
        .column("observed_on")
        .where(sql<boolean>`retired_at is null`)
        .execute();
      await db.schema
        .createTable("meta")
        .addColumn("name", "text", (column) => column.primaryKey())
        .addColumn("value", "integer", (column) => column.notNull())
        .modifyEnd(sql`strict`)
        .execute();
      await db.insertInto("meta").values({ name: "dataset_version", value: 0 }).execute();
      await db.schema
        .createTable("history")
        .addColumn("version", "integer", (column) => column.primaryKey())
        .addColumn("recorded_at", "text", (column) => column.notNull())
        .addColumn("by", "text", (column) => column.notNull())
        .addColumn("note", "text", (column) => column.notNull())
        .modifyEnd(sql`strict`)
        .execute();
    },
  },
  {
    name: "evidence by the points that it speaks of",
    async up(db) {
      await db.schema
        .alterTable("evidence")
        .addColumn("points", "text", (column) => column.notNull().defaultTo(""))
        .execute();
      // As `pointsOf` writes it.
      await sql`update evidence set points =
        iif(json_extract(body, '$.covered') is null, '', 'centre') || coalesce((
          select group_concat(' ' || id, '') from (
            select distinct json_extract(value, '$.clusterId') as id
            from json_each(body, '$.clusters') order by id)), '')`.execute(db);
      await db.schema.dropIndex("evidence_newest").execute();
      await db.schema
        .createIndex("evidence_newest")
        .on("evidence")
        .columns([
          "about_id",
          "operator_code",
          "technology",
          "kind",
          "points",
          "observed_on desc",
          "key desc",
        ])
        .where(sql<boolean>`retired_at is null`)
        .execute();
    },
  },
  {
    name: "content hashes",
    async up(db) {
      await db.schema
        .createTable("content_hashes")
        .addColumn("table_name", "text", (column) => column.primaryKey())
        .addColumn("rows", "integer", (column) => column.notNull())
        .addColumn("sum", "text", (column) => column.notNull())
        .modifyEnd(sql`strict`)
        .execute();
      for (const table of ROW_TABLES)
        await db.schema
          .alterTable(table)
          .addColumn("row_hash", "text", (column) => column.notNull().defaultTo(""))
          .execute();
      await hashAllContent(db);
    },
  },
  {
    name: "keys of changes that may be sent again",
    async up(db) {
      for (const column of ["idempotency_key", "change_hash"])
        await db.schema.alterTable("history").addColumn(column, "text").execute();
      await db.schema
        .createIndex("history_idempotency_key")
        .on("history")
        .column("idempotency_key")
        .unique()
        .where(sql<boolean>`idempotency_key is not null`)
        .execute();
      await hashSmallTable(db, "history");
    },
  },
];

/** The store was written by a newer program; this one must not touch it. */
class NewerSchemaError extends StoreError {
  override name = "NewerSchemaError";
}

/** The store is opened only for reading and its schema is older than this program's. */
class OlderSchemaError extends StoreError {
  override name = "OlderSchemaError";
}

async function schemaNumber(db: Kysely<Tables>): Promise<number> {
  const table = await sql<{
    name: string;
  }>`select name from sqlite_schema where type = 'table' and name = 'migrations'`.execute(db);
  if (table.rows.length === 0) return 0;
  const row = await db
    .selectFrom("migrations")
    .select((expression) => expression.fn.max("number").as("number"))
    .executeTakeFirst();
  return row?.number ?? 0;
}

/** Refuses a store that this program is too old for, or too new for when it may only read. */
export async function assertReadableSchema(
  db: Kysely<Tables>,
  path: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const found = await schemaNumber(db);
  refuseNewer(found, path, migrations);
  if (found < migrations.length)
    throw new OlderSchemaError(
      `${path}: kho dữ liệu có lược đồ ${found}, chương trình cần ${migrations.length}; hãy khởi động máy chủ một lần để nâng cấp. ` +
        `The store has schema ${found}, this program needs ${migrations.length}; start the server once to upgrade it.`,
    );
}

function refuseNewer(found: number, path: string, migrations: readonly Migration[]): void {
  if (found > migrations.length)
    throw new NewerSchemaError(
      `${path}: kho dữ liệu do phiên bản mới hơn ghi (lược đồ ${found}, chương trình này chỉ biết đến ${migrations.length}). Không có gì bị thay đổi; hãy cập nhật chương trình. ` +
        `The store was written by a newer version (schema ${found}, this program knows up to ${migrations.length}). Nothing was changed; update the program.`,
    );
}

/**
 * Brings the schema up to date, each migration in a transaction of its own that also records it,
 * so that a kill leaves a schema that tells the truth. Of two processes one does the work: the
 * number is read again under the write lock.
 */
export async function migrate(
  db: Kysely<Tables>,
  path: string,
  appliedAt: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  let found = await schemaNumber(db);
  refuseNewer(found, path, migrations);
  while (found < migrations.length) {
    found = await db.transaction().execute(async (transaction) => {
      await transaction.schema
        .createTable("migrations")
        .ifNotExists()
        .addColumn("number", "integer", (column) => column.primaryKey())
        .addColumn("name", "text", (column) => column.notNull())
        .addColumn("applied_at", "text", (column) => column.notNull())
        .modifyEnd(sql`strict`)
        .execute();
      const done = await schemaNumber(transaction);
      const next = migrations[done];
      if (!next) return done;
      await next.up(transaction);
      await transaction
        .insertInto("migrations")
        .values({ number: done + 1, name: next.name, applied_at: appliedAt })
        .execute();
      await hashSchema(transaction);
      return done + 1;
    });
  }
}
