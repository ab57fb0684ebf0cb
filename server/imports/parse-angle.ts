import { parseNumber, plainDigits } from "./vietnamese-number.ts";

/** Degrees of a longitude or latitude, and which of the two a letter said that it is. */
export interface Angle {
  degrees: number;
  axis?: "lon" | "lat";
}

/** No notation of an angle is longer; what is longer is not looked at. */
const MAX_CHARACTERS = 60;

/**
 * Letters of the sides in English and Vietnamese (Bắc, Nam, Đông, Tây), also "D" for Đ. "N" is
 * North here: the province has no South.
 */
const SIDES: readonly { words: string; axis: "lon" | "lat"; sign: 1 | -1 }[] = [
  { words: "BẮC|NORTH|N|B", axis: "lat", sign: 1 },
  { words: "NAM|SOUTH|S", axis: "lat", sign: -1 },
  { words: "ĐÔNG|EAST|E|Đ|Ð|D", axis: "lon", sign: 1 },
  { words: "TÂY|WEST|W|T", axis: "lon", sign: -1 },
];
const SIDE_PATTERNS = SIDES.map(({ words, axis, sign }) => ({
  axis,
  sign,
  before: new RegExp(`^(?:${words})(?=[\\s\\d])\\s*`, "iu"),
  after: new RegExp(`\\s*(?<=[\\s\\d°'"])(?:${words})$`, "iu"),
}));

/**
 * 21°57'18.1"N, N 21°57'18.1", 106°42.053'Đ, 106.7009°, 106 42 03,2, 106-42-03.2 or plain degrees;
 * undefined for anything else. Minutes and seconds are below 60, only the last part has decimals.
 */
export function parseAngle(text: string): Angle | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  const number = parseNumber(text);
  if (number !== undefined) return { degrees: number };
  let body = plainMarks(text);
  const sides = SIDE_PATTERNS.flatMap(({ axis, sign, before, after }) => {
    const without = body.replace(before, "").replace(after, "");
    if (without === body) return [];
    body = without.trim();
    return [{ axis, sign }];
  });
  const [side] = sides;
  if (sides.length > 1 || (side && body.startsWith("-"))) return undefined;
  const degrees = sexagesimal(body);
  if (degrees === undefined) return undefined;
  return side ? { degrees: side.sign * degrees, axis: side.axis } : { degrees };
}

/** One kind of each mark, single blanks. */
function plainMarks(text: string): string {
  return plainDigits(text.normalize("NFC"))
    .replace(/''|′′|’’|[″”“ʺ＂〃]/g, '"')
    .replace(/[’‘′ʹ´`＇]/g, "'")
    .replace(/[º˚ᵒ∘⁰]/g, "°")
    .replace(/\s+/g, " ")
    .replace(/^(\D*\d+) ?d( ?\d+) ?m( ?[\d.,]+) ?s(?![a-z])/i, "$1°$2'$3\"")
    .replace(/(?:vĩ|kinh)(?: (?:độ|tuyến))? ?[:=]?|\b(?:lat|lon|lng|long)(?:itude)? ?[:=]/giu, "")
    .trim();
}

const PART = String.raw`(\d{1,3}(?:[.,]\d+)?)`;
const NOTATIONS = [
  // The marks say which is which; the blank does where there are none.
  new RegExp(
    `^(-?)${PART} ?(?:°|deg|độ)(?: ?${PART} ?(?:'|phút)?(?: ?${PART} ?(?:"|giây)?)?)?$`,
    "iu",
  ),
  new RegExp(`^(-?)${PART} ${PART}(?: ?' ?| )(?:${PART} ?"?)?$`, "u"),
  new RegExp(`^(-?)${PART} ${PART}$`, "u"),
  new RegExp(`^()${PART}([:-])${PART}(?:\\3${PART})?$`, "u"),
  new RegExp(`^(-?)${PART}$`, "u"),
];

function sexagesimal(text: string): number | undefined {
  for (const notation of NOTATIONS) {
    const match = notation.exec(text);
    if (!match) continue;
    const parts = match.slice(2).filter((part) => part !== undefined && !/^[:-]$/.test(part));
    const hasEarlyDecimals = parts.slice(0, -1).some((part) => /[.,]/.test(part));
    const [degrees = 0, minutes = 0, seconds = 0] = parts.map((part) =>
      Number(part.replace(",", ".")),
    );
    if (hasEarlyDecimals || minutes >= 60 || seconds >= 60) return undefined;
    const size = degrees + minutes / 60 + seconds / 3600;
    return match[1] === "-" ? -size : size;
  }
  return undefined;
}

/** Longer than any two angles in one cell. */
const MAX_PAIR_CHARACTERS = 120;

/**
 * Every way in which a cell is two angles: cut at a separator, or beside the letter of a side. A
 * third and fourth number are the height and accuracy that survey software adds.
 */
export function parsePair(text: string): [Angle, Angle][] {
  const given = text.trim();
  if (given.length > MAX_PAIR_CHARACTERS) return [];
  const body = /^[([{].*[)\]}]$/s.test(given) ? given.slice(1, -1).trim() : given;
  const numbers = body.split(/[\s;]+|,(?=\s)/).filter(Boolean);
  const surveyed = numbers.map((part) => parseNumber(part.replace(/,$/, "")));
  const [first, second, ...more] = surveyed;
  if (more.length > 0 && more.length <= 2 && surveyed.every((value) => value !== undefined)) {
    if (/[.,]\d/.test(numbers[0] ?? "") && /[.,]\d/.test(numbers[1] ?? ""))
      return [[{ degrees: first as number }, { degrees: second as number }]];
  }
  const pairs: [Angle, Angle][] = [];
  for (const cut of cutsOf(body)) {
    const left = parseAngle(body.slice(0, cut).replace(/[\s,;/|]+$/, ""));
    const right = left && parseAngle(body.slice(cut).replace(/^[\s,;/|]+/, ""));
    if (left && right) pairs.push([left, right]);
  }
  return pairs;
}

/** Where a cell may be cut: at a separator, and before or after a letter. */
function cutsOf(text: string): number[] {
  return [
    ...text.matchAll(/[,;/|]|\s(?=[^\s,;/|])|(?<=\p{L})(?=\d)|(?<=[\d"'°″′])(?=\p{L})/gu),
  ].map(({ index }) => index);
}
