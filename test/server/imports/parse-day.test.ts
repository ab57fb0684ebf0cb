import { expect, test } from "vitest";
import { dayInVietNam, parseDay, vietnameseDay } from "../../../server/imports/parse-day.ts";

test.each(["30/06/2023", "30-6-2023", "30.06.2023", "2023-06-30", "2023-06-30T07:00:00Z"])(
  "%s is the last day of June 2023",
  (text) => {
    expect(parseDay(text)).toEqual({ day: "2023-06-30" });
  },
);

test.each(["45657", "31-Th12-24"])("%s of a spreadsheet is understood, and said", (text) => {
  const parsed = parseDay(text);
  expect(parsed?.day).toBe("2024-12-31");
  expect(parsed?.note).toContain("31/12/2024");
});

test.each(["12/31/2024", "30/02/2024", "2023-13-01", "quý 2", "", "1/1/24"])(
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
