import { expect, test, vi } from "vitest";
import { paintFirst } from "../../client/first-paint.tsx";
import type { Summary } from "../../geodata/model/summary.ts";

const target = (numerator: number, of: number) => ({
  numerator,
  denominator: 175,
  unknown: 1,
  target: { numerator: of, denominator: 100 },
  baseline: { numerator: 92, denominator: 100 },
  reached: false,
  shortfall: 3,
});
const summary: Summary = {
  asOf: "2025-12-31",
  rule: "ke-hoach-2023",
  epoch: "2025",
  dataSource: "demo",
  datasetVersion: 1,
  evidenceDays: ["2023-06-30", "2025-12-31"],
  targets: [
    { indicator: "MBB_VILLAGES", ...target(169, 98) },
    { indicator: "FTTH_VILLAGES", ...target(163, 95) },
  ],
  communes: [],
};
const words = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

test("the page without a script says both targets, the day and the mark", () => {
  const html = paintFirst(summary, "");
  expect(words(html)).toContain("DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT");
  expect(words(html)).toContain("169 /175 thôn (96,5%) Còn thiếu 3 thôn để đạt mục tiêu 98%");
  expect(words(html)).toContain("163 /175 thôn (93,1%)");
  expect(words(html)).toContain("31/12/2025");
});

test("it has no style of its own: the policy would refuse it and say so", () => {
  expect(paintFirst(summary, "")).not.toMatch(/\sstyle=/);
});

test("it speaks the language of the address and keeps the question in its links", () => {
  const html = paintFirst({ ...summary, asOf: "2023-06-30" }, "asOf=2023-06-30&lang=en");
  expect(words(html)).toContain("169 /175 thôn (96.5%)");
  expect(html).toContain('href="/chi-tieu?asOf=2023-06-30&amp;lang=en"');
  expect(words(paintFirst(summary, ""))).toContain("Còn thiếu");
});

test("real data carry no mark", () => {
  expect(words(paintFirst({ ...summary, dataSource: "real" }, ""))).not.toContain("MINH HỌA");
});

test("a page that is painted leaves no timer behind that would hold its answer in the server", () => {
  vi.useFakeTimers();
  try {
    paintFirst(summary, "?asOf=2025-12-31");
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
