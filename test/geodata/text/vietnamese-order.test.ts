import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareVietnamese, sortKey } from "../../../geodata/text/vietnamese-order.ts";

const collator = new Intl.Collator("vi", { numeric: true });

const VOWELS = "aăâeêioôơuưy";
const TONE_MARKS = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const LETTERS = [...VOWELS]
  .flatMap((vowel) => TONE_MARKS.map((mark) => (vowel + mark).normalize("NFC")))
  .concat([..."bcdđfghjklmnpqrstvwxz"]);
const CHARACTERS = [
  ...LETTERS,
  ...LETTERS.map((letter) => letter.toUpperCase()),
  ..."0123456789",
  ..." _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$",
];

function agrees(a: string, b: string): boolean {
  return Math.sign(collator.compare(a, b)) === compareVietnamese(a, b);
}

test("any two characters stand in the order of the Vietnamese collation", () => {
  const wrong = CHARACTERS.flatMap((a) =>
    CHARACTERS.filter((b) => !agrees(a, b)).map((b) => `${a} ${b}`),
  );
  expect(wrong).toEqual([]);
  expect(CHARACTERS).toHaveLength(93 * 2 + 10 + 33);
});

test("any two texts stand in the order of the Vietnamese collation, composed or not", () => {
  const text = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 8 });
  // Few letters, so that texts often differ in tones or case alone.
  const near = fc.string({ unit: fc.constantFrom(..."aàÀáạĂắâơờ Nđ"), maxLength: 5 });
  fc.assert(
    fc.property(fc.oneof(fc.tuple(text, text), fc.tuple(near, near)), ([a, b]) => {
      expect(compareVietnamese(a, b)).toBe(Math.sign(collator.compare(a, b)));
      expect(sortKey(a.normalize("NFD"))).toBe(sortKey(a));
    }),
    { numRuns: 20_000 },
  );
});

test("keys have the same order as bytes of UTF-8, as a database compares them", () => {
  const text = fc.string({ unit: fc.constantFrom(...CHARACTERS, "é", "ß", "я"), maxLength: 6 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const bytes = Buffer.compare(Buffer.from(sortKey(a)), Buffer.from(sortKey(b)));
      expect(Math.sign(bytes)).toBe(compareVietnamese(a, b));
    }),
  );
});

test("the names of the district's communes and thôn are ordered as Intl.Collator orders them", () => {
  const names = ["communes-2023.csv", "villages.csv"].flatMap((file) => {
    const url = new URL(`../../../geodata/datasets/facts/${file}`, import.meta.url);
    const rows: { name: string }[] = parse(readFileSync(url), { columns: true, bom: true });
    return rows.map((row) => row.name);
  });
  expect(names.length).toBeGreaterThan(80);
  expect(names.toSorted(compareVietnamese)).toEqual(names.toSorted(collator.compare));
});

test("tones go ngang, huyền, hỏi, ngã, sắc, nặng, after the letters of the whole name", () => {
  const inOrder = ["Na", "Nà", "Nả", "Nã", "Ná", "Nạ", "Nà Lộc", "Na Lùng", "Nă", "Nâ", "Đa"];
  expect(inOrder.toReversed().sort(compareVietnamese)).toEqual([
    "Đa",
    "Na",
    "Nà",
    "Nả",
    "Nã",
    "Ná",
    "Nạ",
    "Nà Lộc",
    "Na Lùng",
    "Nă",
    "Nâ",
  ]);
});

test("characters of other scripts come after the alphabet and do not break it", () => {
  expect(["я", "zạ", "xã", "§"].sort(compareVietnamese)).toEqual(["xã", "zạ", "§", "я"]);
  expect(["a\tb", "az", "a"].sort(compareVietnamese)).toEqual(["a", "az", "a\tb"]);
  expect(compareVietnamese("é", "e")).toBe(1);
  expect(sortKey("")).toBe(sortKey("\u0300"));
});

test("numbers in names stand by their value", () => {
  const names = ["Thôn minh họa 10", "Thôn minh họa 2", "Khu 1", "Thôn minh họa 1a", "Khu 12"];
  expect(names.toSorted(compareVietnamese)).toEqual([
    "Khu 1",
    "Khu 12",
    "Thôn minh họa 1a",
    "Thôn minh họa 2",
    "Thôn minh họa 10",
  ]);
});
