import fc from "fast-check";
import { expect, test } from "vitest";
import { wholeShares } from "../../../scripts/dataset/villages/names.ts";

const weights = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), {
  minLength: 1,
  maxLength: 20,
});

test("whole shares add up to the total and nobody gets less than the least", () => {
  fc.assert(
    fc.property(
      weights,
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 9000 }),
      (w, least, free) => {
        const total = least * w.length + free;
        const shares = wholeShares(total, w, least);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
        for (const share of shares) {
          expect(Number.isInteger(share)).toBe(true);
          expect(share).toBeGreaterThanOrEqual(least);
        }
      },
    ),
  );
});

test("a greater weight never gets a smaller share", () => {
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 9000 }), (w, total) => {
      const ordered = w.toSorted((a, b) => b - a);
      const shares = wholeShares(total, ordered, 0);
      for (const [index, share] of shares.slice(1).entries()) {
        expect(share).toBeLessThanOrEqual(shares[index]!);
      }
    }),
  );
});

test("too little for everyone is an error", () => {
  expect(() => wholeShares(5, [1, 1], 3)).toThrow("got 5, expected at least 3 x 2");
});
