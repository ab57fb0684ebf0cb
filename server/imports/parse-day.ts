import { plainDigits } from "./vietnamese-number.ts";

/** A day as a sheet writes it, and how it was understood where that was not plain. */
export interface ParsedDay {
  /** YYYY-MM-DD */
  day: string;
  /** Said to the user: the value was not written as dd/mm/yyyy or YYYY-MM-DD. */
  note?: string;
}

/** Excel counts days from 1899-12-30; numbers of the years 1954 to 2064. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);
const EXCEL_SERIAL = /^([2-5]\d{4})(?:[.,]\d+)?$/;
const DAY_MS = 86_400_000;

/** Years that a filing may speak of: before them there was no mobile network here. */
const YEARS = [1990, 2100] as const;

/** No notation of a day is longer; what is longer is not looked at. */
const MAX_CHARACTERS = 60;

const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?: ?(AM|PM|SA|CH))?`;
const ZONE = String.raw`(?: ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?`;
const TIME_AFTER = new RegExp(`^(.*?)(?:T|,? )${TIME}${ZONE}$`, "i");
const TIME_BEFORE = new RegExp(`^${TIME},? (.*)$`, "i");

/**
 * dd/mm/yyyy (also with - or .), YYYY-MM-DD, YYYY/MM/DD, each with a time of day; Excel's serial
 * number, 20251231, "31-Th12-24", "31 tháng 12 năm 2025". Never mm/dd/yyyy: day and month are not
 * swapped. An instant with its zone is the day that it is in Viet Nam. Undefined for anything else
 * and for days that do not exist.
 */
export function parseDay(text: string): ParsedDay | undefined {
  const given = plainDigits(text.normalize("NFC")).replace(/\s+/g, " ").trim();
  if (given.length > MAX_CHARACTERS) return undefined;
  const after = TIME_AFTER.exec(given);
  if (after) return atTime(after[1] ?? "", after.slice(2, 6), after[6], given);
  const before = TIME_BEFORE.exec(given);
  if (before) return atTime(before[5] ?? "", before.slice(1, 5), undefined, given);
  return plainDay(given) ?? oddDay(given);
}

/** What about a text is no day, where more can be said than that. */
export function whyNoDay(text: string): string {
  const given = text.trim();
  if (given.length > MAX_CHARACTERS) return "Ô này dài hơn một ngày.";
  if (/^\d{1,2}[/.-]\d{4}$|^\d{4}[/.-]\d{1,2}$|^\d{4}$|^(?:quý|tháng|năm)(?=[\s\d])/iu.test(given))
    return "Cần cả ngày, không chỉ tháng, quý hay năm.";
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?:\D|$)/.test(given))
    return "Năm cần đủ bốn chữ số, ví dụ 31/12/2024: viết hai chữ số thì không biết số nào là năm.";
  return `Ngày đứng trước tháng, năm từ ${YEARS[0]} đến ${YEARS[1]}, ví dụ 31/12/2024.`;
}

function plainDay(given: string): ParsedDay | undefined {
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(given);
  if (iso) return existing(iso[1], iso[3], iso[4]);
  const vietnamese = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(given);
  return vietnamese ? existing(vietnamese[4], vietnamese[3], vietnamese[1]) : undefined;
}

/** Notations that are understood, and said. */
function oddDay(given: string): ParsedDay | undefined {
  const worded = /^(\d{1,2})-Th(?:g|áng)? ?(\d{1,2})-(\d{2}|\d{4})$/iu.exec(given);
  if (worded) {
    const year = worded[3]?.length === 2 ? `20${worded[3]}` : worded[3];
    return noted(existing(year, worded[2], worded[1]), given);
  }
  const spoken = /^(?:ngày )?(\d{1,2}) tháng (\d{1,2}),? năm (\d{4})$/iu.exec(given);
  if (spoken) return existing(spoken[3], spoken[2], spoken[1]);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(given);
  if (compact) return noted(existing(compact[1], compact[2], compact[3]), given);
  const serial = EXCEL_SERIAL.exec(given)?.[1];
  if (serial === undefined) return undefined;
  const day = new Date(EXCEL_EPOCH_MS + Number(serial) * DAY_MS).toISOString().slice(0, 10);
  return noted(inYears(day), `số ngày ${given} của Excel`);
}

/** A day with its time; with a zone it is an instant, whose day in Viet Nam counts. */
function atTime(
  date: string,
  [hour = "", minute = "", second = "0", half]: (string | undefined)[],
  zone: string | undefined,
  given: string,
): ParsedDay | undefined {
  const parsed = plainDay(date.trim());
  const isTime =
    Number(minute) < 60 &&
    Number(second) < 60 &&
    (half ? Number(hour) >= 1 && Number(hour) <= 12 : Number(hour) < 24);
  if (!parsed || !isTime) return undefined;
  if (zone === undefined) return parsed;
  const offset = /^([+-]\d{2}):?(\d{2})?$/.exec(zone);
  const clock = `${hoursOf(hour, half)}:${minute}:${second.padStart(2, "0")}`;
  const instant = new Date(
    `${parsed.day}T${clock}${offset ? `${offset[1]}:${offset[2] ?? "00"}` : "Z"}`,
  );
  if (Number.isNaN(instant.getTime())) return undefined;
  const day = dayInVietNam(instant);
  return day === parsed.day ? parsed : noted(inYears(day), `thời điểm ${given} (giờ Việt Nam)`);
}

function hoursOf(hour: string, half: string | undefined): string {
  const isAfternoon = /^(?:PM|CH)$/i.test(half ?? "");
  const hours = half ? (Number(hour) % 12) + (isAfternoon ? 12 : 0) : Number(hour);
  return String(hours).padStart(2, "0");
}

function existing(year = "", month = "", date = ""): ParsedDay | undefined {
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) return undefined;
  return inYears(day);
}

function inYears(day: string): ParsedDay | undefined {
  const year = Number(day.slice(0, 4));
  return year >= YEARS[0] && year <= YEARS[1] ? { day } : undefined;
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
