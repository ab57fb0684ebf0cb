import { Type } from "typebox";

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
