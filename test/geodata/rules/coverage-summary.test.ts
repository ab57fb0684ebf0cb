import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Indicator } from "../../../geodata/model/indicator.ts";
import type { FtthVerdict, MobileVerdict } from "../../../geodata/model/verdict.ts";
import {
  type CountedVillage,
  countFtth,
  countMobile,
  summarise,
  villageTargetsOf,
} from "../../../geodata/rules/coverage-summary.ts";

function indicator(code: string, baseline: string, target?: string): Indicator {
  return {
    code,
    group: "mobile",
    name: { vi: code, en: code },
    unit: "percent",
    direction: "at_least",
    baseline,
    ...(target !== undefined && { target }),
    computedFrom: "map",
    source: "test",
  };
}
const TARGETS = villageTargetsOf([
  indicator("BTS_SHARED", "16"),
  indicator("MBB_VILLAGES", "92", "98"),
  indicator("FTTH_VILLAGES", "87", "95"),
]);
const COMMUNES = [
  { code: "06196", name: "Xã Cao Lâu", partOfDistrictOnly: false },
  { code: "06232", name: "Xã Công Sơn", partOfDistrictOnly: true },
  { code: "06238", name: "Xã Mẫu Sơn", partOfDistrictOnly: false },
];

function village(
  mobile: MobileVerdict,
  ftth: FtthVerdict = "chua_ro",
  communeCode = "06196",
  remote = false,
): CountedVillage {
  return {
    communeCode,
    remote,
    verdicts: { mobile, umts: "chua_ro", lte: mobile, nr: "trang_song", ftth },
  };
}
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

test("the plan's baseline of 2023: 161 of 175 thôn lack 11 to 98 %, 152 of 175 lack 15 to 95 %", () => {
  const villages = [
    ...times(152, village("phu_song", "co_cap")),
    ...times(9, village("lom_song", "chua_co_cap")),
    ...times(10, village("trang_song", "chua_co_cap")),
    ...times(4, village("chua_ro", "chua_ro")),
  ];
  expect(summarise(villages, COMMUNES, TARGETS).targets).toEqual([
    {
      indicator: "MBB_VILLAGES",
      numerator: 161,
      denominator: 175,
      unknown: 4,
      target: { numerator: 98, denominator: 100 },
      baseline: { numerator: 92, denominator: 100 },
      reached: false,
      shortfall: 11,
    },
    {
      indicator: "FTTH_VILLAGES",
      numerator: 152,
      denominator: 175,
      unknown: 4,
      target: { numerator: 95, denominator: 100 },
      baseline: { numerator: 87, denominator: 100 },
      reached: false,
      shortfall: 15,
    },
  ]);
});

test("a thôn with holes counts as covered; an unknown one counts in the whole only", () => {
  expect(countMobile(["phu_song", "lom_song", "trang_song", "chua_ro"])).toEqual({
    numerator: 2,
    denominator: 4,
    unknown: 1,
  });
  expect(countFtth(["co_cap", "chua_co_cap", "chua_ro", "chua_ro"])).toEqual({
    numerator: 1,
    denominator: 4,
    unknown: 2,
  });
});

test("communes come in the order given, without those that have no thôn; a commune that is not given is kept", () => {
  const villages = [
    village("trang_song", "co_cap", "06238", true),
    village("trang_song", "chua_ro", "06238", false),
    village("chua_ro", "co_cap", "06196", true),
    village("phu_song", "co_cap", "09999", true),
  ];
  expect(summarise(villages, COMMUNES, TARGETS).communes).toEqual([
    {
      ...COMMUNES[0],
      mobile: { numerator: 0, denominator: 1, unknown: 1 },
      ftth: { numerator: 1, denominator: 1, unknown: 0 },
      uncoveredRemote: 0,
    },
    {
      ...COMMUNES[2],
      mobile: { numerator: 0, denominator: 2, unknown: 0 },
      ftth: { numerator: 1, denominator: 2, unknown: 1 },
      uncoveredRemote: 1,
    },
    {
      code: "09999",
      name: "09999",
      partOfDistrictOnly: false,
      mobile: { numerator: 1, denominator: 1, unknown: 0 },
      ftth: { numerator: 1, denominator: 1, unknown: 0 },
      uncoveredRemote: 0,
    },
  ]);
});

test("one technology alone takes the place of mobile broadband", () => {
  const result = summarise([village("phu_song", "co_cap", "06196", true)], COMMUNES, TARGETS, "nr");
  expect(result.targets[0]).toMatchObject({ numerator: 0, denominator: 1, shortfall: 1 });
  expect(result.communes[0]).toMatchObject({ uncoveredRemote: 1 });
});

test("the parts of the communes always add up to the whole, however thôn are grouped", () => {
  const anyVillage = fc.record({
    communeCode: fc.constantFrom("06196", "06232", "06238", "09999"),
    remote: fc.boolean(),
    mobile: fc.constantFrom("phu_song", "lom_song", "trang_song", "chua_ro" as MobileVerdict),
    ftth: fc.constantFrom("co_cap", "chua_co_cap", "chua_ro" as FtthVerdict),
  });
  fc.assert(
    fc.property(fc.array(anyVillage), (rows) => {
      const villages = rows.map((row) =>
        village(row.mobile as MobileVerdict, row.ftth as FtthVerdict, row.communeCode, row.remote),
      );
      const { targets, communes } = summarise(villages, COMMUNES, TARGETS);
      const parts = ["mobile", "ftth"] as const;
      for (const [index, part] of parts.entries())
        for (const count of ["numerator", "denominator", "unknown"] as const) {
          const sum = communes.reduce((total, commune) => total + commune[part][count], 0);
          expect(targets[index]?.[count]).toBe(sum);
        }
    }),
  );
});

test("without a target in the plan there is no summary, and that is said", () => {
  expect(() => villageTargetsOf([indicator("MBB_VILLAGES", "92", "98")])).toThrow("FTTH_VILLAGES");
});
