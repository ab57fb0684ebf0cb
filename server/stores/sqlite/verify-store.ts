import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { danglingText, REFERENCES } from "../references.ts";
import { findDangling } from "./apply-change.ts";
import { type Damage, findDamage } from "./find-damage.ts";
import { assertReadableSchema } from "./migrations.ts";
import { BUSY_TIMEOUT_MS, nodeSqliteDialect } from "./node-sqlite-dialect.ts";
import { storeErrorOf } from "./sqlite-errors.ts";
import { assertOurs, assertStoreThere } from "./store-file.ts";
import type { Tables } from "./tables.ts";

export interface Verification {
  damages: Damage[];
  /** Rows that point to nothing, in words: left by older programs, no damage. */
  dangling: string[];
  version: number;
  /** Rows of all kinds, those that are out of force included. */
  rows: number;
}

/**
 * Compares everything in the store at `path` with its hashes and tables with their indexes; writes
 * nothing, unless `reindex` has all indexes made anew from the rows first. Throws a StoreError for a
 * file that is not to be read as a store at all.
 */
export async function verifySqliteStore(
  path: string,
  { reindex = false }: { reindex?: boolean } = {},
): Promise<Verification> {
  assertStoreThere(path);
  const database = new DatabaseSync(path, {
    open: false,
    readOnly: !reindex,
    timeout: BUSY_TIMEOUT_MS,
  });
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database, { path }) });
  try {
    database.open();
    assertOurs(database, path);
    await assertReadableSchema(db, path);
    if (reindex) database.exec("reindex");
    const damages = findDamage(database);
    if (damages.length > 0) return { damages, dangling: [], version: 0, rows: 0 };
    const totals = database
      .prepare(
        `select (select value from meta where name = 'dataset_version') as version,
          (select sum(rows) from content_hashes
            where table_name not in ('sqlite_schema', 'history', 'meta', 'migrations')) as rows`,
      )
      .get() as Pick<Verification, "version" | "rows">;
    const found = await db
      .transaction()
      .setAccessMode("read only")
      .execute((transaction) => findDangling(transaction, REFERENCES));
    const dangling = [...found]
      .filter(([, rows]) => rows.length > 0)
      .map(([reference, rows]) => danglingText(reference, rows));
    return { damages, dangling, ...totals };
  } catch (error) {
    throw storeErrorOf(error, path);
  } finally {
    if (database.isOpen) database.close();
  }
}
