import type { Evidence } from "../../geodata/model/evidence.ts";
import type { CoverageStore } from "../stores/coverage-store.ts";
import { KINDS, type Kind, type RowOf } from "../stores/kinds.ts";
import { openMemoryStore } from "../stores/memory-store.ts";

/** All rows in force, by kind: what a file is compared with. */
export type StoredRows = { readonly [K in Kind]: readonly RowOf[K][] };

/** Later than every day that a row may speak of. */
const END_OF_TIME = "9999-12-31";

export async function readStored(store: CoverageStore): Promise<StoredRows> {
  const stored: Partial<Record<Kind, readonly RowOf[Kind][]>> = {};
  for (const kind of KINDS) if (kind !== "evidence") stored[kind] = await store.rows(kind);
  const villages = await store.rows("villages");
  const evidence: Evidence[] = [];
  for (const id of new Set(villages.map((village) => village.id)))
    evidence.push(...(await store.evidenceOfVillage(id, END_OF_TIME)));
  return { ...stored, evidence } as unknown as StoredRows;
}

/** A store of its own that holds the rows of some kinds: what is done to it is not saved. */
export async function storeOf(stored: StoredRows, kinds: readonly Kind[]): Promise<CoverageStore> {
  const store = openMemoryStore();
  await store.commit({
    recordedAt: "1970-01-01T00:00:00.000Z",
    by: "rehearsal",
    note: "copy",
    put: Object.fromEntries(kinds.map((kind) => [kind, stored[kind]])),
  });
  return store;
}
