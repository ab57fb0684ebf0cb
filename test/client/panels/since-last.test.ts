import fc from "fast-check";
import { expect, test } from "vitest";
import { atRisk, dayBeforeOf, gainsAndLosses } from "../../../client/panels/since-last.tsx";
import type { Comparison } from "../../../geodata/model/comparison.ts";
import { makeVillage } from "../map/map-makers.ts";

const word = fc.constantFrom("phu_song", "lom_song", "trang_song", "chua_ro");
const isCovered = (verdict: string) => verdict === "phu_song" || verdict === "lom_song";
const moved = (id: string, from: string, to: string) =>
  ({ id, name: id, communeCode: "06196", communeName: "", mobile: { from, to } }) as never;

test("gains less losses are the difference of the two counts, whatever moved", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word)), (changes) => {
      const rows: Comparison["moved"] = changes.map(([from, to], index) =>
        moved(`v${index}`, from, to),
      );
      const { gained, lost } = gainsAndLosses(rows, "mobile");
      const count = (at: 0 | 1) => changes.filter((change) => isCovered(change[at])).length;
      expect(gained.length - lost.length).toBe(count(1) - count(0));
      expect(gained.filter((village) => lost.includes(village))).toEqual([]);
      expect(gainsAndLosses(rows, "ftth")).toEqual({ gained: [], lost: [] });
    }),
  );
});

test("the quarter before is the last day with evidence before the one that counts", () => {
  const evidenceDays = ["2025-06-30", "2025-09-30", "2025-12-31"];
  expect(dayBeforeOf({ evidenceDays, asOf: "2025-12-31" })).toBe("2025-09-30");
  expect(dayBeforeOf({ evidenceDays, asOf: "2025-11-01" })).toBe("2025-06-30");
  expect(dayBeforeOf({ evidenceDays, asOf: "2025-06-30" })).toBeUndefined();
});

test("3G alone and one operator alone are told, both where both hold", () => {
  const { verdicts } = makeVillage();
  const none = { umts: "phu_song", lte: "trang_song", nr: "trang_song" } as const;
  const old = makeVillage({ id: "old", verdicts: { ...verdicts, ...none }, operatorCount: 1 });
  const fine = makeVillage({ id: "fine" });
  expect(atRisk([old, fine])).toEqual({ umtsAlone: [old], oneOperator: [old] });
});
