const FORMAT = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 6 });

/** 1246.5 gives "1.246,5". */
export function vietnameseNumber(value: number): string {
  return FORMAT.format(value);
}

/**
 * A number as Vietnamese or English sheets write it: "21,791481", "21.791481", "2.418.964,68",
 * "1.246" (a thousand where a whole number is due). Undefined for anything else.
 */
export function parseNumber(text: string, isWhole = false): number | undefined {
  const plain = text.replace(/[\s\u00a0']/g, "");
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(plain)) return undefined;
  const commas = plain.split(",").length - 1;
  const dots = plain.split(".").length - 1;
  const decimal = decimalMark(plain, commas, dots, isWhole);
  const grouping = decimal === "," ? "." : decimal === "." ? "," : /[.,]/g;
  if (!isGrouped(plain, decimal)) return undefined;
  const value = Number(plain.replaceAll(grouping, "").replace(",", "."));
  return Number.isFinite(value) ? value : undefined;
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
  if (isWhole && /^[+-]?\d{1,3}[.,]\d{3}$/.test(plain)) return undefined;
  if (commas === 1) return ",";
  return dots === 1 ? "." : undefined;
}

/** Groups before the decimals are of three digits, or there are none; one decimal mark at most. */
function isGrouped(plain: string, decimal: "," | "." | undefined): boolean {
  const [whole = "", ...rest] = decimal === undefined ? [plain] : plain.split(decimal);
  if (rest.length > 1 || /[.,]/.test(rest[0] ?? "")) return false;
  return /^[+-]?(\d*|\d{1,3}([.,]\d{3})+)$/.test(whole);
}

/** 21°47'29.33"B, 106 26 19,6 E or plain degrees, as degrees; undefined for anything else. */
export function parseDegrees(text: string): number | undefined {
  const plain = parseNumber(text);
  if (plain !== undefined) return plain;
  const parts =
    /^\s*(\d{1,3})\s*[°ºd\s]\s*(\d{1,2})\s*['′’\s]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["″”]|''|′′)?)?\s*([BNĐE]?)\s*$/iu.exec(
      text.normalize("NFC"),
    );
  if (!parts) return undefined;
  const [, degrees = "", minutes = "", seconds = "0"] = parts;
  const [min, sec] = [Number(minutes), Number(seconds.replace(",", "."))];
  return min < 60 && sec < 60 ? Number(degrees) + min / 60 + sec / 3600 : undefined;
}
