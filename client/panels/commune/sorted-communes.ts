import type { CommuneResult } from "../../../geodata/model/summary.ts";
import { compareVietnamese } from "../../../geodata/text/vietnamese-order.ts";

export const COMMUNE_COLUMNS = ["communeName", "mobile", "ftth"] as const;
export type CommuneColumn = (typeof COMMUNE_COLUMNS)[number];

/** Thôn that are still to be covered or asked about, as the targets count them. */
export function missing({ numerator, denominator }: CommuneResult["mobile"]): number {
  return denominator - numerator;
}

/** Communes by a column: most missing first, ties by the lower share, then by name. */
export function sortedCommunes(
  communes: readonly CommuneResult[],
  by: CommuneColumn,
): CommuneResult[] {
  const byName = (a: CommuneResult, b: CommuneResult) => compareVietnamese(a.name, b.name);
  if (by === "communeName") return communes.toSorted(byName);
  return communes.toSorted(
    (a, b) =>
      missing(b[by]) - missing(a[by]) ||
      a[by].numerator * b[by].denominator - b[by].numerator * a[by].denominator ||
      byName(a, b),
  );
}
