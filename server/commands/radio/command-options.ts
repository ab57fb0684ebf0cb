import { parseArgs } from "node:util";
import type { Polarization } from "../../../geodata/radio/diffraction/first-term.ts";
import { BadInputError } from "./bad-input.ts";

/** A number option: its limits and the words for what is expected. */
export interface NumberRule {
  least: number;
  most: number;
  unit: string;
  /** What is beyond is not only wrong here: ITU-R P.1812 does not speak of it. */
  ofP1812?: true;
}

/** Words after `--name`, each given at most once. Throws a BadInputError with `usage` on others. */
export function readWords<Name extends string>(
  args: string[],
  names: readonly Name[],
  usage: string,
): Partial<Record<Name, string>> {
  // "--tilt -2" is a number here, where the parser would see another option.
  const joined = args.reduce<string[]>((words, word) => {
    const before = words.at(-1);
    if (before?.startsWith("--") && !before.includes("=") && /^-[\d.]/.test(word))
      words[words.length - 1] = `${before}=${word}`;
    else words.push(word);
    return words;
  }, []);
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
    return parseArgs({ args: joined, options }).values as Partial<Record<Name, string>>;
  } catch (error) {
    throw new BadInputError(`${(error as Error).message.split(/[.;\n]/)[0]}, expected ${usage}.`);
  }
}

/** Longitude, latitude and, with `withHeight`, metres above ground, from "106.76,21.85,30". */
export function readPlace(
  option: string,
  text: string | undefined,
  withHeight: boolean,
): { lon: number; lat: number; heightAglM: number } {
  const expected = withHeight
    ? "longitude,latitude,height above ground in m, e.g. 106.76,21.85,30"
    : "longitude,latitude, e.g. 106.76,21.85";
  const parts = (text ?? "").split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  const [lon = NaN, lat = NaN, heightAglM = 0] = parts;
  const isPlace =
    parts.length === (withHeight ? 3 : 2) &&
    Math.abs(lon) <= 180 &&
    Math.abs(lat) <= 84 &&
    Number.isFinite(heightAglM);
  if (!isPlace)
    throw new BadInputError(`Got ${quoted(text)} for --${option}, expected ${expected}.`);
  if (withHeight) checkWithin(`${option}'s height`, heightAglM, ANTENNA_HEIGHT);
  return { lon, lat, heightAglM };
}

/** Antennas of P.1812 stand so high above ground. */
export const ANTENNA_HEIGHT: NumberRule = { least: 1, most: 3000, unit: "m", ofP1812: true };

/** The number of an option, or `fallback` where it is not given. */
export function readNumber(
  option: string,
  text: string | undefined,
  rule: NumberRule,
  fallback?: number,
): number {
  if (text === undefined && fallback !== undefined) return fallback;
  const value = text === undefined || text.trim() === "" ? NaN : Number(text);
  if (value >= rule.least && value <= rule.most) return value;
  throw new BadInputError(
    `Got ${quoted(text)} for --${option}, expected ${rangeOf(rule)}.${outsideOf(value, rule)}`,
  );
}

/** One of the words that an option may have. */
export function readChoice<Word extends string>(
  option: string,
  text: string | undefined,
  words: readonly Word[],
  fallback: Word,
): Word {
  const chosen = text === undefined ? fallback : words.find((word) => word === text);
  if (chosen !== undefined) return chosen;
  throw new BadInputError(
    `Got ${quoted(text)} for --${option}, expected one of ${words.join(", ")}.`,
  );
}

export const POLARIZATIONS: readonly Polarization[] = ["vertical", "horizontal"];

function checkWithin(what: string, value: number, rule: NumberRule): void {
  if (value >= rule.least && value <= rule.most) return;
  throw new BadInputError(
    `Got ${value} ${rule.unit} as ${what}, expected ${rangeOf(rule)}.${outsideOf(value, rule)}`,
  );
}

const rangeOf = ({ least, most, unit }: NumberRule) => `a number from ${least} to ${most} ${unit}`;
/** As warnings and refusals say it. */
export const OUTSIDE_P1812 = "outside P.1812 (ngoài phạm vi P.1812)";
const outsideOf = (value: number, { ofP1812 }: NumberRule) =>
  ofP1812 && !Number.isNaN(value) ? ` This is ${OUTSIDE_P1812}.` : "";
const quoted = (text: string | undefined) => (text === undefined ? "nothing" : `"${text}"`);
