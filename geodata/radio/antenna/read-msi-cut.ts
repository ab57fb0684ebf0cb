import { MAX_PROBLEMS, type MsiProblem, makeMsiProblem, readNumber } from "./read-msi-line.ts";

/** A HORIZONTAL or VERTICAL section. */
export interface MsiCut {
  /** Loss at equal steps from 0 degrees, dB; without meaning when there are problems. */
  readonly lossDb: Float32Array;
  /** Index of the section's last line. */
  readonly lastLine: number;
  readonly problems: readonly MsiProblem[];
}

/** Samples of the usual file: one a degree. */
export const USUAL_SAMPLES = 360;
/** Every ten degrees to every tenth of one: finer than this nobody measures and no table holds. */
const LEAST_SAMPLES = 36;
const MOST_SAMPLES = 3600;
/** Angles are printed with at most two decimals: steps are whole hundredths of a degree. */
const HUNDREDTHS_OF_A_TURN = 36_000;

const ALLOWED_STEPS = `equal steps, ${LEAST_SAMPLES} to ${MOST_SAMPLES}, each a whole number of hundredths of a degree`;

/** Equal steps over the full turn that a file can state: 360 (1 degree), 720, 1440, 1800, 3600, ... */
function isSampleCount(count: number): boolean {
  return count >= LEAST_SAMPLES && count <= MOST_SAMPLES && HUNDREDTHS_OF_A_TURN % count === 0;
}

/** How far an angle may be from its step, as a share of the step. */
const ANGLE_TOLERANCE = 0.01;

/**
 * Reads the section whose heading is `lines[headingAt]`, and with it all rows that begin with a number.
 * Angles may start anywhere and come in any order; each must be there once.
 */
export function readMsiCut(lines: readonly string[], headingAt: number): MsiCut {
  const heading = lines[headingAt]!.trim();
  const [keyword = "", stated = ""] = heading.split(/\s+/);
  const count = readNumber(stated);
  const known = count !== undefined && isSampleCount(count);
  const problems: MsiProblem[] = [];
  const refuse = (at: number, expected: string) => {
    if (problems.length < MAX_PROBLEMS) problems.push(makeMsiProblem(at, lines[at], expected));
  };
  if (!known) refuse(headingAt, `${keyword} 360, 720, 3600 or another number of ${ALLOWED_STEPS}`);

  const lossDb = new Float32Array(known ? count : 0).fill(NaN);
  let rows = 0;
  let at = headingAt + 1;
  let lastLine = headingAt;
  for (; at < lines.length; at++) {
    const words = lines[at]!.trim().split(/\s+/);
    if (words[0] === "") continue;
    const angleDeg = readNumber(words[0]!);
    if (angleDeg === undefined) break;
    lastLine = at;
    rows++;
    const expected = known ? readRow(angleDeg, words.slice(1), lossDb) : undefined;
    if (expected !== undefined) refuse(at, expected);
  }
  if (known && rows !== count) refuse(at, `${count} rows under ${keyword} (there are ${rows})`);
  return { lossDb, lastLine, problems };
}

/** Puts one row into `lossDb`, or says what was expected of it. */
function readRow(
  angleDeg: number,
  rest: readonly string[],
  lossDb: Float32Array,
): string | undefined {
  const loss = rest.length === 1 ? readNumber(rest[0]!) : undefined;
  if (loss === undefined) return "an angle in degrees and a loss in dB";
  const count = lossDb.length;
  const step = 360 / count;
  const turned = Math.round(angleDeg / step);
  if (Math.abs(angleDeg / step - turned) > ANGLE_TOLERANCE)
    return `a whole multiple of ${step} degrees`;
  const sample = ((turned % count) + count) % count;
  if (!Number.isNaN(lossDb[sample]!)) return "each angle once";
  lossDb[sample] = loss;
  return loss < 0 ? "a loss of 0 dB or more" : undefined;
}
