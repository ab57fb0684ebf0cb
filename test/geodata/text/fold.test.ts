import * as fc from "fast-check";
import { expect, test } from "vitest";
import { foldKey, matchesFolded } from "../../../geodata/text/fold.ts";

test.each([
  ["Nà Lộc", "na loc"],
  ["Nà Lộc".normalize("NFD"), "na loc"],
  ["  ĐỒNG   ĐĂNG ", "dong dang"],
  ["Ðồng Ðăng", "dong dang"],
  ["Khuổi\u00a0Nưởng", "khuoi nuong"],
  ["Bản Lề - Bản Ngõa", "ban le - ban ngoa"],
  ["Phường Kỳ Lừa", "phuong ky lua"],
  ["Xã Thạch Đạn", "xa thach dan"],
])("«%s» is searched as «%s»", (text, folded) => {
  expect(foldKey(text)).toBe(folded);
});

test("folding is the same for composed and decomposed text, for any case, and a second time", () => {
  const vietnamese = fc.string({
    unit: fc.constantFrom(..."aăâeêioôơuưyđAĂÂĐ ạảãàáậẫẩầấỆỄỂỀẾợỡởờớựữửừứỵỷỹỳý-3"),
  });
  fc.assert(
    fc.property(vietnamese, (text) => {
      const folded = foldKey(text);
      expect(foldKey(text.normalize("NFD"))).toBe(folded);
      expect(foldKey(text.toUpperCase())).toBe(folded);
      expect(foldKey(folded)).toBe(folded);
      expect(folded).toMatch(/^[a-z0-9 -]*$/);
    }),
  );
});

test("words are found without diacritics, from their beginnings, in any order", () => {
  const haystack = foldKey("Thôn Nà Lộc, Xã Cao Lâu (nay: Xã Ba Sơn)");
  for (const query of ["na loc", "Nà Lộc", "loc na", "ba s", "NA, LỘ", "", "  ", "son thon"]) {
    expect(matchesFolded(haystack, query), query).toBe(true);
  }
  for (const query of ["na loi", "oc", "na loc 2", "xuat le"]) {
    expect(matchesFolded(haystack, query), query).toBe(false);
  }
});

test("codes are found by their parts", () => {
  expect(matchesFolded(foldKey("LSN-0123"), "0123")).toBe(true);
  expect(matchesFolded(foldKey("LSN-0123"), "lsn 012")).toBe(true);
  expect(matchesFolded(foldKey("LSN-0123"), "123")).toBe(false);
});
