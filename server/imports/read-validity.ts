import { addDays } from "../../geodata/model/day.ts";
import type { ImportField } from "./match-columns.ts";
import type { RowReader } from "./row-reader.ts";

/** The interval of a row as we publish it: both days belong to it. */
export const VALIDITY_FIELDS: readonly ImportField[] = [
  { name: "validFrom", headers: ["valid from", "co gia tri tu"] },
  { name: "validTo", headers: ["valid to", "co gia tri den"] },
];

/** As stored: `validTo` is the first day on which the row is no longer true. */
export function readValidity(reader: RowReader): { validFrom?: string; validTo?: string } {
  const validFrom = reader.day("validFrom");
  const last = reader.day("validTo");
  if (validFrom !== undefined && last !== undefined && last < validFrom)
    reader.error("validTo", "out_of_range", {
      got: reader.text("validTo") ?? last,
      expected: "ngày không trước ngày bắt đầu",
    });
  return {
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(last === undefined ? {} : { validTo: addDays(last, 1) }),
  };
}
