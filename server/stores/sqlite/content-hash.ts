import { hash } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { hashedColumns, ROW_TABLES, SMALL_TABLES, type Tables } from "./tables.ts";

/*
 * Whether the store is still what was saved, when neither SQLite nor the disk tell: a row has a hash
 * of its columns, a table the sum of the hashes of its rows, modulo 2^128, so that a commit adds what
 * it adds and reads nothing again. A retirement adds a hash of its own: the row is not read for it.
 */

const MODULUS = 1n << 128n;

/** 128 bits of SHA-256 as 32 hexadecimal digits, of a table's name and the values of a row. */
export function rowHash(table: string, values: readonly unknown[]): string {
  let text = table;
  // With its length before it no value can be taken for a part of its neighbour.
  for (const value of values) {
    const part = value === null || value === undefined ? "" : String(value).toWellFormed();
    text += value === null || value === undefined ? "~" : ` ${part.length}:${part}`;
  }
  return hash("sha256", text, "hex").slice(0, 32);
}

/** What the retirement of a row adds to the sum of its table. */
export function retirementHash(table: string, seq: number, retiredAt: string): string {
  return rowHash(table, ["retired", seq, retiredAt]);
}

/** A sum of hashes as it is stored. */
export function sumOf(hashes: Iterable<string>, start = "0"): string {
  let sum = BigInt(`0x${start}`);
  for (const one of hashes) sum += BigInt(`0x${one}`);
  return (sum % MODULUS).toString(16).padStart(32, "0");
}

/** Adds rows to what a table must hold, inside the transaction that adds them. */
export async function addToContent(
  db: Kysely<Tables>,
  table: string,
  rows: number,
  hashes: readonly string[],
): Promise<void> {
  if (hashes.length === 0) return;
  const content = await db
    .selectFrom("content_hashes")
    .selectAll()
    .where("table_name", "=", table)
    .executeTakeFirstOrThrow();
  await db
    .updateTable("content_hashes")
    .set({ rows: content.rows + rows, sum: sumOf(hashes, content.sum) })
    .where("table_name", "=", table)
    .execute();
}

/** Says anew what a table must hold. */
async function setContent(
  db: Kysely<Tables>,
  table: string,
  hashes: readonly string[],
  rows = hashes.length,
): Promise<void> {
  const content = { table_name: table, rows, sum: sumOf(hashes) };
  await db
    .insertInto("content_hashes")
    .values(content)
    .onConflict((conflict) => conflict.column("table_name").doUpdateSet(content))
    .execute();
}

/** Hashes the rows of every kind and the history as they are now: for stores that had no hashes. */
export async function hashAllContent(db: Kysely<Tables>): Promise<void> {
  for (const table of ROW_TABLES) {
    const columns = hashedColumns(table);
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(
      db,
    );
    const hashOf = new Map<number, string>();
    const retirements: string[] = [];
    for (const row of rows) {
      const { seq, retired_at: retiredAt } = row as { seq: number; retired_at: string | null };
      hashOf.set(
        seq,
        rowHash(
          table,
          columns.map((column) => row[column]),
        ),
      );
      if (retiredAt !== null) retirements.push(retirementHash(table, seq, retiredAt));
    }
    await sql`update ${sql.table(table)} set row_hash = made.value
      from json_each(${JSON.stringify(Object.fromEntries(hashOf))}) as made
      where seq = cast(made.key as integer)`.execute(db);
    const hashes = [...hashOf.values(), ...retirements];
    await setContent(db, table, hashes, rows.length);
  }
  await hashSmallTable(db, "history");
  await hashSmallTable(db, "meta");
}

/** Says anew what a table of few rows must hold, after each change of it. */
export async function hashSmallTable(
  db: Kysely<Tables>,
  table: keyof typeof SMALL_TABLES,
): Promise<void> {
  const columns = SMALL_TABLES[table];
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(
    db,
  );
  await setContent(
    db,
    table,
    rows.map((row) =>
      rowHash(
        table,
        columns.map((column) => row[column]),
      ),
    ),
  );
}

/** The statements that made the tables and indexes; a hash of them tells a damaged schema. */
export const SCHEMA_TABLE = "sqlite_schema";
export const SCHEMA_QUERY = "select type, name, tbl_name, sql from sqlite_schema order by name";

/** Says anew what the schema is and which migrations were applied; nothing in a store without hashes. */
export async function hashSchema(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<Record<string, unknown>>`${sql.raw(SCHEMA_QUERY)}`.execute(db);
  if (!rows.some((row) => row.name === "content_hashes")) return;
  await setContent(
    db,
    SCHEMA_TABLE,
    rows.map((row) => rowHash(SCHEMA_TABLE, Object.values(row))),
  );
  await hashSmallTable(db, "migrations");
}
