import { isCalendarDay, type Validity } from "../../geodata/model/day.ts";
import { invalid } from "../http/query-parameters.ts";

/** Days of Asia/Ho_Chi_Minh, both ends included; an absent end is open. */
export interface DayInterval {
  from?: string;
  to?: string;
}

/** Vietnam has had UTC+7 without summer time since 1975. */
const HO_CHI_MINH_OFFSET_MS = 7 * 3_600_000;
const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(\.\d+)?)?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
/** GDAL's way of a date filter: the letter that begins a time, and no time. */
const HALF_DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt]$/;
const EXPECTED =
  "ngày YYYY-MM-DD, hay thời điểm RFC 3339 có múi giờ (Z, +07:00), hay khoảng a/b, ../b, a/..";

/**
 * `datetime` of OGC API – Features: an instant, a date, or an interval of them. Everything here is
 * true for whole days of Asia/Ho_Chi_Minh, so an instant is the day that it falls on there. What can
 * only mean one thing is read (`2020-01-01T`, no seconds); an instant without a zone is refused.
 */
export function readDatetime(text: string | undefined): DayInterval | undefined {
  if (text === undefined) return undefined;
  const parts = text.split("/");
  if (parts.length === 1) {
    const instant = dayOf(text, text);
    return { from: instant.day, to: instant.day };
  }
  const [start = "", end = ""] = parts;
  if (parts.length > 2 || (isOpen(start) && isOpen(end))) throw invalid("datetime", text, EXPECTED);
  const from = isOpen(start) ? undefined : dayOf(start, text);
  const to = isOpen(end) ? undefined : dayOf(end, text);
  if (from && to && (from.day > to.day || (from.ms ?? 0) > (to.ms ?? Number.POSITIVE_INFINITY)))
    throw invalid("datetime", text, "đầu khoảng không sau cuối khoảng");
  return { ...(from && { from: from.day }), ...(to && { to: to.day }) };
}

/** True when a half-open validity shares a day with the interval. */
export function isValidIn(row: Validity, interval: DayInterval): boolean {
  return (
    (interval.to === undefined || row.validFrom <= interval.to) &&
    (interval.from === undefined || row.validTo === undefined || interval.from < row.validTo)
  );
}

/** The day of the interval that is nearest to `day`: an instant is its own day. */
export function nearestDay(interval: DayInterval | undefined, day: string): string {
  if (interval?.from !== undefined && day < interval.from) return interval.from;
  if (interval?.to !== undefined && day > interval.to) return interval.to;
  return day;
}

function isOpen(text: string): boolean {
  return text === "" || text === "..";
}

interface ReadInstant {
  day: string;
  /** Unix milliseconds; absent for a date, which is compared as a day. */
  ms?: number;
}

function dayOf(text: string, whole: string): ReadInstant {
  const date = HALF_DATE_TIME.exec(text)?.[1] ?? text;
  if (isCalendarDay(date)) return { day: date };
  const [, day, hour, minute, second = "00", fraction = "", offset] = DATE_TIME.exec(text) ?? [];
  if (!day || !offset || !isCalendarDay(day)) throw invalid("datetime", whole, EXPECTED);
  // A leap second has no instant of its own in ECMAScript: it counts as the second before.
  const iso = `${day}T${hour}:${minute}:${second === "60" ? "59" : second}${fraction.slice(0, 4)}${offset.toUpperCase()}`;
  const ms = Date.parse(iso);
  return { day: new Date(ms + HO_CHI_MINH_OFFSET_MS).toISOString().slice(0, 10), ms };
}
