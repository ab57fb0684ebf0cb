import { expect, test } from "vitest";
import { sortedCommunes } from "../../../../client/panels/commune/sorted-communes.ts";
import type { CommuneResult } from "../../../../geodata/model/summary.ts";

const commune = (
  name: string,
  mobile: [number, number, number],
  ftth: [number, number, number],
): CommuneResult => {
  const ratio = ([numerator, denominator, unknown]: [number, number, number]) => ({
    numerator,
    denominator,
    unknown,
  });
  return {
    code: name,
    name,
    partOfDistrictOnly: false,
    mobile: ratio(mobile),
    ftth: ratio(ftth),
    uncoveredRemote: 0,
  };
};
const communes = [
  commune("Xã Đồng Đăng", [45, 46, 0], [41, 46, 2]),
  commune("Xã Ba Sơn", [19, 24, 1], [15, 24, 1]),
  commune("Xã Cao Lộc", [17, 18, 0], [18, 18, 0]),
  commune("Xã Công Sơn", [16, 17, 0], [17, 17, 0]),
];
const order = (by: "communeName" | "mobile" | "ftth") =>
  sortedCommunes(communes, by).map(({ name }) => name);

test("the commune that lacks most thôn is first; of equals the one with the lower share", () => {
  expect(order("mobile")).toEqual(["Xã Ba Sơn", "Xã Công Sơn", "Xã Cao Lộc", "Xã Đồng Đăng"]);
  expect(order("ftth").slice(0, 2)).toEqual(["Xã Ba Sơn", "Xã Đồng Đăng"]);
});

test("by name the communes follow the Vietnamese alphabet: c before đ", () => {
  expect(order("communeName")).toEqual(["Xã Ba Sơn", "Xã Cao Lộc", "Xã Công Sơn", "Xã Đồng Đăng"]);
});
