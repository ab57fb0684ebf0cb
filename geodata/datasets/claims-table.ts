import type { Evidence } from "../model/evidence.ts";
import type { Operator } from "../model/operator.ts";
import { TECHNOLOGIES, type Technology } from "../model/technology.ts";
import type { Village } from "../model/village.ts";

/** One line of `claims.csv` as a CSV reader gives it: every cell is text. */
export interface ClaimRow {
  village_id: string;
  operator: string;
  technology: string;
  /** "1" = the operator says that it reaches the centre, "0" = that it does not. */
  covered: string;
  /** Ids of the clusters that it does not reach, joined by `|`; the others it reaches. */
  uncovered_clusters: string;
  /** YYYY-MM-DD */
  observed_on: string;
}

/** The columns of `claims.csv`, in order. */
export const CLAIM_COLUMNS = [
  "village_id",
  "operator",
  "technology",
  "covered",
  "uncovered_clusters",
  "observed_on",
] as const satisfies readonly (keyof ClaimRow)[];

const CLAIM_SOURCE = "Nhà mạng báo cáo (dữ liệu minh họa)";

/**
 * The evidence that the lines of `claims.csv` stand for: what each operator says of a thôn's centre
 * and of each of its clusters. Pure, in the order of the lines. Throws, naming the line, on a thôn,
 * operator, technology, flag or cluster that it does not know.
 */
export function claimsFromRows(
  rows: readonly ClaimRow[],
  villagesById: ReadonlyMap<string, Village>,
  operatorsByCode: ReadonlyMap<string, Operator>,
): Evidence[] {
  return rows.map((row, index) => {
    const refuse = (column: keyof ClaimRow, expected: string) =>
      new Error(`claims line ${index + 2}, ${column}: got "${row[column]}", expected ${expected}`);
    const village = villagesById.get(row.village_id);
    if (village === undefined) throw refuse("village_id", "a known thôn");
    const operator = operatorsByCode.get(row.operator);
    if (operator === undefined) throw refuse("operator", "a known operator");
    if (!isTechnology(row.technology)) throw refuse("technology", TECHNOLOGIES.join(", "));
    if (row.covered !== "0" && row.covered !== "1") throw refuse("covered", "0 or 1");
    const uncovered = new Set(row.uncovered_clusters.split("|").filter((id) => id !== ""));
    const clusters = village.clusters.map(({ id }) => ({
      clusterId: id,
      covered: !uncovered.delete(id),
    }));
    if (uncovered.size > 0) throw refuse("uncovered_clusters", `clusters of ${village.id}`);
    return {
      id: `claim-${village.id}-${operator.code}-${row.technology}-${row.observed_on}`,
      villageId: village.id,
      operatorCode: operator.code,
      technology: row.technology,
      kind: "claimed",
      covered: row.covered === "1",
      clusters,
      observedOn: row.observed_on,
      author: operator.name,
      dataSource: "demo",
      source: CLAIM_SOURCE,
    };
  });
}

function isTechnology(text: string): text is Technology {
  return (TECHNOLOGIES as readonly string[]).includes(text);
}
