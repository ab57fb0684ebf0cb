import { Type } from "typebox";

const DAY_MS = 86_400_000;

/** A calendar day of Asia/Ho_Chi_Minh, `YYYY-MM-DD`. Days compare as strings. */
export const Day = Type.String({
  pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$",
  description: "Calendar day of Asia/Ho_Chi_Minh, YYYY-MM-DD",
});

/** An instant in UTC, RFC 3339 with milliseconds and `Z`. */
export const Instant = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$",
  description: "Instant in UTC, RFC 3339",
});

/** When a row was true: `validFrom <= day < validTo`. An absent `validTo` means "still". */
export const validity = {
  validFrom: Day,
  validTo: Type.Optional(Day),
};

export interface Validity {
  validFrom: string;
  validTo?: string;
}

/** True when the half-open interval of `row` holds `day`. */
export function isValidOn(row: Validity, day: string): boolean {
  return row.validFrom <= day && (row.validTo === undefined || day < row.validTo);
}

/** The day on which a row's state is told: `day` itself, else the nearest day of its validity. */
export function dayWithin(row: Validity, day: string): string {
  if (isValidOn(row, day)) return day;
  if (row.validTo === undefined || day < row.validFrom) return row.validFrom;
  return dayBefore(row.validTo);
}

/** The calendar day `count` days after (before, when negative). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The calendar day before. Published intervals end on it: `validTo` of a row is exclusive. */
export const dayBefore = (day: string) => addDays(day, -1);

/** True for a day that the calendar has: not 2025-02-30. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
}
