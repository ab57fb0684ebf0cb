import fc from "fast-check";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { checkText } from "../../../server/imports/text-damage.ts";
import { threadCpuMs } from "../../thread-cpu-ms.ts";

const severities = (text: string) => checkText(text).faults.map(({ severity }) => severity);

test.each([
  "Thôn Bản Ngoã",
  "Bản Lề - Bản Ngõa",
  "Thị trấn Đồng Đăng",
  "“Nà Lá” (cũ)",
  "Thôn 5 «Pò Mã»",
  "THÔN NGHÈO – Xã Yên Trạch",
  "Khuỷu Quỳnh, thuỷ điện Tuý Loan",
  "LSN-ĐĐ01",
  "https://a.vn/x?y=z",
  "Café ® 2025",
  "106°42′03.2″Đ",
])("%s is whole", (text) => {
  expect(checkText(text)).toEqual({ text, faults: [] });
});

test.each([
  ["Th├┤n Bß║ún Ngo├ú", /Có phải “Thôn Bản Ngoã”/],
  ["ThÃ´n Báº£n Ngoáº¡", /Có phải “Thôn Bản Ngoạ”/],
  ["Thoân Baûn Vaên", /VNI/],
  ["Ñoàng Ñaêng", /VNI/],
  ["Th«n B¶n V¨n", /TCVN3/],
  ["§ång §¨ng", /TCVN3/],
  ["Th?n B?n L?m", /dấu hỏi/],
  ["??ng Đăng", /dấu hỏi/],
  ["Th\uFFFDn", /bị mất/],
  ["Nà\u001b[31m Lộc", /U\+001B/],
  ["Nà\u0085Lộc", /U\+0085/],
  ["Nà \ud800Lộc", /U\+D800/],
  ["Nà \u202eLộc", /U\+202E/],
  ["Nà \ue000Lộc", /U\+E000/],
  ["#N/A", /bảng tính/],
  ["#NAME?", /bảng tính/],
  ["########", /bảng tính/],
])("%j is refused, with what is seen and how it is repaired", (text, said) => {
  const { faults } = checkText(text);
  expect(faults).toMatchObject([{ severity: "error" }]);
  expect(`${faults[0]?.message} ${faults[0]?.suggestion}`).toMatch(said);
});

test.each([
  ["Nà\u200bLộc", "NàLộc"],
  ["\u00adLS01\u2060", "LS01"],
  ["-", ""],
  ["NaN", ""],
  ["1E+05", "1E+05"],
  ["4520412345678900000", "4520412345678900000"],
  ["LS\u041001", "LS\u041001"],
  ["ＬＳ01", "ＬＳ01"],
  ["Xã Yên Trạch?", "Xã Yên Trạch?"],
])("%j is taken as %j, with a warning", (text, kept) => {
  expect(checkText(text).text).toBe(kept);
  expect(severities(text)).toEqual(["warning"]);
});

const NAMES = [
  "Thôn Bản Ngoã",
  "Nà Lại",
  "Pò Mã",
  "Khuổi Lậu",
  "Đồng Đăng",
  "Hoàng Văn Thụ",
  "Cốc Nam",
];

test("UTF-8 that was read in a code page is refused, and what it was is asked", () => {
  for (const page of ["windows1252", "cp437", "cp850"])
    for (const name of NAMES.filter((one) => /[^\x20-\x7e]/.test(one))) {
      const misread = iconv.decode(Buffer.from(name), page);
      if (misread.includes("\uFFFD")) continue;
      const { faults } = checkText(misread);
      expect([page, name, faults[0]?.severity]).toEqual([page, name, "error"]);
    }
});

test("names of Vietnamese syllables are never taken for damage", () => {
  const syllable = fc.constantFrom(
    ...["Nà", "Lại", "Pò", "Mã", "Bản", "Khuổi", "Đồng", "Quỳnh", "Thuỷ", "Xã", "Hoà", "Nghèo"],
    ...["ngoã", "uý", "lưỡi", "yên", "ươm", "oạ", "tiếp", "ấp", "ĐÈO", "XÃ", "ÚT", "ƯỚC"],
  );
  fc.assert(
    fc.property(fc.array(syllable, { minLength: 1, maxLength: 5 }), (words) => {
      expect(checkText(words.join(" ")).faults).toEqual([]);
      expect(checkText(words.join(" - ").normalize("NFC")).faults).toEqual([]);
    }),
  );
});

test("10.000 letters are looked through in no time", () => {
  const cpuMs = threadCpuMs(() => {
    for (const piece of ["ß", "├┤", "a?", "\u200b", "«", "Ã\u00a0", "1", " "])
      checkText(piece.repeat(10_000 / piece.length));
  });
  expect(cpuMs).toBeLessThan(1000);
});
