import type { Validity } from "../../geodata/model/day.ts";
import { changingDay } from "./changing-day.ts";

const changeDays = new WeakMap<readonly Validity[], string[]>();

/**
 * The first day of the stretch around `day` in which the same rows are valid; "" before the first
 * change. Days with the same answer can share whatever depends on validity alone.
 */
export function stretchAround(rows: readonly Validity[], day: string): string {
  let days = changeDays.get(rows);
  if (!days) {
    days = [
      "",
      ...new Set(rows.flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? validFrom])),
    ].sort();
    changeDays.set(rows, days);
  }
  return changingDay(days, day);
}
