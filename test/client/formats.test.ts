import fc from "fast-check";
import { expect, test } from "vitest";
import {
  countText,
  dayText,
  decimalText,
  distanceText,
  limitText,
  listText,
  percentText,
  periodText,
  printedText,
  quarterText,
  vn2000Text,
  wgs84Text,
} from "../../client/text/formats.ts";

test("97,8% is never shown as 98%, and 171/175 is not 98%", () => {
  expect(percentText({ numerator: 978, denominator: 1000 }, "vi")).toBe("97,8%");
  expect(percentText({ numerator: 171, denominator: 175 }, "vi")).toBe("97,7%");
  expect(percentText({ numerator: 97_999, denominator: 100_000 }, "vi")).toBe("97,9%");
});

test("a share is written as people in the district write it", () => {
  expect(percentText({ numerator: 169, denominator: 175 }, "vi")).toBe("96,5%");
  expect(percentText({ numerator: 169, denominator: 175 }, "en")).toBe("96.5%");
  expect(percentText({ numerator: 98, denominator: 100 }, "vi")).toBe("98%");
  expect(percentText({ numerator: 175, denominator: 175 }, "vi")).toBe("100%");
  expect(percentText({ numerator: 0, denominator: 175 }, "vi")).toBe("0%");
  expect(percentText({ numerator: 0, denominator: 0 }, "vi")).toBe("");
});

test("no share is ever written as more than it is, and only an exact one without its decimal", () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.integer({ min: 1, max: 5000 }), (part, whole) => {
      const numerator = Math.min(part, whole);
      const text = percentText({ numerator, denominator: whole }, "en");
      const written = Number(text.slice(0, -1));
      expect(written * whole).toBeLessThanOrEqual(numerator * 100 + 1e-6);
      expect(text.includes(".")).toBe((numerator * 100) % whole !== 0);
    }),
  );
});

test("households, distances and days read as in the district's papers", () => {
  expect(countText(1246, "vi")).toBe("1.246");
  expect(countText(1_234_567, "en")).toBe("1,234,567");
  expect(distanceText(12_400, "vi")).toBe("12,4 km");
  expect(distanceText(847, "vi")).toBe("850 m");
  expect(distanceText(999, "vi")).toBe("1,0 km");
  expect(distanceText(3, "vi")).toBe("dưới 10 m");
  expect(limitText(5000, "vi")).toBe("5 km");
  expect(limitText(2500, "vi")).toBe("2,5 km");
  expect(dayText("2023-06-30", "vi")).toBe("30/06/2023");
  expect(dayText("2023-06-30", "en")).toBe("30 Jun 2023");
});

test("the end of a quarter is named after it, any other day is a day", () => {
  expect(quarterText("2023-06-30", "vi")).toBe("quý II/2023");
  expect(quarterText("2025-12-31", "en")).toBe("Q4 2025");
  expect(quarterText("2025-11-12", "vi")).toBe("12/11/2025");
  expect(periodText("2023-Q2", "vi")).toBe("quý II/2023");
  expect(periodText("2025", "vi")).toBe("2025");
});

test("coordinates are written as surveyors write them", () => {
  expect(wgs84Text(21.866, 106.77137)).toBe("21.86600, 106.77137");
  expect(vn2000Text(2_418_964.68, 450_024.76, "vi")).toBe("X = 2.418.964,68; Y = 450.024,76");
  expect(decimalText(-118, 0, "vi")).toBe("-118");
});

test("figures of the plan keep the digits that it prints", () => {
  expect(printedText("80.69", "vi")).toBe("80,69");
  expect(printedText("80.20", "vi")).toBe("80,20");
  expect(printedText("80.69", "en")).toBe("80.69");
});

test("names are joined as in a sentence", () => {
  expect(listText([], "vi")).toBe("");
  expect(listText(["Viettel"], "vi")).toBe("Viettel");
  expect(listText(["Viettel", "MobiFone", "VNPT"], "vi")).toBe("Viettel, MobiFone và VNPT");
});
