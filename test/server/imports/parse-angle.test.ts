import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAngle, parsePair } from "../../../server/imports/parse-angle.ts";
import { threadCpuMs } from "../../thread-cpu-ms.ts";

const LON = 106 + 42 / 60 + 3.2 / 3600;
const LAT = 21 + 57 / 60 + 18.1 / 3600;

test.each([
  [`E 106°42'03.2"`, LON, "lon"],
  [`106°42'03.2"E`, LON, "lon"],
  [`106°42’03,2”Đ`, LON, "lon"],
  [`106° 42′ 03.2″ Đông`, LON, "lon"],
  ["106°42'03.2''D", LON, "lon"],
  ["106 42 03.2 E", LON, "lon"],
  ["106-42-03.2", LON, undefined],
  ["106:42:03.2", LON, undefined],
  ["106d42m03.2s", LON, undefined],
  [`N21°57'18.1"`, LAT, "lat"],
  [`21º57'18,1" Bắc`, LAT, "lat"],
  [`21°57'18.1" vĩ độ Bắc`, LAT, "lat"],
  ["21°57.301667'B", LAT, "lat"],
  ["21 57.301667", LAT, undefined],
  ["21.955028°", LAT, undefined],
  ["21,955028 N", LAT, "lat"],
  ["Vĩ độ: 21,955028", LAT, undefined],
  [`21°57'18.1"S`, -LAT, "lat"],
  [`106°42'03.2"T`, -LON, "lon"],
])("%s is an angle", (text, degrees, axis) => {
  const angle = parseAngle(text);
  expect(angle?.degrees).toBeCloseTo(degrees, 5);
  expect(angle?.axis).toBe(axis);
});

test.each([
  "",
  "Bắc",
  `21°75'00"B`,
  `21°10'61"`,
  "21.5°30'",
  `-21°57'N`,
  "N 21 E",
  "1e3",
  "21°57'18\"X",
])("%j is not an angle", (text) => {
  expect(parseAngle(text)).toBeUndefined();
});

const PLACE = [21.95504, 106.7009];
test.each([
  "21.95504, 106.7009",
  "21.95504,106.7009",
  "21,95504; 106,7009",
  "21,95504, 106,7009",
  "21,95504,106,7009",
  "21.95504 106.7009",
  "(21.95504, 106.7009)",
  "[106.7009, 21.95504]",
  "106.7009/21.95504",
  "21.95504 106.7009 350.0 4.8",
  "21.95504, 106.7009, 350",
  "21.95504° N, 106.7009° E",
  `21°57'18.144"N 106°42'03.24"E`,
  `N21°57'18.144"E106°42'03.24"`,
  "21°57.3024'N 106°42.054'E",
  "21 57 18.144 106 42 03.24",
  "lat: 21.95504, lon: 106.7009",
])("%s is one pair of angles", (text) => {
  const pairs = parsePair(text).map((pair) =>
    pair.map(({ degrees }) => degrees).sort((a, b) => a - b),
  );
  expect(pairs.length).toBeGreaterThan(0);
  for (const [lat, lon] of pairs) {
    expect(lat).toBeCloseTo(PLACE[0] as number, 6);
    expect(lon).toBeCloseTo(PLACE[1] as number, 6);
  }
});

test("a side belongs to its own angle", () => {
  expect(parsePair("106.7 E 21.9 N")).toEqual([
    [
      { degrees: 106.7, axis: "lon" },
      { degrees: 21.9, axis: "lat" },
    ],
  ]);
});

test("degrees that are written with minutes and seconds come back", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 180 * 36_000 - 1 }),
      fc.constantFrom(0, 1, 2, 3),
      (tenths, style) => {
        const [d, m, s] = [
          Math.floor(tenths / 36_000),
          Math.floor(tenths / 600) % 60,
          (tenths % 600) / 10,
        ];
        const text = [`${d}°${m}'${s}"`, `${d} ${m} ${s}`, `${d}-${m}-${s}`, `${d}° ${m}′ ${s}″ Đ`][
          style
        ];
        expect(parseAngle(text as string)?.degrees).toBeCloseTo(tenths / 36_000, 9);
      },
    ),
  );
});

test("what is not read is refused in no time, however long", () => {
  const blanks = " ".repeat(9900);
  const cpuMs = threadCpuMs(() => {
    for (const text of [
      `21${blanks}57`,
      blanks,
      `21°57'${blanks}18"`,
      "1,".repeat(5000),
      "N".repeat(9999),
    ]) {
      expect(parseAngle(text)).toBeUndefined();
      expect(parsePair(text)).toEqual([]);
    }
    for (let index = 0; index < 100; index++) parsePair("1 ".repeat(60));
  });
  expect(cpuMs).toBeLessThan(500);
});
