import { expect, test } from "vitest";
import { codeKey, hasMarks, nameKey } from "../../../geodata/text/written-name.ts";

test.each([
  ["case and spaces", "NÀ  LẠI ", "Nà Lại"],
  ["Unicode composition", "Nà Lại".normalize("NFD"), "Nà Lại"],
  ["the eth of some keyboards", "Ðồng Ðăng", "Đồng Đăng"],
  ["where a tone mark is placed", "Thanh Loà, Hoà Cư, Thuỵ Hùng", "Thanh Lòa, Hòa Cư, Thụy Hùng"],
])("%s does not tell names apart", (_, a, b) => {
  expect(nameKey(a)).toBe(nameKey(b));
});

test.each([
  ["Nà Lài", "Nà Lại"],
  ["Na Lai", "Nà Lại"],
  ["Pò Má", "Pò Mạ"],
  ["Dong", "Đong"],
  ["Mùa", "Muá"],
  ["Bản Cốc", "Bản Cọc"],
])("%s is not %s", (a, b) => {
  expect(nameKey(a)).not.toBe(nameKey(b));
});

test("codes are told apart by every letter", () => {
  expect(codeKey(" LSN-ĐĐ01 ".normalize("NFD"))).toBe("LSN-ĐĐ01");
  expect(codeKey("LSN-ĐĐ01")).not.toBe(codeKey("LSN-DD01"));
  expect(codeKey("a1")).not.toBe(codeKey("A1"));
});

test("text has marks where one letter has", () => {
  expect(["Na Lai", "LSN-DD01", "Khu 1", ""].map(hasMarks)).toEqual([false, false, false, false]);
  expect(["Na Lại", "Đong", "Ban Le -Ngõa"].map(hasMarks)).toEqual([true, true, true]);
});
