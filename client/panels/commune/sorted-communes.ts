import type { CommuneResult } from "../../../geodata/model/summary.ts";
import { compareVietnamese } from "../../../geodata/text/vietnamese-order.ts";

export const COMMUNE_COLUMNS = ["communeName", "mobile", "ftth"] as const;
export type CommuneColumn = (typeof COMMUNE_COLUMNS)[number];

/** Thôn that are known to be without; those that nobody knows of are apart. */
export function uncovered({ numerator, denominator, unknown }: CommuneResult["mobile"]): number {
  return denominator - numerator - unknown;
}

/** Communes by a column: most uncovered first, then most unknown, then the lower share, then by name. */
export function sortedCommunes(
  communes: readonly CommuneResult[],
  by: CommuneColumn,
): CommuneResult[] {
  const byName = (a: CommuneResult, b: CommuneResult) => compareVietnamese(a.name, b.name);
  if (by === "communeName") return communes.toSorted(byName);
  return communes.toSorted(
    (a, b) =>
      uncovered(b[by]) - uncovered(a[by]) ||
      b[by].unknown - a[by].unknown ||
      a[by].numerator * b[by].denominator - b[by].numerator * a[by].denominator ||
      byName(a, b),
  );
}
