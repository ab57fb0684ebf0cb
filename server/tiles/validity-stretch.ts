import type { Validity } from "../../geodata/model/day.ts";

const changeDays = new WeakMap<readonly Validity[], string[]>();

/**
 * The first day of the stretch around `day` in which the same rows are valid; "" before the first
 * change. Days with the same answer can share whatever depends on validity alone.
 */
export function stretchAround(rows: readonly Validity[], day: string): string {
  let days = changeDays.get(rows);
  if (!days) {
    days = [
      ...new Set(rows.flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? validFrom])),
    ].sort();
    changeDays.set(rows, days);
  }
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return days[low - 1] ?? "";
}
