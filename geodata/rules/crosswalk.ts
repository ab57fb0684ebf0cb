import type { CrosswalkRow, Epoch } from "../model/administrative-unit.ts";
import type { Village } from "../model/village.ts";

/** New code by old code. */
export type Crosswalk = ReadonlyMap<string, string>;

export function makeCrosswalk(
  rows: readonly Pick<CrosswalkRow, "oldCode" | "newCode">[],
): Crosswalk {
  return new Map(rows.map((row) => [row.oldCode, row.newCode]));
}

/**
 * The commune that a thôn is grouped under: the stored one of 2023, or the one that it went into in
 * 2025. A commune that the crosswalk does not name keeps its code, so that no thôn is dropped.
 */
export function communeCodeOf(
  village: Pick<Village, "communeCode">,
  epoch: Epoch,
  crosswalk: Crosswalk,
): string {
  if (epoch === "2023") return village.communeCode;
  return crosswalk.get(village.communeCode) ?? village.communeCode;
}
