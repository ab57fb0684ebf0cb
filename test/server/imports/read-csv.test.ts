import { expect, test } from "vitest";
import type { ImportTable } from "../../../server/imports/import-table.ts";
import { readTable } from "../../../server/imports/read-table.ts";

const HEADINGS = new Set(["ma", "ten", "ngay"]);
const isHeading = (text: string) => HEADINGS.has(text.trim().toLowerCase());

function table(text: string): ImportTable {
  const result = readTable("test.csv", new TextEncoder().encode(text), isHeading);
  if ("refused" in result) throw new Error(result.refused.message);
  return result;
}

const cells = (text: string) => table(text).rows.map((row) => [...row.cells.values()]);

test.each([
  ["mixed line ends", "ma;ten\r\n1;a\n2;b\r3;c\r\n"],
  ["quoted last cells at mixed line ends", 'ma;ten\r\n1;"a"\n2;"b"\r\n3;"c"'],
  ["sep= and a separator that the header has fewer of", "sep=;\r\nma;ten\n1;a\n2;b\n3;c\n"],
  ["bars", "ma|ten\n1|a\n2|b\n3|c\n"],
  [
    "titles and blank lines above",
    "DANH SÁCH, huyện;;\n\nĐơn vị: A, B, C;;\nma;ten\n1;a\n2;b\n3;c",
  ],
  ["whole rows in quotes", '"ma,ten"\n"1,a"\n"2,b"\n"3,""c"""\n'],
  ["rows in quotes below a plain header", 'ma,ten\n"1,a"\n"2,b"\n3,c\n'],
])("a sheet with %s is read", (_, text) => {
  expect(cells(text)).toEqual([
    ["1", "a"],
    ["2", "b"],
    ["3", "c"],
  ]);
});

test("commas in headings, and line ends in them, do not outvote the separator", () => {
  const read = table('"ma\n(a, b, c)";"tên (d, e, f)"\n1;a\n2;b\n');
  expect(read.columns).toHaveLength(2);
  expect(cells("ma;ten;ngay\n1;21,5;106,7\n2;21,6;106,8\n")[0]).toEqual(["1", "21,5", "106,7"]);
});

test("the row of the header is said where titles stand above it", () => {
  const read = table("DANH SÁCH;;\nma;ten;ngay\n1;a;b\n");
  expect(read.notes.join()).toContain("dòng tiêu đề là dòng 2");
  expect(read.rows[0]?.number).toBe(3);
});

test("an unknown header below a title of one cell is found too", () => {
  expect(table("DANH SÁCH;;\nx;y;z\n1;a;b\n").columns).toEqual(["x", "y", "z"]);
});

test("a row with more cells is refused, with fewer it is taken and that is said", () => {
  const read = table("ma;ten;ngay\n1;a;b;c\n2;a\n3;a;b;\n");
  expect(read.problems).toMatchObject([{ severity: "error", row: 2, got: "4 ô" }]);
  expect(read.rows.map(({ number, problems }) => [number, problems?.[0]?.message])).toEqual([
    [3, "dòng có 2 ô, dòng tiêu đề có 3: các ô thiếu ở cuối được coi là trống"],
    [4, undefined],
  ]);
});

test("a quote that swallows the rows below is refused by its row", () => {
  const read = table('ma;ten;ngay\n1;a;"b\n2;a;b\n3;a;c"\n4;a;b\n');
  expect(read.problems).toMatchObject([{ severity: "error", row: 2, column: "ngay" }]);
  expect(read.rows.map((row) => row.cells.get("ma"))).toEqual(["4"]);
});

test("two columns of one name are two, a value below an empty heading has a column", () => {
  const read = table("ma;ten;ten;\n1;a;b;c\n");
  expect(read.columns).toEqual(["ma", "ten", "ten (cột 3)", "cột 4 không có tiêu đề"]);
  expect(read.notes.join()).toContain("hai cột cùng tên “ten”");
});

test.each([
  ["a NUL", "ma;ten\n1;a\u0000\n", /NUL ở dòng 2/],
  [
    "1.001 columns",
    `${Array.from({ length: 1001 }, (_, index) => `c${index}`).join(";")}\n1\n`,
    /1001 cột/,
  ],
  ["a heading of 400 letters", `ma;${"x".repeat(400)}\n1;a\n`, /Tiêu đề cột dài 400/],
  ["an XML", "<?xml version='1.0'?><kml/>", /XML/],
])("%s refuses the file", (_, text, said) => {
  expect(() => table(text)).toThrow(said);
});
