/** One thing that is wrong with an antenna file. */
export interface MsiProblem {
  /** From 1. */
  readonly line: number;
  /** What stands there; absent when it is the end of the file. */
  readonly got?: string;
  readonly expected: string;
}

/** More do not help anybody to mend a file. */
export const MAX_PROBLEMS = 20;

const MAX_SHOWN_CHARACTERS = 60;

/** `at` counts lines from 0. */
export function makeMsiProblem(at: number, got: string | undefined, expected: string): MsiProblem {
  return {
    line: at + 1,
    ...(got !== undefined && { got: got.trim().slice(0, MAX_SHOWN_CHARACTERS) }),
    expected,
  };
}

const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;

/** A whole word as a number, with a decimal point or comma. */
export function readNumber(word: string): number | undefined {
  if (!NUMBER.test(word)) return undefined;
  const value = Number(word.replace(",", "."));
  return Number.isFinite(value) ? value : undefined;
}
