import fc from "fast-check";
import { expect, test } from "vitest";
import { scaleBarAt } from "../../../client/map/scale-bar.ts";

test("the bar has a round length and is as long as it can be", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 8, max: 17, noNaN: true }),
      fc.integer({ min: 60, max: 160 }),
      (zoom, maxWidthPx) => {
        const { metres, widthPx } = scaleBarAt(21.9, zoom, maxWidthPx);
        expect(String(metres)).toMatch(/^[1235]0*$/);
        expect(widthPx).toBeLessThanOrEqual(maxWidthPx);
        expect(widthPx).toBeGreaterThan(maxWidthPx / 2.01);
      },
    ),
  );
});

test("at zoom 11 over Cao Lộc a kilometre is 28 px wide", () => {
  // 40,075,016.686 m * cos(21.87°) / (512 px * 2^11) = 35.47 m per px
  const { metres, widthPx } = scaleBarAt(21.87, 11, 120);
  expect(metres).toBe(3000);
  expect(widthPx).toBeCloseTo(3000 / 35.47, 1);
});
