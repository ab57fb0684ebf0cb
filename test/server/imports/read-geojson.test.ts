import { expect, test } from "vitest";
import { readTable } from "../../../server/imports/read-table.ts";

function read(text: string) {
  return readTable("test.geojson", new TextEncoder().encode(text));
}

function table(text: string) {
  const result = read(text);
  if ("refused" in result) throw new Error(result.refused.message);
  return result;
}

const PLACE = { type: "Point", coordinates: [106.7009, 21.95504] };
const METRES = { type: "Point", coordinates: [443090.8726, 2428791.2932] };
const feature = (properties: object, geometry: object | null = PLACE, more: object = {}) => ({
  type: "Feature",
  properties,
  geometry,
  ...more,
});
const collection = (features: unknown[], more: object = {}) =>
  JSON.stringify({ type: "FeatureCollection", features, ...more });
const named = (name: string) => ({ crs: { type: "name", properties: { name } } });

test("digits of numbers are as written, and fractions are no thousands", () => {
  const [row] = table(
    '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"a":4520412345678901234,"b":1.0,"c":1e5,"d":1.234,"e":0.0000001,"f":106.70090000000000001,"g":[4520412345678901234,"x"]}}]}',
  ).rows;
  expect([...(row?.cells ?? [])]).toEqual([
    ["a", "4520412345678901234"],
    ["b", "1"],
    ["c", "1e5"],
    ["d", "1.234"],
    ["e", "0.0000001"],
    ["f", "106.70090000000000001"],
    ["g", "4520412345678901234|x"],
  ]);
  expect(row?.numbers?.get("d")).toBe(1.234);
});

const LINES = [feature({ ma: "1" }), feature({ ma: "2" })].map((one) => JSON.stringify(one));
test.each([
  ["RFC 8142", `\u001e${LINES.join("\n\u001e")}\n`],
  [
    "RFC 8142 with texts over several lines",
    `\u001e${LINES.map((line) => line.replaceAll(",", ",\n")).join("\n\u001e")}`,
  ],
  ["one a line", LINES.join("\r\n")],
  [
    "collections in a sequence",
    `\u001e${collection([feature({ ma: "1" })])}\n\u001e${collection([feature({ ma: "2" })])}`,
  ],
  ["a plain list", `[${LINES.join()}]`],
])("features as %s are read", (_, text) => {
  expect(table(text).rows.map((row) => row.cells.get("ma"))).toEqual(["1", "2"]);
});

test("a text of a sequence that is cut is an error of its own, so is a member that is no feature", () => {
  const sequence = table(`\u001e${LINES[0]}\n\u001e{"type":"Feat\n\u001e${LINES[1]}`);
  expect(sequence.problems).toMatchObject([{ severity: "error", row: 2 }]);
  expect(sequence.rows.map(({ number }) => number)).toEqual([1, 3]);
  expect(
    table(collection([feature({ a: 1 }), null, 7, PLACE])).problems.map(({ row }) => row),
  ).toEqual([2, 3, 4]);
});

test.each([
  ["of the file", collection([feature({}, METRES)], named("EPSG:9215"))],
  ["of the feature", collection([feature({}, METRES, named("urn:ogc:def:crs:EPSG::9215"))])],
  ["of the geometry", collection([feature({}, { ...METRES, ...named("EPSG:9215") })])],
  [
    "of the file and the geometry alike",
    collection([feature({}, { ...METRES, ...named("EPSG::9215") })], named("EPSG:9215")),
  ],
])("the system %s is applied", (_, text) => {
  const [row] = table(text).rows;
  const { coordinates } = (row?.geometry ?? {}) as { coordinates: number[] };
  expect(coordinates[0]).toBeCloseTo(106.7009, 6);
  expect(coordinates[1]).toBeCloseTo(21.95504, 6);
});

test("systems may differ by feature; what is not understood, disagrees or does not fit is refused", () => {
  const read = table(
    collection([
      feature({}, METRES, named("EPSG:9215")),
      feature({}, PLACE, named("EPSG:4326")),
      feature({}, PLACE),
      feature({}, METRES, named("EPSG:32648")),
      feature({}, { ...METRES, ...named("EPSG:9215") }, named("EPSG:9214")),
      feature({}, METRES, named("EPSG:4326")),
      feature({}, PLACE, named("EPSG:9215")),
    ]),
  );
  expect(
    read.rows.map((row) => row.problems?.[0]?.message?.split(" ").slice(0, 5).join(" ")),
  ).toEqual([
    undefined,
    undefined,
    undefined,
    "hệ tọa độ chưa được",
    "hai hệ tọa độ trái",
    "ghi hệ tọa độ WGS",
    "ghi hệ tọa độ EPSG:9215",
  ]);
});

test("an object in a property is no text, and that is said of its column", () => {
  const [row] = table(
    collection([feature({ a: { b: 1 }, c: [["x"]], d: ["4G", "5G"], e: true })]),
  ).rows;
  expect([...(row?.cells ?? [])]).toEqual([
    ["d", "4G|5G"],
    ["e", "true"],
  ]);
  expect(row?.problems).toMatchObject([{ column: "a" }, { column: "c" }]);
});

test.each([
  [
    "a name twice in one object",
    '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"ma":1,\n"\\u006da":2}}]}',
    /hai thuộc tính cùng tên “ma”, ở dòng 2/,
  ],
  ["nesting without end", `{"a":${"[".repeat(100_000)}`, /lồng quá 100 lớp/],
  ["a geometry alone", JSON.stringify(PLACE), /chỉ có một hình \(Point\)/],
  [
    "1.001 properties",
    collection([
      feature(Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`p${index}`, 1]))),
    ]),
    /1001 cột/,
  ],
  [
    "two systems of one file",
    collection([feature({})], { ...named("EPSG:4326"), srid: 9215 }),
    /trái nhau/,
  ],
])("%s refuses the file", (_, text, said) => {
  expect(() => table(text)).toThrow(said);
});
