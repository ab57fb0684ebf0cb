import type { Position } from "geojson";

/** Relative rounding error of the difference of two products (Shewchuk 1997, ccwerrboundA). */
const ERROR_BOUND = 3.3306690738754716e-16;

/**
 * On which side of the line from `a` to `b` the position `c` lies: 1 left, -1 right, 0 exactly on
 * it. Decided in floating point where that is certain, else in whole numbers.
 */
export function orientation(a: Position, b: Position, c: Position): -1 | 0 | 1 {
  const left = (a[0]! - c[0]!) * (b[1]! - c[1]!);
  const right = (a[1]! - c[1]!) * (b[0]! - c[0]!);
  const difference = left - right;
  if (Math.abs(difference) > ERROR_BOUND * (Math.abs(left) + Math.abs(right))) {
    return difference > 0 ? 1 : -1;
  }
  return exactOrientation(a, b, c);
}

function exactOrientation(a: Position, b: Position, c: Position): -1 | 0 | 1 {
  const [ax, ay, bx, by, cx, cy] = [a[0]!, a[1]!, b[0]!, b[1]!, c[0]!, c[1]!].map(asWhole);
  const area = (ax! - cx!) * (by! - cy!) - (ay! - cy!) * (bx! - cx!);
  if (area === 0n) return 0;
  return area > 0n ? 1 : -1;
}

/** A double times 2^1074 (the inverse of the smallest one) is a whole number. */
function asWhole(value: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const high = bits.getBigUint64(0);
  const exponent = (high >> 52n) & 0x7ffn;
  const fraction = high & 0xfffffffffffffn;
  const magnitude = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return value < 0 ? -magnitude : magnitude;
}
