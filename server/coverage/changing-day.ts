import { UNITS_2025_FROM } from "../../geodata/model/administrative-unit.ts";
import { addDays, type Validity } from "../../geodata/model/day.ts";
import type { Rule } from "../../geodata/model/rule.ts";

/** Everything that makes one day differ from the day before it. */
export interface DatedRows {
  /** Rows of every kind that a verdict or a distance depends on, also those that nobody is shown. */
  rows: readonly (readonly Validity[])[];
  /** Distinct days of observation. */
  evidenceDays: readonly string[];
  /** Its shelf lives: on the day after the last one evidence counts no more. */
  rule: Pick<Rule, "evidence">;
}

/** Before anything was: all days before the first change are this one. */
const BEFORE_EVERYTHING = "0000-01-01";

/**
 * The days on which something changes under a rule, ascending: a row begins or ends, evidence is
 * observed or expires, the communes of 2025 begin. On any other day everything is as on the last of
 * these before it, so few days serve all that a caller may ask for.
 */
export function changingDays({ rows, evidenceDays, rule }: DatedRows): string[] {
  const days = new Set([BEFORE_EVERYTHING, UNITS_2025_FROM, ...evidenceDays]);
  for (const kind of rows)
    for (const { validFrom, validTo } of kind) {
      days.add(validFrom);
      if (validTo !== undefined) days.add(validTo);
    }
  const shelfLives = new Set(rule.evidence.flatMap(({ shelfLifeDays }) => shelfLifeDays ?? []));
  for (const shelfLifeDays of shelfLives)
    for (const day of evidenceDays) days.add(addDays(day, shelfLifeDays + 1));
  return [...days].sort();
}

/** The last of the changing days that is not after `asOf`. */
export function changingDay(days: readonly string[], asOf: string): string {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! <= asOf) low = middle + 1;
    else high = middle;
  }
  return days[low - 1] ?? asOf;
}
