import type { Evidence } from "../model/evidence.ts";
import { publicContentOf } from "./evidence-in-force.ts";

/**
 * What evidence is called: kind, thôn, operator, technology and day. A file that gives no id of its
 * own means this one, so that a later file corrects an earlier one.
 */
export function plainEvidenceId(
  row: Pick<Evidence, "kind" | "villageId" | "operatorCode" | "technology" | "observedOn">,
): string {
  const head = row.kind === "claimed" ? "claim" : row.kind;
  return [head, row.villageId, row.operatorCode, row.technology, row.observedOn].join("-");
}

/**
 * Rows with their public ids, such as `claim-CL-06196-01-VTL-lte-2025-12-30.1`: the plain id and
 * what is said. The id of a file may be an operator's own number, so nothing of it goes in; rows that
 * say the same of the same are interchangeable and counted (`…#2`). In the order of the rows given.
 */
export function withPublicEvidenceIds<Row extends Evidence>(
  rows: readonly Row[],
): { publicId: string; row: Row }[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const said = `${plainEvidenceId(row)}.${publicContentOf(row)}`;
    const nth = (seen.get(said) ?? 0) + 1;
    seen.set(said, nth);
    return { publicId: nth === 1 ? said : `${said}#${nth}`, row };
  });
}
