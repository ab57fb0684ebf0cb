import fc from "fast-check";
import { expect, test } from "vitest";
import { parseNumber, vietnameseNumber } from "../../../server/imports/vietnamese-number.ts";

test.each([
  ["21.791481", 21.791481],
  ["21,791481", 21.791481],
  ["2.418.964,68", 2418964.68],
  ["2,418,964.68", 2418964.68],
  ["1 246,5", 1246.5],
  ["-105", -105],
  [".5", 0.5],
  ["1.246", 1.246],
])("%s is a number as sheets write it", (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test("where a whole number is due, 1.246 households are a thousand and more", () => {
  expect(parseNumber("1.246", true)).toBe(1246);
  expect(parseNumber("1,246", true)).toBe(1246);
  expect(parseNumber("12,5", true)).toBe(12.5);
});

test.each(["", "n/a", "1.2.3", "12a", "--5", "1,2,3", "1.2345,6,7", "0x10", "1e5", "."])(
  "%j is not a number",
  (text) => {
    expect(parseNumber(text)).toBeUndefined();
  },
);

test("what is written in the Vietnamese way is read as it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: -2e9, max: 2e9 }), (millionths) => {
      const value = millionths / 1e6;
      const text = vietnameseNumber(value);
      // "2.000" is two thousand only where a whole number is due, "1,246" a fraction only elsewhere.
      if (!/^-?\d{1,3}\.\d{3}$/.test(text)) expect(parseNumber(text)).toBe(value);
      if (!/^-?\d{1,3},\d{3}$/.test(text)) expect(parseNumber(text, true)).toBe(value);
    }),
    { examples: [[2e9], [-1e9], [1_246_000], [999_999_999], [0]] },
  );
});

test.each([
  ["0,123", 0.123, 0.123],
  ["0.500", 0.5, 0.5],
  ["1.234", 1.234, 1234],
  ["1,234", 1.234, 1234],
  ["1 234", 1234, 1234],
  ["1'234,5", 1234.5, 1234.5],
  ["\u22125", -5, -5],
  ["１２３", 123, 123],
  ["007", 7, 7],
  ["1\u00a0246", 1246, 1246],
])("%j is %d, and %d where a whole number is due", (text, value, whole) => {
  expect([parseNumber(text), parseNumber(text, true)]).toEqual([value, whole]);
});

test.each(["5%", "12 34", "1 2 3", "12.", "12,", "(5)", "12²", "1.234.5", "٣", "1".repeat(41)])(
  "%j is not a number either",
  (text) => {
    expect(parseNumber(text)).toBeUndefined();
    expect(parseNumber(text, true)).toBeUndefined();
  },
);
