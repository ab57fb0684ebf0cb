import type { Ratio } from "../model/ratio.ts";

/**
 * Exact, in whole numbers: 97.8 % does not reach 98 %. A share of nothing (denominator 0) reaches
 * nothing: where no thôn is known, no target may be called met.
 */
export function reaches(actual: Ratio, target: Ratio): boolean {
  if (actual.denominator === 0) return false;
  return (
    BigInt(actual.numerator) * BigInt(target.denominator) >=
    BigInt(target.numerator) * BigInt(actual.denominator)
  );
}

/** How many more are needed: max(0, ceil(target x denominator) - numerator), in whole numbers. */
export function shortfall(actual: Ratio, target: Ratio): number {
  if (target.denominator === 0) throw new RangeError("The target's denominator is 0");
  const product = BigInt(target.numerator) * BigInt(actual.denominator);
  const divisor = BigInt(target.denominator);
  const needed = (product + divisor - 1n) / divisor;
  const missing = needed - BigInt(actual.numerator);
  return missing > 0n ? Number(missing) : 0;
}

/**
 * Tenths of a percent, rounded down (so 97.8x % never shows as 98 %): 169/175 gives 965.
 * Undefined for a share of nothing.
 */
export function percentTenths(ratio: Ratio): number | undefined {
  if (ratio.denominator === 0) return undefined;
  return Number((1000n * BigInt(ratio.numerator)) / BigInt(ratio.denominator));
}

/**
 * The share that a percentage means as it is printed, digit by digit: "98" is 98/100, "80.69" is
 * 8069/10000. Takes a decimal point; throws on anything but digits with one optional point.
 */
export function ratioFromPercentText(text: string): Ratio {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`Not a percentage: got "${text}", expected "80.69"`);
  const [, whole = "", decimals = ""] = match;
  const ratio = {
    numerator: Number(whole + decimals),
    denominator: 100 * 10 ** decimals.length,
  };
  if (!Number.isSafeInteger(ratio.numerator) || !Number.isSafeInteger(ratio.denominator)) {
    throw new RangeError(`Too many digits for whole numbers: got "${text}"`);
  }
  return ratio;
}
