/** First and last quarter ends that operators report on. */
export const QUARTER_ENDS = [
  "2023-06-30",
  "2023-09-30",
  "2023-12-31",
  "2024-03-31",
  "2024-06-30",
  "2024-09-30",
  "2024-12-31",
  "2025-03-31",
  "2025-06-30",
  "2025-09-30",
  "2025-12-31",
] as const;

/** The day that the plan's baseline speaks of, and the last day of the demonstration. */
export const START_DAY = QUARTER_ENDS[0];
export const END_DAY = QUARTER_ENDS[10];

/** The day `count` days after `day` (before, when negative). */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** The day at a share (0..1) of the way from one day to another. */
export function dayBetween(from: string, to: string, share: number): string {
  const span = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return addDays(from, Math.round(span * share));
}

/** The later of two days. */
export function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** The earlier of two days. */
export function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
