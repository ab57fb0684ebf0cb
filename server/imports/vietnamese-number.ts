const FORMAT = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 6 });

/** 1246.5 gives "1.246,5". */
export function vietnameseNumber(value: number): string {
  return FORMAT.format(value);
}

/** No number of a sheet is longer; what is longer is not looked at. */
const MAX_CHARACTERS = 40;

/**
 * A number as Vietnamese or English sheets write it: "21,791481", "21.791481", "2.418.964,68",
 * "1.246" (a thousand where a whole number is due), "1 246". Groups are of three digits and the
 * first of them does not begin with 0: "0,123" is a fraction only. Undefined for anything else.
 */
export function parseNumber(text: string, isWhole = false): number | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  const plain = ungrouped(plainDigits(text).trim().replace(/^'/, ""));
  if (plain === undefined || !/^[+-]?[\d.,]*\d$/.test(plain)) return undefined;
  const commas = plain.split(",").length - 1;
  const dots = plain.split(".").length - 1;
  const decimal = decimalMark(plain, commas, dots, isWhole);
  const grouping = decimal === "," ? "." : decimal === "." ? "," : /[.,]/g;
  if (!isGrouped(plain, decimal)) return undefined;
  const value = Number(plain.replaceAll(grouping, "").replace(",", "."));
  return Number.isFinite(value) ? value : undefined;
}

/** Digits, signs and marks of full width, and the typographic minus, as a keyboard writes them. */
export function plainDigits(text: string): string {
  return text
    .replace(/[\uFF0B-\uFF0F\uFF10-\uFF1A]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
    )
    .replace(/[\u2212\u2010\u2011\uFE63]/g, "-");
}

/** Without the blanks or apostrophes between groups of three; undefined where they stand elsewhere. */
function ungrouped(text: string): string | undefined {
  if (!/[\s']/.test(text)) return text;
  return /^[+-]?\s?[1-9]\d{0,2}(?:[\s']\d{3})+(?:[.,]\d+)?$/.test(text) ||
    /^[+-]\s?\d+(?:[.,]\d+)?$/.test(text)
    ? text.replace(/[\s']/g, "")
    : undefined;
}

/** The mark before the decimals; undefined where every mark only groups thousands. */
function decimalMark(
  plain: string,
  commas: number,
  dots: number,
  isWhole: boolean,
): "," | "." | undefined {
  if (commas > 0 && dots > 0) return plain.lastIndexOf(",") > plain.lastIndexOf(".") ? "," : ".";
  if (commas > 1 || dots > 1) return undefined;
  if (isWhole && /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(plain)) return undefined;
  if (commas === 1) return ",";
  return dots === 1 ? "." : undefined;
}

/** Groups before the decimals are of three digits, or there are none; one decimal mark at most. */
function isGrouped(plain: string, decimal: "," | "." | undefined): boolean {
  const [whole = "", ...rest] = decimal === undefined ? [plain] : plain.split(decimal);
  if (rest.length > 1 || /[.,]/.test(rest[0] ?? "")) return false;
  return /^[+-]?(\d*|[1-9]\d{0,2}([.,]\d{3})+)$/.test(whole);
}
