import fc from "fast-check";
import { expect, test } from "vitest";
import { epochOf } from "../../../geodata/model/administrative-unit.ts";
import { changingDay, changingDays } from "../../../server/coverage/changing-day.ts";
import { surroundingsOf } from "../../../server/coverage/distances.ts";
import { judgeVillages } from "../../../server/coverage/judge-villages.ts";
import { openMemoryStore } from "../../../server/stores/memory-store.ts";
import {
  makeEvidence,
  makeMast,
  makeRoad,
  makeRule,
  makeSite,
  makeUnit,
  makeVillage,
} from "../../makers.ts";
import { commit, openTestApp, publicReader, smallWorld } from "../small-world.ts";

/** Days around the change of communes of 2025, counted from here. */
const FIRST = Date.UTC(2025, 4, 20);
const DAYS = 90;
const dayAt = (n: number) => new Date(FIRST + n * 86_400_000).toISOString().slice(0, 10);

const dayNumber = fc.nat(DAYS);
const validity = fc
  .tuple(dayNumber, fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }))
  .map(([from, length]) => ({
    validFrom: dayAt(from),
    validTo: length === undefined ? undefined : dayAt(from + length),
  }))
  .map(({ validFrom, validTo }) =>
    validTo === undefined ? { validFrom } : { validFrom, validTo },
  );
const shelfLife = fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined });

const world = fc.record({
  villages: fc.array(validity, { minLength: 1, maxLength: 3 }),
  masts: fc.array(validity, { maxLength: 2 }),
  sites: fc.array(fc.record({ dates: validity, isOnAir: fc.boolean() }), { maxLength: 3 }),
  roads: fc.array(validity, { maxLength: 2 }),
  units: fc.array(validity, { maxLength: 2 }),
  evidence: fc.array(
    fc.record({
      village: fc.nat(2),
      day: dayNumber,
      kind: fc.constantFrom("claimed" as const, "measured" as const, "modelled" as const),
      technology: fc.constantFrom("umts" as const, "lte" as const, "ftth" as const),
      covered: fc.boolean(),
    }),
    { maxLength: 8 },
  ),
  shelfLives: fc.tuple(shelfLife, shelfLife),
});

/** Rows made of `validFrom` alone where the maker would add an end. */
function dated<T extends { validFrom: string; validTo?: string }>(
  row: T,
  { validFrom, validTo }: { validFrom: string; validTo?: string },
): T {
  const { validTo: _, ...rest } = row;
  return { ...rest, validFrom, ...(validTo !== undefined && { validTo }) } as T;
}

test("any day is judged as the last changing day before it, distances and reasons included", () => {
  fc.assert(
    fc.property(world, fc.array(dayNumber, { minLength: 6, maxLength: 6 }), (made, asked) => {
      const villages = made.villages.map((dates, n) => dated(makeVillage({ id: `v${n}` }), dates));
      const masts = made.masts.map((dates, n) =>
        dated(makeMast({ id: `m${n}`, lon: 106.9 + n / 100 }), dates),
      );
      const sites = made.sites.map(({ dates, isOnAir }, n) =>
        dated(
          makeSite({
            id: `s${n}`,
            mastId: `m${n % 2}`,
            status: isOnAir ? "hoat_dong" : "ke_hoach",
          }),
          dates,
        ),
      );
      const roads = made.roads.map((dates, n) => dated(makeRoad({ id: `r${n}` }), dates));
      const units = made.units.map((dates, n) =>
        dated(makeUnit({ name: `Xã ${n}`, code: "06196" }), dates),
      );
      const evidence = made.evidence.map(({ village, day, ...rest }, n) =>
        makeEvidence({ id: `e${n}`, villageId: `v${village}`, observedOn: dayAt(day), ...rest }),
      );
      const [measured, claimed] = made.shelfLives.map((shelfLifeDays) =>
        shelfLifeDays === undefined ? {} : { shelfLifeDays },
      );
      const rule = makeRule({
        evidence: [
          { kind: "measured", ...measured },
          { kind: "claimed", ...claimed },
        ],
      });
      const standing = { masts, sites, roads, spans: [], accessPoints: [] };
      const judge = (asOf: string, epoch: "2023" | "2025") =>
        judgeVillages({
          rule,
          asOf,
          epoch,
          operator: undefined,
          villages,
          units,
          crosswalk: [],
          evidence: evidence.filter((row) => row.observedOn <= asOf),
          surroundings: surroundingsOf(standing, asOf, { masts: new Set(), fibre: new Set() }),
          detail: "full",
        }).map(({ item, judgeMobile, remoteReasons, sourceMix }) => ({
          item,
          mobile: judgeMobile(),
          remoteReasons,
          sourceMix,
        }));
      const days = changingDays({
        rows: [villages, masts, sites, roads, units],
        evidenceDays: [...new Set(evidence.map((row) => row.observedOn))].sort(),
        rule,
      });
      for (const n of asked) {
        const asOf = dayAt(n);
        const day = changingDay(days, asOf);
        expect(day <= asOf).toBe(true);
        expect(judge(day, epochOf(asOf))).toEqual(judge(asOf, epochOf(asOf)));
        expect(judge(day, "2023")).toEqual(judge(asOf, "2023"));
      }
    }),
    { numRuns: 150 },
  );
});

test("evidence counts on the last day of its shelf life and changes the answer on the next", () => {
  const days = changingDays({
    rows: [[{ validFrom: "2024-01-01", validTo: "2024-06-01" }]],
    evidenceDays: ["2024-02-28"],
    rule: { evidence: [{ kind: "measured", shelfLifeDays: 2 }, { kind: "claimed" }] },
  });
  expect(days).toEqual([
    "0000-01-01",
    "2024-01-01",
    "2024-02-28",
    "2024-03-02",
    "2024-06-01",
    "2025-07-01",
  ]);
  expect(changingDay(days, "2024-03-01")).toBe("2024-02-28");
  expect(changingDay(days, "2024-03-02")).toBe("2024-03-02");
  expect(changingDay(days, "1999-12-31")).toBe("0000-01-01");
  expect(changingDay(days, "2099-12-31")).toBe("2025-07-01");
});

test("a day between two changes is answered from what is known, and says the day that was asked", async () => {
  const store = openMemoryStore();
  await commit(store, { put: smallWorld() });
  const reader = publicReader(store);
  const question = { ruleId: "ke-hoach-2023", epoch: "2025" } as const;
  const [one, other] = [
    await reader.judged({ ...question, asOf: "2026-02-14" }),
    await reader.judged({ ...question, asOf: "2026-03-20" }),
  ];
  expect(other).toBe(one);

  const { app } = await openTestApp();
  const summary = async (asOf: string) => (await app.inject(`/api/summary?asOf=${asOf}`)).json();
  const [early, late] = [await summary("2026-02-14"), await summary("2026-03-20")];
  expect([early.asOf, late.asOf]).toEqual(["2026-02-14", "2026-03-20"]);
  expect({ ...late, asOf: "" }).toEqual({ ...early, asOf: "" });
  await app.close();
});
