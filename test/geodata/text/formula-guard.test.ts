import fc from "fast-check";
import { expect, test } from "vitest";
import { guardFormula, unguardFormula } from "../../../geodata/text/formula-guard.ts";

test.each([
  "=1+1",
  "+84",
  "-5",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\0=1",
  " =1",
  "\u00a0=1",
  "\u200b=1",
  "\u202e=1",
  "\ufeff=1",
  "\u2060\u200d\u00ad=1",
  "\u3164=1",
  "\ufe0f=1",
  "\u{e0020}=1",
  "\u0085=1",
  "＝1",
  "'=1",
  "''\u200b=1",
])("%j gets an apostrophe, which comes off again", (text) => {
  expect(guardFormula(text)).toBe(`'${text}`);
  expect(unguardFormula(`'${text}`)).toBe(text);
});

test.each(["Thôn Nà Lộc", "", "a=1", "'Nà", "\u200b", "1-2", "(=)"])(
  "%j stays as it is",
  (text) => {
    expect(guardFormula(text)).toBe(text);
    expect(unguardFormula(text)).toBe(text);
  },
);

test("whatever text goes in comes out", () => {
  const unit = fc.oneof(
    fc.constantFrom("'", "=", "+", " ", "\u200b", "\u202e", "\t", "\0", "a"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
      expect(unguardFormula(guardFormula(text))).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
