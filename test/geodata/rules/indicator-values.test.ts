import { expect, test } from "vitest";
import type { Indicator } from "../../../geodata/model/indicator.ts";
import type { VillageVerdicts } from "../../../geodata/model/verdict.ts";
import { figuresOn, indicatorResults } from "../../../geodata/rules/indicator-values.ts";
import { makeCell, makeMast, makeSite } from "../../makers.ts";

const COVERED: VillageVerdicts = {
  mobile: "phu_song",
  umts: "chua_ro",
  lte: "phu_song",
  nr: "chua_ro",
  ftth: "chua_co_cap",
};
const UNCOVERED: VillageVerdicts = { ...COVERED, mobile: "trang_song", ftth: "chua_ro" };

const masts = [makeMast({ id: "m1" }), makeMast({ id: "m2", dataSource: "real" })];
const sites = [
  makeSite({ id: "s1", mastId: "m1", operatorCode: "VTL" }),
  makeSite({ id: "s2", mastId: "m1", operatorCode: "VNPT" }),
  makeSite({ id: "s3", mastId: "m2", operatorCode: "MBF", dataSource: "real" }),
  makeSite({ id: "s4", mastId: "m2", operatorCode: "VNM", status: "tam_ngung" }),
];
const cells = [
  makeCell({ id: "c1", siteId: "s1", technology: "gsm", validTo: "2024-10-16" }),
  makeCell({ id: "c2", siteId: "s1", technology: "lte" }),
  makeCell({ id: "c3", siteId: "s2", technology: "gsm" }),
  makeCell({ id: "c4", siteId: "s4", technology: "gsm" }),
];
const villages = [
  { verdicts: COVERED, dataSource: "demo" as const },
  { verdicts: COVERED, dataSource: "demo" as const },
  { verdicts: UNCOVERED, dataSource: "demo" as const },
];
const on = (day: string) => figuresOn({ day, villages, masts, sites, cells });

test("the four computed indicators are counts, each with what it rests on", () => {
  expect(on("2025-12-31")).toEqual({
    MBB_VILLAGES: { numerator: 2, denominator: 3, unknown: 0, dataSource: "demo" },
    FTTH_VILLAGES: { numerator: 0, denominator: 3, unknown: 1, dataSource: "demo" },
    BTS_SHARED: { numerator: 1, denominator: 2, unknown: 0, dataSource: "mixed" },
    "2G_OFF": { numerator: 1, denominator: 3, unknown: 1, dataSource: "mixed" },
  });
});

test("switching a 2G cell off lowers the count of sites with 2G from that day", () => {
  expect(on("2024-10-15")["2G_OFF"].numerator).toBe(2);
  expect(on("2024-10-16")["2G_OFF"].numerator).toBe(1);
});

test("a site with 2G counts once, however many 2G cells it has", () => {
  const three = [1, 2, 3].map((n) => makeCell({ id: `g${n}`, technology: "gsm" }));
  const figures = figuresOn({
    day: "2025-12-31",
    villages: [],
    masts: [makeMast()],
    sites: [makeSite()],
    cells: three,
  });
  expect(figures["2G_OFF"]).toMatchObject({ numerator: 1, denominator: 1, unknown: 0 });
});

test("a demonstration mast that a real one replaced no longer counts as demonstration", () => {
  const day = "2025-12-31";
  const replaced = makeMast({ validTo: day });
  const now = makeMast({ validFrom: day, dataSource: "real" });
  const site = makeSite({ dataSource: "real" });
  const figures = figuresOn({ day, villages, masts: [replaced, now], sites: [site], cells: [] });
  expect(figures.BTS_SHARED).toMatchObject({ denominator: 1, dataSource: "real" });
});

function indicator(code: string, rest: Partial<Indicator> = {}): Indicator {
  return {
    code,
    group: "mobile",
    name: { vi: code, en: code },
    unit: "percent",
    direction: "at_least",
    computedFrom: "map",
    source: "test",
    ...rest,
  };
}

test("every indicator of the plan is listed; a figure stands where the map gives one, a verdict only where the plan has a target", () => {
  const [shares, twoG, followed, entered] = indicatorResults(
    [
      indicator("MBB_VILLAGES", { baseline: "92", target: "98" }),
      indicator("2G_OFF", { unit: "milestone", direction: "done", target: "done" }),
      indicator("BTS_SHARED", { baseline: "16" }),
      indicator("MBB_SUBS", { unit: "per_100", target: "85", computedFrom: "entered" }),
    ],
    on("2025-12-31"),
    [
      { asOf: "2024-10-15", figures: on("2024-10-15") },
      { asOf: "2025-12-31", figures: on("2025-12-31") },
    ],
  );
  expect(shares?.computed).toMatchObject({ numerator: 2, reached: false, shortfall: 1 });
  expect(twoG?.computed).toMatchObject({ numerator: 1, denominator: 3, unknown: 1 });
  expect(twoG?.trajectory).toEqual([
    { asOf: "2024-10-15", numerator: 2, denominator: 3 },
    { asOf: "2025-12-31", numerator: 1, denominator: 3 },
  ]);
  for (const withoutVerdict of [twoG, followed]) {
    expect(withoutVerdict?.computed).not.toHaveProperty("reached");
    expect(withoutVerdict?.computed).not.toHaveProperty("shortfall");
  }
  expect(entered).not.toHaveProperty("computed");
  expect(entered?.trajectory).toEqual([]);
});
