import { expect, test } from "vitest";
import { openMemoryStore } from "../../../server/stores/memory-store.ts";
import { makeEvidence, makeMast, makeSite, makeUnit, makeVillage } from "../../makers.ts";
import { withoutDangling } from "../../whole-put.ts";
import { commit, publicReader, smallWorld } from "../small-world.ts";

async function judge(put: Parameters<typeof commit>[1]["put"], operator?: string) {
  const store = openMemoryStore();
  await commit(store, put === undefined ? {} : { put: withoutDangling(put) });
  const reader = publicReader(store);
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
  for (const { item, judgeMobile } of (await judge(smallWorld())).values()) {
    expect(judgeMobile().verdict).toBe(item.verdicts.mobile);
  }
});

const real = { dataSource: "real" as const };

test("in a commune with a withheld mast no distance is told and the rule does not look at it", async () => {
  const world = smallWorld();
  const judged = await judge({
    ...world,
    masts: [
      makeMast({ ...real, lon: 106.9 + 5040 / 103_360 }),
      makeMast({ id: "m2", lon: 106.705, lat: 21.945, communeCode: "06193" }),
    ],
    sites: [makeSite(real), makeSite({ id: "s3", mastId: "m2" })],
  });
  const here = judged.get("v1");
  expect(here?.item).not.toHaveProperty("distanceToMastM");
  expect(here?.item.mastDistanceBasis).toBe("khong_cong_bo");
  expect(here?.remoteReasons).toEqual([]);
  // Elsewhere distances are told, to masts that are shown.
  const elsewhere = judged.get("v5");
  expect(elsewhere?.item.distanceToMastM).toBe(757);
  expect(elsewhere?.item).not.toHaveProperty("mastDistanceBasis");
});

test("a withheld mast that is not on air withholds nothing", async () => {
  const judged = await judge({
    ...smallWorld(),
    masts: [
      makeMast(real),
      makeMast({ id: "m2", lon: 106.705, lat: 21.945, communeCode: "06193" }),
    ],
    sites: [makeSite({ ...real, status: "tam_ngung" }), makeSite({ id: "s3", mastId: "m2" })],
  });
  expect(judged.get("v1")?.item.distanceToMastM).toBeGreaterThan(20_000);
});

test("elsewhere the distance is that to the centre of the mast's square, and the rule follows it", async () => {
  const units = smallWorld().units?.map((unit) => ({ ...unit, borderCommune: false })) ?? [];
  const world = (lon: number) =>
    judge({
      ...smallWorld(),
      units,
      masts: [makeMast({ ...real, lon, lat: 21.9349 })],
      sites: [makeSite(real)],
    });
  // The one stands 4.2 km away, the other 5.2 km: farther than the rule's 5 km, which nobody is told.
  for (const lon of [106.9401, 106.9499]) {
    const village = (await world(lon)).get("v1");
    expect(village?.item).toMatchObject({
      distanceToMastM: expect.closeTo(4682, -1),
      mastDistanceBasis: "khai_quat",
    });
    expect(village?.remoteReasons).toEqual([]);
  }
  expect((await world(106.9501)).get("v1")?.remoteReasons).toEqual(["far_from_mast"]);
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
  expect(all.get("v2")?.sourceMix).toBe("mixed");
  // 2G is not counted, so it does not colour the figure.
  expect(all.get("v4")?.sourceMix).toBe("demo");
  const ofViettel = await judge(world, "VTL");
  expect(ofViettel.get("v2")?.sourceMix).toBe("demo");
});
