import { expect, test } from "vitest";
import {
  dayInVietNam,
  parseDay,
  vietnameseDay,
  whyNoDay,
} from "../../../server/imports/parse-day.ts";
import { threadCpuMs } from "../../thread-cpu-ms.ts";

test.each([
  "30/06/2023",
  "30-6-2023",
  "30.06.2023",
  "2023-06-30",
  "2023-06-30T07:00:00Z",
  "2023/06/30",
  "30/06/2023 08:05:33",
  "30/06/2023, 8:05",
  "08:05 30/06/2023",
  "2023-06-30 00:00:00",
  "30/06/2023 8:05 CH",
  "2023-06-30T06:30:00.123456+07",
  "ngày 30 tháng 6 năm 2023",
])("%s is the last day of June 2023", (text) => {
  expect(parseDay(text)).toEqual({ day: "2023-06-30" });
});

test.each([
  "45657",
  "45657,5",
  "45657.99",
  "20241231",
  "31-Th12-24",
  "31-thg 12-2024",
  "2024-12-30T17:00:00Z",
  "30/12/2024 17:00 UTC",
  "2025-01-01T00:30:00+08:00",
])("%s of a spreadsheet is understood, and said", (text) => {
  const parsed = parseDay(text);
  expect(parsed?.day).toBe("2024-12-31");
  expect(parsed?.note).toContain("31/12/2024");
});

test.each([
  "12/31/2024",
  "30/02/2024",
  "2023-13-01",
  "quý 2",
  "",
  "1/1/24",
  "2024-12-31T25:99",
  "2024-12-31T",
  "2024-12-31 rubbish",
  "2024-12-31T24:00:00",
  "31/12-2024",
  "31/12/2024 13:00 PM",
  "2024/31/12",
  "12/2024",
  "2024",
  "1989-12-31",
  "2925-01-01",
  "1735603200000",
  "²0/12/2024",
])(
  "%j is refused: day and month are never swapped, days that do not exist are not moved",
  (text) => {
    expect(parseDay(text)).toBeUndefined();
  },
);

test("the day in Viet Nam begins seven hours before that of Greenwich", () => {
  expect(dayInVietNam(new Date("2025-12-31T16:59:59Z"))).toBe("2025-12-31");
  expect(dayInVietNam(new Date("2025-12-31T17:00:00Z"))).toBe("2026-01-01");
  expect(vietnameseDay("2026-01-01")).toBe("01/01/2026");
});

test.each([
  ["31/12/24", /bốn chữ số/],
  ["12/2024", /cả ngày/],
  ["quý 4/2024", /cả ngày/],
  ["12/31/2024", /Ngày đứng trước tháng/],
])("of %s it is said why it is no day", (text, why) => {
  expect(parseDay(text)).toBeUndefined();
  expect(whyNoDay(text)).toMatch(why);
});

test("blanks without end take no time", () => {
  const cpuMs = threadCpuMs(() => {
    for (const text of [
      `1${" ".repeat(10_000)}1`,
      `1/1/2024${" ".repeat(10_000)}x`,
      "1".repeat(10_000),
    ])
      expect(parseDay(text)).toBeUndefined();
  });
  expect(cpuMs).toBeLessThan(50);
});
