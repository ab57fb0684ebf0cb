import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { KIND_TABLE, KINDS, VERSIONED_KINDS } from "../../../server/stores/kinds.ts";
import { keyOf } from "../../../server/stores/row-identity.ts";
import { openSqliteStore } from "../../../server/stores/sqlite/sqlite-store.ts";
import { smallWorld } from "../small-world.ts";

test("every kind has a table of its own in a new store, and no table of rows is without a kind", async () => {
  const folder = mkdtempSync(join(tmpdir(), "song-thon-kinds-"));
  const path = join(folder, "store.sqlite");
  const store = await openSqliteStore(path, { clock: () => new Date(0) });
  await store.close();
  const database = new DatabaseSync(path);
  const tables = database
    .prepare(
      "select m.name from sqlite_schema m join pragma_table_info(m.name) c where c.name = 'body'",
    )
    .all()
    .map(({ name }) => name);
  database.close();
  rmSync(folder, { recursive: true });
  expect(tables.sort()).toEqual(KINDS.map((kind) => KIND_TABLE[kind].table).sort());
});

test("the key of a row holds its first day where its kind has versions, and only there", () => {
  const world = smallWorld();
  for (const kind of KINDS) {
    const [row] = world[kind] ?? [];
    if (!row) continue;
    const isVersioned = VERSIONED_KINDS.some((versioned) => versioned === kind);
    expect([kind, /@\d{4}-\d{2}-\d{2}$/.test(keyOf(kind, row))]).toEqual([kind, isVersioned]);
  }
});
