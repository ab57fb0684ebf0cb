import { expect, test } from "vitest";
import { makeIsBorder } from "../../../geodata/rules/border-communes.ts";
import { makeUnit } from "../../makers.ts";

const isBorder = makeIsBorder([
  makeUnit({ code: "06196", lon: 106.9, lat: 21.95, borderCommune: true }),
  makeUnit({ code: "06211", lon: 106.9, lat: 21.8, borderCommune: false }),
]);
const IN_BORDER = { lon: 106.9, lat: 21.95 };
const INLAND = { lon: 106.9, lat: 21.8 };
const ELSEWHERE = { lon: 106.5, lat: 21.8 };

test("a place is at the border when its commune or its position says so, or when neither is known", () => {
  expect(isBorder({ ...IN_BORDER })).toBe(true);
  expect(isBorder({ ...INLAND })).toBe(false);
  expect(isBorder({ ...ELSEWHERE })).toBe(true);
  expect(isBorder({ ...INLAND, communeCode: "06196" })).toBe(true);
  expect(isBorder({ ...IN_BORDER, communeCode: "06211" })).toBe(true);
  expect(isBorder({ ...ELSEWHERE, communeCode: "06211" })).toBe(false);
  expect(isBorder({ ...INLAND, communeCode: "99999" })).toBe(false);
  expect(isBorder({ ...ELSEWHERE, communeCode: "99999" })).toBe(true);
});

test("without any communes everything is withheld", () => {
  expect(makeIsBorder([])(INLAND)).toBe(true);
});
