import iconv from "iconv-lite";
import { expect, test } from "vitest";
import type { ImportTable, TableRow } from "../../../server/imports/import-table.ts";
import { readTable } from "../../../server/imports/read-table.ts";

function read(bytes: Uint8Array | string, fileName = "test.csv") {
  return readTable(fileName, typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes);
}

function table(bytes: Uint8Array | string): ImportTable {
  const result = read(bytes);
  if ("refused" in result) throw new Error(result.refused.message);
  return result;
}

function refusal(bytes: Uint8Array | string): string {
  const result = read(bytes);
  if (!("refused" in result)) throw new Error("the file was taken");
  return `${result.refused.message} ${result.refused.suggestion}`;
}

const cells = (given: ImportTable) => given.rows.map((row) => Object.fromEntries(row.cells));

test.each([
  ["comma", "Mã,Tên\r\n1,Nà Lộc\r\n"],
  ["semicolon and byte order mark", "\uFEFFMã;Tên\n1;Nà Lộc"],
  ["tab", "Mã\tTên\n1\tNà Lộc\n"],
  ["decomposed letters", "Mã,Tên\n1,Nà Lộc\n".normalize("NFD")],
])("a sheet with %s is read the same", (_, text) => {
  expect(cells(table(text))).toEqual([{ Mã: "1", Tên: "Nà Lộc" }]);
});

test.each(["utf-16le", "utf-16be"])("Excel's Unicode text (%s) is read", (encoding) => {
  const bytes = iconv.encode("Mã\tTên\n1\tNà Lộc\n", encoding, { addBOM: true });
  expect(cells(table(bytes))).toEqual([{ Mã: "1", Tên: "Nà Lộc" }]);
});

test("rows are numbered as the spreadsheet shows them, empty ones counted", () => {
  const read = table('a,b\n1,"two\nlines"\n\n,\n3,4\n');
  expect(read.rows.map((row) => row.number)).toEqual([2, 5]);
});

test("a row with more cells than the header is refused by its number, the others stay", () => {
  const read = table("a,b\n1,2\n1,2,3\n4\n");
  expect(read.rows.map((row) => Object.fromEntries(row.cells))).toEqual([
    { a: "1", b: "2" },
    { a: "4", b: "" },
  ]);
  expect(read.problems).toMatchObject([{ severity: "error", row: 3, got: "3 ô" }]);
});

test("a value of more than 10.000 characters is refused, the others stay", () => {
  const read = table(`a,b\n1,${"x".repeat(10_001)}\n2,y\n`);
  expect(read.rows).toHaveLength(1);
  expect(read.problems).toMatchObject([{ code: "too_long", row: 2, column: "b" }]);
});

test("columns called __proto__ and constructor are columns like others", () => {
  const [row] = table(
    '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"__proto__":{"isAdmin":true},"constructor":"c","toString":"t"}}]}',
  ).rows;
  expect([...(row?.cells ?? [])]).toEqual([
    ["constructor", "c"],
    ["toString", "t"],
  ]);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  expect(cells(table("__proto__,a\n1,2\n"))[0]).toMatchObject({ a: "2" });
});

test("features of VN-2000 are brought to WGS 84", () => {
  const read = table(
    '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9215"}},"features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[450024.7599,2418964.6826]}}]}',
  );
  const { coordinates } = (read.rows[0] as TableRow).geometry as {
    coordinates: [number, number];
  };
  expect(coordinates[0]).toBeCloseTo(106.76833, 6);
  expect(coordinates[1]).toBeCloseTo(21.8665, 6);
});

test.each([
  ["an empty file", "", /Tệp rỗng/],
  ["a header without rows", "a,b\n", /không có dòng dữ liệu/],
  ["a workbook", "PK\u0003\u0004", /XLSX.*CSV UTF-8/],
  ["an unclosed quote", 'a,b\n1,"2\n3,4\n', /dòng.*ngoặc kép/],
  ["JSON that is not GeoJSON", '{"hello":"world"}', /không phải GeoJSON/],
  [
    "a truncated file",
    '{"type":"FeatureCollection","features":[{"type":"Fea',
    /bị cắt: hết tệp sau 52 ký tự|bị hỏng ở khoảng dòng 1/,
  ],
  [
    "a file broken in the middle",
    `{"type":${"\n".repeat(40)} oops${"\n".repeat(40)}}`,
    /bị hỏng ở khoảng dòng (3\d|4\d)/,
  ],
  [
    "metres without a coordinate system",
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[450024,2418964]}}]}',
    /là mét.*EPSG:9215/,
  ],
  [
    "an unknown coordinate system",
    '{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:27700"}},"features":[{"type":"Feature","properties":{},"geometry":null}]}',
    /EPSG:27700/,
  ],
])("%s is refused in words that say what to do", (_, text, said) => {
  expect(refusal(text)).toMatch(said);
});

test("text that is not Unicode is refused rather than guessed", () => {
  expect(refusal(Uint8Array.of(0x61, 0x2c, 0xd0, 0x20, 0xff))).toMatch(/UTF-8/);
});

test("a file of more than 200.000 rows is refused as a whole", () => {
  expect(refusal(`a\n${"1\n".repeat(200_001)}`)).toMatch(/hơn 200000 dòng/);
  expect(table(`a\n${"1\n".repeat(200_000)}`).rows).toHaveLength(200_000);
});

test("a file of more than 50 MB is refused before it is read", () => {
  expect(refusal(new Uint8Array(50 * 1024 * 1024 + 1).fill(0x31))).toMatch(/50 MB/);
});
