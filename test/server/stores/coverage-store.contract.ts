import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isValidOn } from "../../../geodata/model/day.ts";
import type { Change, CoverageStore } from "../../../server/stores/coverage-store.ts";
import {
  DanglingReferenceError,
  IdempotencyConflictError,
  VersionConflictError,
} from "../../../server/stores/store-errors.ts";
import {
  makeAccessPoint,
  makeCell,
  makeCrosswalkRow,
  makeEvidence,
  makeMast,
  makeOperator,
  makeOrganisation,
  makeRule,
  makeSite,
  makeSpan,
  makeUnit,
  makeVillage,
  makeVillageArea,
} from "../../makers.ts";
import { wholePut } from "../../whole-put.ts";

type Parts = Partial<Pick<Change, "recordedAt" | "retire" | "put">>;

/** A change with plain rows for what its own point to. */
function change({ put, ...parts }: Parts): Change {
  const head = { recordedAt: "2026-01-01T00:00:00.000Z", by: "test", note: "test" };
  return { ...head, ...parts, ...(put && { put: wholePut(put) }) };
}

/** What every adapter of the store must do. */
export function testCoverageStore(adapter: string, open: () => Promise<CoverageStore>): void {
  describe(`coverage store: ${adapter}`, () => {
    let store: CoverageStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.close();
    });

    test("an empty store is of version 0 and holds nothing", async () => {
      expect(await store.datasetVersion()).toBe(0);
      expect(await store.rows("villages")).toEqual([]);
      expect(await store.evidenceDays()).toEqual([]);
      const counts = await store.counts();
      expect(counts).toHaveLength(15);
      expect(counts.every((count) => count.demo + count.real + count.retired === 0)).toBe(true);
    });

    test("a row comes back as it went in, in key order", async () => {
      const villages = [
        makeVillage({ id: "v2", otherNames: ["Bản Ngõa"], gridPower: false }),
        makeVillage({ id: "v10" }),
        makeVillage({ id: "V1" }),
      ];
      await store.commit(change({ put: { villages, operators: [makeOperator()] } }));
      expect(await store.rows("villages")).toEqual([villages[2], villages[1], villages[0]]);
      expect(await store.rows("operators")).toEqual([makeOperator()]);
    });

    test("what a caller does to a row it was given does not reach the store", async () => {
      const village = makeVillage();
      await store.commit(change({ put: { villages: [village] } }));
      village.name = "changed after the commit";
      const [read] = await store.rows("villages");
      if (read) read.name = "changed after the read";
      expect((await store.rows("villages"))[0]?.name).toBe("Thôn Nà Lộc");
    });

    test("a commune is valid from its first day up to the day before its last", async () => {
      const old = makeUnit();
      const { validTo: _, ...rest } = makeUnit({ name: "Xã Ba Sơn", validFrom: "2025-07-01" });
      await store.commit(change({ put: { units: [old, rest] } }));
      const names = async (day?: string) =>
        (await store.rows("units", day)).map((unit) => unit.name);
      expect(await names()).toEqual(["Xã Cao Lâu", "Xã Ba Sơn"]);
      expect(await names("2003-12-31")).toEqual([]);
      expect(await names("2004-01-01")).toEqual(["Xã Cao Lâu"]);
      expect(await names("2025-06-30")).toEqual(["Xã Cao Lâu"]);
      expect(await names("2025-07-01")).toEqual(["Xã Ba Sơn"]);
      expect(await names("2099-01-01")).toEqual(["Xã Ba Sơn"]);
    });

    test("kinds without validity are there on every day", async () => {
      await store.commit(change({ put: { crosswalk: [makeCrosswalkRow()], rules: [makeRule()] } }));
      expect(await store.rows("crosswalk", "1900-01-01")).toHaveLength(1);
      expect(await store.rows("rules", "1900-01-01")).toHaveLength(1);
    });

    test("an organisation has one row, whatever its validity", async () => {
      await store.commit(change({ put: { organisations: [makeOrganisation()] } }));
      await store.commit(
        change({
          put: {
            organisations: [makeOrganisation({ validFrom: "2004-02-01", validTo: "2025-07-01" })],
          },
        }),
      );
      expect((await store.rows("organisations")).map((row) => row.validFrom)).toEqual([
        "2004-02-01",
      ]);
      expect(await store.rows("organisations", "2025-07-01")).toEqual([]);
    });

    test("exactly the versions whose half-open interval holds the day are read", async () => {
      const day = fc
        .integer({ min: 0, max: 40 })
        .map((days) => new Date(Date.UTC(2025, 5, 10 + days)).toISOString().slice(0, 10));
      const interval = fc.tuple(day, fc.option(day)).filter(([from, to]) => !to || from < to);
      await fc.assert(
        fc.asyncProperty(fc.array(interval, { maxLength: 6 }), day, async (intervals, asked) => {
          const fresh = await open();
          try {
            const sites = intervals.map(([validFrom, validTo], index) =>
              makeSite({ id: `s${index}`, validFrom, ...(validTo ? { validTo } : {}) }),
            );
            await fresh.commit(change({ put: { sites } }));
            expect(await fresh.rows("sites", asked)).toEqual(
              sites.filter((site) => isValidOn(site, asked)),
            );
          } finally {
            await fresh.close();
          }
        }),
        { numRuns: 40 },
      );
    });

    test("a correction retires the row that it corrects and keeps it as history", async () => {
      await store.commit(change({ put: { villages: [makeVillage({ households: 60 })] } }));
      await store.commit(
        change({
          recordedAt: "2026-02-01T00:00:00.000Z",
          put: { villages: [makeVillage({ households: 61 })] },
        }),
      );
      expect((await store.rows("villages")).map((row) => row.households)).toEqual([61]);
      const count = (await store.counts()).find((row) => row.kind === "villages");
      expect(count).toEqual({ kind: "villages", demo: 1, real: 0, retired: 1 });
    });

    test("a new version from another day stands beside the old one", async () => {
      await store.commit(
        change({ put: { sites: [makeSite({ status: "dang_xay_dung", validTo: "2024-01-01" })] } }),
      );
      await store.commit(
        change({ put: { sites: [makeSite({ status: "hoat_dong", validFrom: "2024-01-01" })] } }),
      );
      expect((await store.rows("sites")).map((row) => row.status)).toEqual([
        "dang_xay_dung",
        "hoat_dong",
      ]);
      expect((await store.rows("sites", "2024-06-30")).map((row) => row.status)).toEqual([
        "hoat_dong",
      ]);
    });

    test("retiring demonstration rows leaves the real ones", async () => {
      await store.commit(
        change({
          put: {
            villages: [makeVillage({ id: "demo1" }), makeVillage({ id: "r", dataSource: "real" })],
          },
        }),
      );
      await store.commit(change({ retire: [{ kind: "villages", dataSource: "demo" }] }));
      expect((await store.rows("villages")).map((row) => row.id)).toEqual(["r"]);
    });

    test("retiring by id reaches areas and evidence through their thôn", async () => {
      await store.commit(
        change({
          put: {
            villages: [makeVillage({ id: "a" }), makeVillage({ id: "b", dataSource: "real" })],
            villageAreas: [
              makeVillageArea({ villageId: "a" }),
              makeVillageArea({ villageId: "b" }),
            ],
            evidence: [
              makeEvidence({ id: "e-a", villageId: "a" }),
              makeEvidence({ id: "e-b", villageId: "b" }),
            ],
          },
        }),
      );
      const areas = (await store.counts()).find((row) => row.kind === "villageAreas");
      expect(areas, "an area is of the thôn that it is drawn for").toMatchObject({
        demo: 1,
        real: 1,
      });
      await store.commit(
        change({
          retire: [
            { kind: "villageAreas", ids: ["a"] },
            { kind: "evidence", ids: ["a", "nobody"] },
            { kind: "villages", ids: [] },
          ],
        }),
      );
      expect((await store.rows("villageAreas")).map((row) => row.villageId)).toEqual(["b"]);
      expect((await store.evidenceAsOf("2030-01-01")).map((row) => row.id)).toEqual(["e-b"]);
      expect(await store.rows("villages")).toHaveLength(2);
    });

    test("of the claims of one day all are given, for the rules to choose; older ones are not", async () => {
      const claim = (id: string, observedOn: string) =>
        makeEvidence({ id, villageId: "a", observedOn });
      const fresh = await open();
      for (const evidence of [
        [claim("e-2", "2024-03-31"), claim("e-3", "2023-12-31")],
        [claim("e-1", "2024-03-31"), claim("e-4", "2025-03-31")],
      ])
        await fresh.commit(change({ put: { evidence } }));
      expect((await fresh.evidenceAsOf("2024-12-31")).map((row) => row.id)).toEqual(["e-1", "e-2"]);
      await fresh.close();
    });

    test("a newer word about clusters alone hides no older word about the centre", async () => {
      const { covered: _, ...ofClusters } = makeEvidence({ id: "clusters", villageId: "a" });
      const evidence = [
        makeEvidence({ id: "centre", villageId: "a", observedOn: "2023-03-31", covered: true }),
        makeEvidence({ id: "older", villageId: "a", observedOn: "2022-12-31", covered: false }),
        {
          ...ofClusters,
          observedOn: "2023-06-30",
          clusters: [{ clusterId: "a-1", covered: false }],
        },
      ];
      const fresh = await open();
      await fresh.commit(change({ put: { evidence } }));
      expect((await fresh.evidenceAsOf("2023-06-30")).map((row) => row.id)).toEqual([
        "centre",
        "clusters",
      ]);
      await fresh.close();
    });

    test("communes of one epoch are replaced, those of the other stay", async () => {
      const { validTo: _, ...new2025 } = makeUnit({ validFrom: "2025-07-01" });
      await store.commit(change({ put: { units: [makeUnit(), new2025] } }));
      await store.commit(
        change({
          retire: [{ kind: "units", dataSource: "demo", validFrom: "2025-07-01" }],
          put: { units: [{ ...new2025, dataSource: "real", name: "Xã Ba Sơn" }] },
        }),
      );
      expect((await store.rows("units")).map((row) => [row.name, row.dataSource])).toEqual([
        ["Xã Cao Lâu", "demo"],
        ["Xã Ba Sơn", "real"],
      ]);
    });

    test("evidence of a day is the newest claim and model of each operator and technology, and every measurement", async () => {
      const evidence = [
        makeEvidence({ id: "q1", observedOn: "2023-03-31", covered: false }),
        makeEvidence({ id: "q2", observedOn: "2023-06-30", covered: true }),
        makeEvidence({ id: "q3", observedOn: "2023-09-30", covered: false }),
        makeEvidence({ id: "q2-nr", technology: "nr", observedOn: "2023-06-30" }),
        makeEvidence({ id: "q1-mbf", operatorCode: "MBF", observedOn: "2023-03-31" }),
        makeEvidence({ id: "m1", kind: "measured", observedOn: "2023-01-15" }),
        makeEvidence({ id: "m2", kind: "measured", observedOn: "2023-05-15" }),
        makeEvidence({ id: "x1", kind: "modelled", observedOn: "2023-01-01" }),
        makeEvidence({ id: "x2", kind: "modelled", observedOn: "2023-02-01" }),
        makeEvidence({ id: "other", villageId: "v0", observedOn: "2023-06-30" }),
      ];
      await store.commit(change({ put: { evidence } }));
      const ids = async (asOf: string) => (await store.evidenceAsOf(asOf)).map((row) => row.id);
      expect(await ids("2022-12-31")).toEqual([]);
      expect(await ids("2023-06-29")).toEqual(["q1-mbf", "m1", "x2", "q1", "m2"]);
      expect(await ids("2023-06-30")).toEqual(["other", "q1-mbf", "m1", "x2", "m2", "q2", "q2-nr"]);
      expect(await ids("2030-01-01")).toContain("q3");
      expect(await ids("2030-01-01")).not.toContain("q2");
      expect(await store.evidenceDays()).toEqual([
        "2023-01-01",
        "2023-01-15",
        "2023-02-01",
        "2023-03-31",
        "2023-05-15",
        "2023-06-30",
        "2023-09-30",
      ]);
      expect((await store.evidenceOfVillage("v1", "2023-06-30")).map((row) => row.id)).toEqual([
        "x1",
        "m1",
        "x2",
        "q1-mbf",
        "q1",
        "m2",
        "q2",
        "q2-nr",
      ]);
    });

    test("when the newest claim is retired the one before it stands again", async () => {
      await store.commit(
        change({
          put: {
            evidence: [
              makeEvidence({ id: "real", observedOn: "2023-03-31", dataSource: "real" }),
              makeEvidence({ id: "demo", observedOn: "2023-06-30" }),
            ],
          },
        }),
      );
      await store.commit(change({ retire: [{ kind: "evidence", dataSource: "demo" }] }));
      expect((await store.evidenceAsOf("2024-01-01")).map((row) => row.id)).toEqual(["real"]);
      expect(await store.evidenceDays()).toEqual(["2023-03-31"]);
    });

    test("the newest claims are those that a plain search finds", async () => {
      const row = fc.record({
        villageId: fc.constantFrom("v1", "v2"),
        operatorCode: fc.constantFrom("VTL", "MBF"),
        technology: fc.constantFrom("lte" as const, "nr" as const),
        kind: fc.constantFrom("claimed" as const, "measured" as const),
        observedOn: fc.constantFrom("2023-03-31", "2023-06-30", "2023-09-30"),
        covered: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(row, { maxLength: 25 }), async (rows) => {
          const fresh = await open();
          try {
            const evidence = rows.map((parts, index) =>
              makeEvidence({ id: `e${String(index).padStart(2, "0")}`, ...parts }),
            );
            await fresh.commit(change({ put: { evidence } }));
            const known = evidence.filter((one) => one.observedOn <= "2023-06-30");
            const beaten = (one: (typeof known)[number]) =>
              known.some(
                (other) =>
                  other.kind === one.kind &&
                  other.villageId === one.villageId &&
                  other.operatorCode === one.operatorCode &&
                  other.technology === one.technology &&
                  other.observedOn > one.observedOn,
              );
            const expected = known.filter((one) => one.kind === "measured" || !beaten(one));
            const found = await fresh.evidenceAsOf("2023-06-30");
            expect(new Set(found.map((one) => one.id))).toEqual(
              new Set(expected.map((one) => one.id)),
            );
            expect(found).toHaveLength(expected.length);
          } finally {
            await fresh.close();
          }
        }),
        { numRuns: 40 },
      );
    });

    test("one bad row and nothing of the change is kept", async () => {
      await store.commit(change({ put: { villages: [makeVillage()] } }));
      const bad: [string, Change["put"]][] = [
        [
          "a schema refuses it",
          { villages: [makeVillage({ id: "v2" }), makeVillage({ lat: 95 })] },
        ],
        [
          "a key occurs twice",
          { villages: [makeVillage({ id: "v2" })], evidence: [makeEvidence(), makeEvidence()] },
        ],
        [
          "it ends before it begins",
          {
            villages: [makeVillage({ id: "v2" })],
            cells: [makeCell({ validFrom: "2024-01-01", validTo: "2024-01-01" })],
          },
        ],
      ];
      for (const [why, put] of bad) {
        const refused = store.commit(
          change({ retire: [{ kind: "villages" }], ...(put ? { put } : {}) }),
        );
        await expect(refused, why).rejects.toThrow(TypeError);
        expect(
          (await store.rows("villages")).map((row) => row.id),
          why,
        ).toEqual(["v1"]);
        expect(await store.datasetVersion(), why).toBe(1);
      }
    });

    test("a change made from an older version is refused with both versions, and leaves nothing", async () => {
      await store.commit(change({ put: { villages: [makeVillage()] } }), { ifVersion: 0 });
      const late = store.commit(
        change({ retire: [{ kind: "villages" }], put: { villages: [makeVillage({ id: "v2" })] } }),
        { ifVersion: 0 },
      );
      await expect(late).rejects.toThrow(VersionConflictError);
      await expect(late).rejects.toMatchObject({ expected: 0, found: 1 });
      await expect(late).rejects.toThrow(/đã đọc phiên bản 0, nay là 1.*không lưu gì/);
      expect((await store.rows("villages")).map((row) => row.id)).toEqual(["v1"]);
      expect(await store.datasetVersion()).toBe(1);
    });

    test("of many changes made from one version exactly one is saved", async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 8 }, (_, index) =>
          store.commit(change({ put: { villages: [makeVillage({ id: `v${index}` })] } }), {
            ifVersion: 0,
          }),
        ),
      );
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await store.datasetVersion()).toBe(1);
      expect(await store.rows("villages")).toHaveLength(1);
    });

    test("a change sent again with its key is made once and gives its version, whatever came between", async () => {
      const first = (recordedAt: string) =>
        store.commit(change({ recordedAt, put: { villages: [makeVillage()] } }), {
          ifVersion: 0,
          idempotencyKey: "k1",
        });
      const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`;
      const sentAtOnce = await Promise.all([first(at(1)), first(at(2)), first(at(3))]);
      expect(sentAtOnce).toEqual([1, 1, 1]);
      const moved = change({ put: { villages: [makeVillage({ name: "Thôn khác" })] } });
      expect(await store.commit(moved, { ifVersion: 1, idempotencyKey: "k2" })).toBe(2);
      expect(await first(at(4))).toBe(1);
      expect((await store.rows("villages")).map((row) => row.name)).toEqual(["Thôn khác"]);
      expect(await store.datasetVersion()).toBe(2);
    });

    test("a key that was given to another change is refused, and a refused change leaves its key free", async () => {
      const put = (id: string) => change({ put: { villages: [makeVillage({ id })] } });
      const refused = store.commit(put("v1"), { ifVersion: 7, idempotencyKey: "k" });
      await expect(refused).rejects.toThrow(VersionConflictError);
      expect(await store.commit(put("v1"), { idempotencyKey: "k" })).toBe(1);
      const other = store.commit(put("v2"), { idempotencyKey: "k" });
      await expect(other).rejects.toThrow(IdempotencyConflictError);
      await expect(other).rejects.toThrow(/"k" đã dùng cho một thay đổi khác; không lưu gì/);
      expect((await store.rows("villages")).map((row) => row.id)).toEqual(["v1"]);
    });

    const whole = wholePut({
      villageAreas: [makeVillageArea()],
      evidence: [makeEvidence()],
      cells: [makeCell()],
      spans: [makeSpan()],
      accessPoints: [makeAccessPoint()],
    });
    const { validTo: _, ...unitOf2025 } = makeUnit({ code: "09999", validFrom: "2025-07-01" });
    const dangling: [what: string, parts: Parts, words: RegExp][] = [
      [
        "evidence of no thôn",
        { put: { evidence: [makeEvidence({ id: "e2", villageId: "v9" })] } },
        /1 dòng bằng chứng về thôn.*“v9”, ví dụ hàng e2/,
      ],
      [
        "an area of no thôn",
        { put: { villageAreas: [makeVillageArea({ villageId: "v9" })] } },
        /1 vùng của thôn.*“v9”/,
      ],
      [
        "a cell of no site",
        { put: { cells: [makeCell({ id: "c2", siteId: "s9" })] } },
        /1 ô sóng.*“s9”, ví dụ hàng c2@/,
      ],
      [
        "a site on no mast",
        { put: { sites: [makeSite({ id: "s2", mastId: "m9" })] } },
        /1 trạm trên cột.*“m9”/,
      ],
      [
        "a thôn of no commune",
        { put: { villages: [makeVillage({ id: "v2", communeCode: "00001" })] } },
        /1 thôn thuộc xã.*“00001”/,
      ],
      [
        "a thôn of a commune of 2025",
        {
          put: { units: [unitOf2025], villages: [makeVillage({ id: "v2", communeCode: "09999" })] },
        },
        /1 thôn thuộc xã.*“09999”/,
      ],
      [
        "a mast of no commune",
        { put: { masts: [makeMast({ id: "m2", communeCode: "00001" })] } },
        /1 cột thuộc xã.*“00001”/,
      ],
      [
        "a site of nobody",
        { put: { sites: [makeSite({ id: "s2", operatorCode: "XX" })] } },
        /1 trạm của nhà mạng.*“XX”/,
      ],
      [
        "a cable of nobody",
        { put: { spans: [makeSpan({ id: "f2", operatorCode: "XX" })] } },
        /1 tuyến cáp của nhà mạng.*“XX”/,
      ],
      [
        "a box of nobody",
        { put: { accessPoints: [makeAccessPoint({ id: "a2", operatorCode: "XX" })] } },
        /1 tủ\/hộp cáp của nhà mạng.*“XX”/,
      ],
      [
        "evidence of nobody",
        { put: { evidence: [makeEvidence({ id: "e2", operatorCode: "XX" })] } },
        /1 dòng bằng chứng của nhà mạng.*“XX”/,
      ],
      [
        "thôn that go without what is about them",
        { retire: [{ kind: "villages" }] },
        /1 vùng của thôn.*1 dòng bằng chứng về thôn/,
      ],
      [
        "sites that go without their cells",
        { retire: [{ kind: "sites", ids: ["s1"] }] },
        /1 ô sóng của trạm/,
      ],
      ["a mast that goes under a site", { retire: [{ kind: "masts" }] }, /1 trạm trên cột/],
      [
        "a commune that goes under a thôn",
        { retire: [{ kind: "units" }] },
        /1 thôn thuộc xã.*1 cột thuộc xã/,
      ],
    ];
    test.each(dangling)(
      "%s: nothing is saved, and it is told in words",
      async (_, parts, words) => {
        await store.commit({ ...change({}), put: whole });
        const refused = store.commit({ ...change({}), ...parts });
        await expect(refused).rejects.toThrow(DanglingReferenceError);
        await expect(refused).rejects.toThrow(words);
        expect(await store.datasetVersion()).toBe(1);
        expect(await store.rows("cells")).toEqual(whole.cells);
        expect(await store.rows("villages")).toEqual(whole.villages);
        expect(await store.evidenceAsOf("2030-01-01")).toEqual(whole.evidence);
        expect((await store.counts()).every(({ retired }) => retired === 0)).toBe(true);
      },
    );

    test("what goes together with all that hangs on it, or comes back in the same change, is whole", async () => {
      await store.commit({ ...change({}), put: whole });
      await store.commit({
        ...change({
          retire: [{ kind: "villages" }, { kind: "villageAreas" }, { kind: "evidence" }],
        }),
        put: { villages: [makeVillage({ id: "v2" })] },
      });
      await store.commit({
        ...change({ retire: [{ kind: "sites" }] }),
        put: { sites: [makeSite()] },
      });
      expect(await store.datasetVersion()).toBe(3);
    });

    test("versions strictly grow, also when changes are sent at once", async () => {
      const versions = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          store.commit(change({ put: { villages: [makeVillage({ id: `v${index}` })] } })),
        ),
      );
      expect([...versions].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 12 }, (_, index) => index + 1),
      );
      expect(await store.datasetVersion()).toBe(12);
      expect(await store.rows("villages")).toHaveLength(12);
    });

    test("who reads while a change is written sees all of it or nothing", async () => {
      const villages = Array.from({ length: 400 }, (_, index) => makeVillage({ id: `v${index}` }));
      const writing = store.commit(change({ put: { villages } }));
      const seen = await Promise.all(
        Array.from({ length: 5 }, async () => (await store.rows("villages")).length),
      );
      await writing;
      expect(seen.filter((count) => count !== 0 && count !== 400)).toEqual([]);
    });
  });
}
