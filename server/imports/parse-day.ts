/** A day as a sheet writes it, and how it was understood where that was not plain. */
export interface ParsedDay {
  /** YYYY-MM-DD */
  day: string;
  /** Said to the user: the value was not written as dd/mm/yyyy or YYYY-MM-DD. */
  note?: string;
}

/** Excel counts days from 1899-12-30; numbers of the years 1954 to 2064. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);
const EXCEL_SERIAL = /^[2-5]\d{4}(\.0+)?$/;
const DAY_MS = 86_400_000;

/**
 * dd/mm/yyyy (also with - or .), YYYY-MM-DD with or without a time, Excel's serial number, and
 * "31-Th12-24". Never mm/dd/yyyy: day and month are not swapped. Undefined for anything else and
 * for days that do not exist.
 */
export function parseDay(text: string): ParsedDay | undefined {
  const given = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(given);
  if (iso) return existing(iso[1], iso[2], iso[3]);
  const vietnamese = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(given);
  if (vietnamese) return existing(vietnamese[3], vietnamese[2], vietnamese[1]);
  const worded = /^(\d{1,2})-Th(\d{1,2})-(\d{2}|\d{4})$/i.exec(given);
  if (worded) {
    const year = worded[3]?.length === 2 ? `20${worded[3]}` : worded[3];
    return noted(existing(year, worded[2], worded[1]), given);
  }
  if (EXCEL_SERIAL.test(given)) {
    const date = new Date(EXCEL_EPOCH_MS + Math.trunc(Number(given)) * DAY_MS);
    return noted({ day: date.toISOString().slice(0, 10) }, `số ngày ${given} của Excel`);
  }
  return undefined;
}

function existing(year = "", month = "", date = ""): ParsedDay | undefined {
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) return undefined;
  return { day };
}

function noted(parsed: ParsedDay | undefined, given: string): ParsedDay | undefined {
  return parsed && { ...parsed, note: `${given} được hiểu là ${vietnameseDay(parsed.day)}` };
}

/** 2023-06-30 as 30/06/2023. */
export function vietnameseDay(day: string): string {
  return day.split("-").reverse().join("/");
}

/** The calendar day of an instant in Viet Nam. */
export function dayInVietNam(instant: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(instant);
}
