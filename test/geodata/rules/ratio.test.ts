import { expect, test } from "vitest";
import type { Ratio } from "../../../geodata/model/ratio.ts";
import {
  percentTenths,
  ratioFromPercentText,
  reaches,
  shortfall,
} from "../../../geodata/rules/ratio.ts";

const PLAN_TARGETS: Ratio[] = [
  { numerator: 98, denominator: 100 },
  { numerator: 95, denominator: 100 },
  { numerator: 92, denominator: 100 },
  { numerator: 8069, denominator: 10000 },
  { numerator: 1, denominator: 1 },
  { numerator: 0, denominator: 1 },
];
const LARGEST = 400;

test("a target is reached exactly where no thôn is missing, and one thôn fewer would not do", () => {
  for (const target of PLAN_TARGETS) {
    for (let denominator = 1; denominator <= LARGEST; denominator++) {
      for (let numerator = 0; numerator <= denominator; numerator++) {
        const missing = shortfall({ numerator, denominator }, target);
        const got = reaches({ numerator, denominator }, target);
        const with_ = reaches({ numerator: numerator + missing, denominator }, target);
        const without =
          missing > 0 && reaches({ numerator: numerator + missing - 1, denominator }, target);
        if (got !== (missing === 0) || !with_ || without || missing < 0) {
          expect({ numerator, denominator, target, missing, got }).toBe("consistent");
        }
      }
    }
  }
});

test("of any number of thôn, 98 % leaves room for a fiftieth of them, rounded down", () => {
  const target = { numerator: 98, denominator: 100 };
  for (let thon = 1; thon <= LARGEST; thon++) {
    const room = Math.trunc(thon / 50);
    expect(shortfall({ numerator: thon - room, denominator: thon }, target)).toBe(0);
    expect(shortfall({ numerator: thon - room - 1, denominator: thon }, target)).toBe(1);
    expect(shortfall({ numerator: 0, denominator: thon }, target)).toBe(thon - room);
  }
});

test("with 175 thôn, 98 % leaves room for 3 and 95 % for 8", () => {
  expect(reaches({ numerator: 172, denominator: 175 }, ratioFromPercentText("98"))).toBe(true);
  expect(reaches({ numerator: 171, denominator: 175 }, ratioFromPercentText("98"))).toBe(false);
  expect(shortfall({ numerator: 169, denominator: 175 }, ratioFromPercentText("98"))).toBe(3);
  expect(reaches({ numerator: 167, denominator: 175 }, ratioFromPercentText("95"))).toBe(true);
  expect(shortfall({ numerator: 152, denominator: 175 }, ratioFromPercentText("95"))).toBe(15);
});

test("97,8 % never shows as 98 %: a share shows a percentage only once it has reached it", () => {
  for (let denominator = 1; denominator <= LARGEST; denominator++) {
    for (let numerator = 0; numerator <= denominator; numerator++) {
      const tenths = percentTenths({ numerator, denominator });
      const shown = { numerator: tenths ?? Number.NaN, denominator: 1000 };
      const next = { numerator: shown.numerator + 1, denominator: 1000 };
      const fits = reaches({ numerator, denominator }, shown);
      if (!fits || reaches({ numerator, denominator }, next)) {
        expect({ numerator, denominator, tenths }).toBe("rounded down");
      }
    }
  }
  expect(percentTenths({ numerator: 171, denominator: 175 })).toBe(977);
  expect(percentTenths({ numerator: 3711, denominator: 3802 })).toBe(976);
  expect(percentTenths({ numerator: 161, denominator: 175 })).toBe(920);
});

test("a share of nothing has no percentage, reaches nothing and lacks nothing", () => {
  const nothing = { numerator: 0, denominator: 0 };
  expect(percentTenths(nothing)).toBeUndefined();
  expect(reaches(nothing, ratioFromPercentText("98"))).toBe(false);
  expect(shortfall(nothing, ratioFromPercentText("98"))).toBe(0);
  expect(() => shortfall(nothing, nothing)).toThrow(RangeError);
});

test("shares of large numbers stay exact", () => {
  const almost = { numerator: 979_999_999_999_999, denominator: 1_000_000_000_000_000 };
  expect(percentTenths(almost)).toBe(979);
  expect(reaches(almost, ratioFromPercentText("98"))).toBe(false);
  expect(shortfall(almost, ratioFromPercentText("98"))).toBe(1);
});

test.each([
  ["98", 98, 100],
  ["80.69", 8069, 10_000],
  ["80.20", 8020, 10_000],
  ["0", 0, 100],
  ["17.38", 1738, 10_000],
])("the plan's %s %% is %i/%i", (text, numerator, denominator) => {
  expect(ratioFromPercentText(text)).toEqual({ numerator, denominator });
});

test.each(["", "98%", "80,69", "-1", "1e2", ".5", "5.", " 98", "done", "9".repeat(17)])(
  "«%s» is not read as a percentage",
  (text) => {
    expect(() => ratioFromPercentText(text)).toThrow(RangeError);
  },
);
