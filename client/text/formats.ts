import type { Ratio } from "../../geodata/model/ratio.ts";
import { percentTenths } from "../../geodata/rules/ratio.ts";
import type { Language } from "../view.ts";

/** Whole numbers with the language's group separator: 1.246. */
export function countText(count: number, language: Language): string {
  return grouped(Math.trunc(count).toString(), language);
}

function grouped(digits: string, language: Language): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, language === "vi" ? "." : ",");
}

const decimalMark = (language: Language) => (language === "vi" ? "," : ".");

/**
 * A share as text with one decimal, rounded down: 97,8 % is never shown as 98 %. The decimal is
 * left out only where the share is exactly a whole number of per cent. Empty where nothing counts.
 */
export function percentText(ratio: Ratio, language: Language): string {
  const tenths = percentTenths(ratio);
  if (tenths === undefined) return "";
  const isWhole = tenths % 10 === 0 && ratio.numerator * 1000 === tenths * ratio.denominator;
  const whole = Math.trunc(tenths / 10);
  return isWhole ? `${whole}%` : `${whole}${decimalMark(language)}${tenths % 10}%`;
}

/** Tens of metres up to 1 km, then kilometres with one decimal: 850 m; 12,4 km. */
export function distanceText(metres: number, language: Language): string {
  if (metres < 5) return language === "vi" ? "dưới 10 m" : "under 10 m";
  if (metres < 950) return `${Math.round(metres / 10) * 10} m`;
  return `${decimalText(metres / 1000, 1, language)} km`;
}

/** A limit of a rule, whole kilometres without a decimal: 5 km. */
export function limitText(metres: number, language: Language): string {
  return metres % 1000 === 0 ? `${metres / 1000} km` : distanceText(metres, language);
}

/** A number with a fixed count of decimals: 2.418.964,68. */
export function decimalText(value: number, decimals: number, language: Language): string {
  const [whole = "0", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const sign = value < 0 ? "-" : "";
  return `${sign}${grouped(whole, language)}${fraction ? decimalMark(language) + fraction : ""}`;
}

/** A figure as the plan prints it ("80.69") with the language's decimal mark. */
export function printedText(printed: string, language: Language): string {
  return language === "vi" ? printed.replace(/(\d)\.(\d)/g, "$1,$2") : printed;
}

const MONTHS_EN = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** 30/06/2023; in English 30 Jun 2023, which cannot be misread. */
export function dayText(day: string, language: Language): string {
  const [year, month, date] = day.split("-");
  if (!year || !month || !date) return day;
  return language === "vi"
    ? `${date}/${month}/${year}`
    : `${Number(date)} ${MONTHS_EN[Number(month) - 1]} ${year}`;
}

const ROMAN = ["I", "II", "III", "IV"];
const lastDayOfQuarter = ["03-31", "06-30", "09-30", "12-31"];

/** `quý IV/2025` where the day closes a quarter, else the day itself. */
export function quarterText(day: string, language: Language): string {
  const quarter = lastDayOfQuarter.indexOf(day.slice(5));
  if (quarter < 0) return dayText(day, language);
  return language === "vi"
    ? `quý ${ROMAN[quarter]}/${day.slice(0, 4)}`
    : `Q${quarter + 1} ${day.slice(0, 4)}`;
}

/** A period as the plan writes it ("2023-Q2", "2025") in words. */
export function periodText(period: string, language: Language): string {
  const match = /^(\d{4})-Q([1-4])$/.exec(period);
  if (!match) return period;
  const [, year, quarter] = match;
  return language === "vi" ? `quý ${ROMAN[Number(quarter) - 1]}/${year}` : `Q${quarter} ${year}`;
}

/** WGS 84, five decimals (about a metre), as maps and phones take them: 21.95644, 106.70045. */
export function wgs84Text(lat: number, lon: number): string {
  return `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
}

/** VN-2000 as the decree on surveying writes it: X is northing, metres. */
export function vn2000Text(x: number, y: number, language: Language): string {
  return `X = ${decimalText(x, 2, language)}; Y = ${decimalText(y, 2, language)}`;
}

/** `a`, `a và b`, `a, b và c`. */
export function listText(items: readonly string[], language: Language): string {
  const and = language === "vi" ? " và " : " and ";
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")}${and}${items.at(-1)}`;
}

/** First letter large, the rest as it is: for sentences that begin with a quarter's name. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);
}
