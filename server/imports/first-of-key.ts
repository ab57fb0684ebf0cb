import type { RowReader } from "./row-reader.ts";

/**
 * Lets each key through once. A later row of the same key is refused, with the row that has it; a
 * row that is refused for something else does not take its key.
 */
export function makeFirstOfKey(field: string, expected: string) {
  const rowOf = new Map<string, number>();
  return {
    rowOf: rowOf as ReadonlyMap<string, number>,
    isFirst(reader: RowReader, key: string, shown = reader.text(field) ?? key): boolean {
      const earlier = rowOf.get(key);
      if (earlier === undefined) {
        if (!reader.isRefused) rowOf.set(key, reader.row.number);
        return true;
      }
      reader.error(field, "duplicate", {
        got: shown,
        expected,
        suggestion: `Đã có ở dòng (đối tượng) ${earlier}; hãy giữ một dòng.`,
      });
      return false;
    },
  };
}
