import { addDays } from "../../geodata/model/day.ts";

/** The day at a share (0..1) of the way from one day to another. */
export function dayBetween(from: string, to: string, share: number): string {
  return addDays(from, Math.round(((Date.parse(to) - Date.parse(from)) / 86_400_000) * share));
}

/** The later of two days. */
export const later = (a: string, b: string) => (a > b ? a : b);
