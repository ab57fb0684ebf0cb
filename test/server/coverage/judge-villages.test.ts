import { expect, test } from "vitest";
import { makeCoverageReader } from "../../../server/coverage/coverage-reader.ts";
import { openMemoryStore } from "../../../server/stores/memory-store.ts";
import { makeEvidence, makeMast, makeSite, makeUnit, makeVillage } from "../../makers.ts";
import { commit, smallWorld } from "../small-world.ts";

async function judge(put: Parameters<typeof commit>[1]["put"], operator?: string) {
  const store = openMemoryStore();
  await commit(store, put === undefined ? {} : { put });
  const reader = makeCoverageReader(store, { publicDetail: "generalised" });
  const judged = await reader.judged({
    asOf: "2025-12-31",
    ruleId: "ke-hoach-2023",
    epoch: "2025",
    ...(operator !== undefined && { operator }),
  });
  return new Map(judged.map((one) => [one.item.id, one]));
}

test("a thôn that ended is judged no more, one of an unknown commune is kept under its code", async () => {
  const { units = [], ...rows } = smallWorld();
  const judged = await judge({
    ...rows,
    // Of 2023 only: the crosswalk does not say where it went.
    units: [...units, makeUnit({ code: "99999" })],
    villageAreas: [],
    evidence: [],
    villages: [
      makeVillage({ id: "gone", validTo: "2024-01-01" }),
      makeVillage({ id: "elsewhere", communeCode: "99999" }),
    ],
  });
  expect([...judged.keys()]).toEqual(["elsewhere"]);
  expect(judged.get("elsewhere")?.item).toMatchObject({
    communeCode: "99999",
    communeName: "99999",
  });
});

test("the reasons, made when asked for, say the same as the verdict", async () => {
  for (const { item, mobile } of (await judge(smallWorld())).values()) {
    expect(mobile.verdict).toBe(item.verdicts.mobile);
  }
});

test("the distance to a withheld mast is told roughly, but the rule is applied to the exact one", async () => {
  const real = { dataSource: "real" as const };
  // 5,040 m away: told as 5,000, which alone would not be more than 5 km.
  const judged = await judge({
    ...smallWorld(),
    masts: [makeMast({ ...real, lon: 106.9 + 5040 / 103_360 })],
    sites: [makeSite(real)],
    cells: [],
  });
  const village = judged.get("v1");
  expect(village?.item.distanceToMastM).toBe(5000);
  expect(village?.remoteReasons).toEqual(["far_from_mast"]);
});

test("what a verdict rests on is told apart, thôn by thôn and operator by operator", async () => {
  const rows = smallWorld();
  const world = {
    ...rows,
    evidence: [
      ...(rows.evidence ?? []),
      makeEvidence({ id: "r1", villageId: "v2", operatorCode: "VNPT", dataSource: "real" }),
      makeEvidence({ id: "r2", villageId: "v4", technology: "gsm", dataSource: "real" }),
    ],
  };
  const all = await judge(world);
  expect([...(all.get("v2")?.sources ?? [])].sort()).toEqual(["demo", "real"]);
  // 2G is not counted, so it does not colour the figure.
  expect([...(all.get("v4")?.sources ?? [])]).toEqual(["demo"]);
  const ofViettel = await judge(world, "VTL");
  expect([...(ofViettel.get("v2")?.sources ?? [])]).toEqual(["demo"]);
});
