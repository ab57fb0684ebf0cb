import type { Validity } from "../../geodata/model/day.ts";

type Versioned = Validity & { id: string };

/**
 * Fits the rows of a file into what is known of the same ids. A row that tells the same state
 * corrects the version that is open; one that tells another state (by `isSameState`) ends it and
 * begins today. A version that began today is simply corrected: it was never true.
 */
export function closedVersions<Row extends Versioned>(
  rows: readonly Row[],
  stored: readonly Row[],
  today: string,
  isSameState: (a: Row, b: Row) => boolean,
): { rows: Row[]; closed: Row[] } {
  // Rows come in the order of their keys, so that the last of an id is its newest version.
  const newest = new Map(stored.map((row) => [row.id, row]));
  const closed: Row[] = [];
  const fitted = rows.map((row): Row => {
    const old = newest.get(row.id);
    if (!old) return row;
    if (isSameState(row, old)) {
      const validTo = row.validTo ?? old.validTo;
      return { ...row, validFrom: old.validFrom, ...(validTo === undefined ? {} : { validTo }) };
    }
    if (old.validFrom >= today) return { ...row, validFrom: old.validFrom };
    if (old.validTo === undefined) closed.push({ ...old, validTo: today });
    return { ...row, validFrom: old.validTo ?? today };
  });
  return { rows: fitted, closed };
}
