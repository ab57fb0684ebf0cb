/** The day `count` days after `day` (before, when negative). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}

/** The day at a share (0..1) of the way from one day to another. */
export function dayBetween(from: string, to: string, share: number): string {
  return addDays(from, Math.round(((Date.parse(to) - Date.parse(from)) / 86_400_000) * share));
}

/** The later of two days. */
export const later = (a: string, b: string) => (a > b ? a : b);
