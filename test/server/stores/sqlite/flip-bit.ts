import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** A byte of the file that a row or an index entry lives in. */
export interface LiveByte {
  /** Table or index. */
  name: string;
  offset: number;
}

interface Page {
  name: string;
  pagetype: "leaf" | "internal" | "overflow";
  pgoffset: number;
  pgsize: number;
  unused: number;
}

/** Type of a b-tree page, its first byte (file format, 1.6). */
const TABLE_LEAF = 0x0d;
const TABLE_INTERIOR = 0x05;
const INDEX_INTERIOR = 0x02;

/**
 * Picks a live byte of a SQLite file: an index or a table by chance (so that small ones have their
 * turn), a page of it, a cell of the page, a byte of the cell. `random` gives 0 ≤ x < 1.
 */
export function makePickLiveByte(path: string, random: () => number): () => LiveByte {
  const database = new DatabaseSync(path, { readOnly: true });
  const pages = database
    .prepare(
      "select name, pagetype, pgoffset, pgsize, unused from dbstat where ncell > 0 or pagetype = 'overflow'",
    )
    .all() as unknown as Page[];
  database.close();
  const file = readFileSync(path);
  const byName = [...Map.groupBy(pages, ({ name }) => name).values()];
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  return () => {
    const page = pick(pick(byName));
    const [start, end] =
      page.pagetype === "overflow"
        ? [4, page.pgsize - page.unused]
        : pick(cellsOf(file.subarray(page.pgoffset, page.pgoffset + page.pgsize), page));
    return {
      name: page.name,
      offset: page.pgoffset + start + Math.floor(random() * (end - start)),
    };
  };
}

/** Where the cells of a b-tree page begin and end. */
function cellsOf(bytes: Uint8Array, { pgoffset, pgsize }: Page): [start: number, end: number][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = pgoffset === 0 ? 100 : 0;
  const type = view.getUint8(header);
  const isInterior = type === TABLE_INTERIOR || type === INDEX_INTERIOR;
  const pointers = header + (isInterior ? 12 : 8);
  return Array.from({ length: view.getUint16(header + 3) }, (_, index) => {
    const start = view.getUint16(pointers + 2 * index);
    let at = start + (isInterior ? 4 : 0);
    const first = varint(bytes, at);
    at = first.end;
    if (type === TABLE_INTERIOR) return [start, at];
    if (type === TABLE_LEAF) at = varint(bytes, at).end;
    return [start, at + localPayload(first.value, pgsize, type === TABLE_LEAF)];
  });
}

function varint(bytes: Uint8Array, at: number): { value: number; end: number } {
  let value = 0;
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[at + index] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  return { value, end: at + 9 };
}

/** How much of a payload lies on the page itself, with the number of its overflow page. */
function localPayload(payload: number, pageSize: number, isTable: boolean): number {
  const most = isTable ? pageSize - 35 : Math.floor(((pageSize - 12) * 64) / 255) - 23;
  if (payload <= most) return payload;
  const least = Math.floor(((pageSize - 12) * 32) / 255) - 23;
  const fitting = least + ((payload - least) % (pageSize - 4));
  return (fitting <= most ? fitting : least) + 4;
}

/** Flips one bit of a file. */
export function flipBit(path: string, offset: number, bit: number): void {
  const file = readFileSync(path);
  file.writeUInt8(file.readUInt8(offset) ^ (1 << bit), offset);
  writeFileSync(path, file);
}
