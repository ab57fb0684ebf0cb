import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { claimsFromRows } from "../../../geodata/datasets/claims-table.ts";
import cv1603 from "../../../geodata/datasets/rules/cv1603-2024.json" with { type: "json" };
import keHoach from "../../../geodata/datasets/rules/ke-hoach-2023.json" with { type: "json" };
import { Rule } from "../../../geodata/model/rule.ts";
import { mastSharing } from "../../../geodata/rules/mast-sharing.ts";
import { verdictsOf } from "../../../geodata/rules/village-verdict.ts";
import { shippedDataset } from "./network-shipped.ts";

const data = shippedDataset();
const evidence = claimsFromRows(
  data.claims,
  new Map(data.villages.map((village) => [village.id, village])),
  new Map(data.operators.map((operator) => [operator.code, operator])),
);
const byVillage = Map.groupBy(evidence, ({ villageId }) => villageId);

/** Thôn per verdict of mobile broadband and of fibre. */
function tally(rule: Rule, asOf: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const village of data.villages) {
    const rows = byVillage.get(village.id) ?? [];
    const { mobile, ftth } = verdictsOf(rule, village, rows, asOf).verdicts;
    for (const verdict of [`mobile ${mobile}`, `ftth ${ftth}`]) {
      counts[verdict] = (counts[verdict] ?? 0) + 1;
    }
  }
  return counts;
}

test("both rules conform to the model, count as their documents say and are not confirmed", () => {
  for (const rule of [keHoach, cv1603]) expect(Value.Errors(Rule, rule)).toEqual([]);
  expect([keHoach.technologies, keHoach.points]).toEqual([["umts", "lte", "nr"], "centre"]);
  expect([cv1603.technologies, cv1603.points]).toEqual([["lte", "nr"], "centre_and_clusters"]);
  expect([keHoach.confirmed, cv1603.confirmed]).toEqual([false, false]);
  expect(cv1603.caveat.vi).toContain("Chưa có toàn văn");
});

test("the rule engine finds the plan's baseline in the claims", () => {
  expect(tally(Value.Parse(Rule, keHoach), "2023-06-30")).toEqual({
    "mobile phu_song": 161,
    "mobile trang_song": 12,
    "mobile chua_ro": 2,
    "ftth co_cap": 152,
    "ftth chua_co_cap": 20,
    "ftth chua_ro": 3,
  });
});

test("the rule engine finds the gap at the end of 2025, by both rules", () => {
  expect(tally(Value.Parse(Rule, keHoach), "2025-12-31")).toEqual({
    "mobile phu_song": 169,
    "mobile trang_song": 5,
    "mobile chua_ro": 1,
    "ftth co_cap": 163,
    "ftth chua_co_cap": 11,
    "ftth chua_ro": 1,
  });
  const strict = tally(Value.Parse(Rule, cv1603), "2025-12-31");
  expect(strict["mobile phu_song"]! + strict["mobile lom_song"]!).toBe(166);
  expect(strict["mobile lom_song"]).toBeGreaterThanOrEqual(12);
  expect(strict["mobile lom_song"]).toBeLessThanOrEqual(16);
});

test("mast sharing in mid-2023 is 17 of 106, the nearest to the plan's 16 % with its site counts", () => {
  expect(mastSharing(data.masts, data.sites, "2023-06-30")).toEqual({
    numerator: 17,
    denominator: 106,
  });
});
