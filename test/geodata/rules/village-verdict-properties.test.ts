import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Evidence } from "../../../geodata/model/evidence.ts";
import type { Rule } from "../../../geodata/model/rule.ts";
import { MOBILE_TECHNOLOGIES, TECHNOLOGIES } from "../../../geodata/model/technology.ts";
import { freshFrom, isForeignNetwork } from "../../../geodata/rules/evidence-in-force.ts";
import { judgeFtth, judgeMobile, verdictsOf } from "../../../geodata/rules/village-verdict.ts";
import { makeEvidence, makeRule, makeVillage } from "../../makers.ts";

const DAY = "2025-12-31";
const VILLAGE = makeVillage({
  clusters: [
    { id: "k1", lon: 106.91, lat: 21.93 },
    { id: "k2", lon: 106.9, lat: 21.94 },
  ],
});
const SHELF_LIFE_DAYS = 90;

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Days on both sides of every threshold: the shelf life's and the day that is asked for. */
const observedOn = fc.constantFrom(
  freshFrom(DAY, SHELF_LIFE_DAYS + 1),
  freshFrom(DAY, SHELF_LIFE_DAYS),
  freshFrom(DAY, SHELF_LIFE_DAYS - 1),
  freshFrom(DAY, 1),
  DAY,
  "2026-01-01",
);

const row: fc.Arbitrary<Evidence> = fc
  .record({
    villageId: fc.constantFrom("v1", "v1", "v1", "v2"),
    operatorCode: fc.constantFrom("VTL", "VNPT"),
    technology: fc.constantFrom(...TECHNOLOGIES),
    kind: fc.constantFrom("claimed" as const, "modelled" as const, "measured" as const),
    covered: maybe(fc.boolean()),
    clusters: fc.array(
      fc.record({ clusterId: fc.constantFrom("k1", "k2", "gone"), covered: fc.boolean() }),
      { maxLength: 2 },
    ),
    observedOn,
    mccMnc: maybe(fc.constantFrom("452-04", "460-00")),
  })
  .map(({ covered, mccMnc, ...rest }) => {
    const { covered: _default, ...base } = makeEvidence();
    return {
      ...base,
      ...rest,
      ...(covered !== undefined && { covered }),
      ...(mccMnc !== undefined && { mccMnc }),
    };
  });
const evidence = fc
  .array(row, { maxLength: 14 })
  .map((rows) => rows.map((each, index) => ({ ...each, id: `e${index}` })));

const admitted = fc.record(
  {
    kind: fc.constantFrom("claimed" as const, "modelled" as const, "measured" as const),
    shelfLifeDays: fc.constant(SHELF_LIFE_DAYS),
  },
  { requiredKeys: ["kind"] },
);
const rule: fc.Arbitrary<Rule> = fc
  .record({
    technologies: fc.subarray([...MOBILE_TECHNOLOGIES], { minLength: 1 }),
    evidence: fc.uniqueArray(admitted, { minLength: 1, selector: ({ kind }) => kind }),
    points: fc.constantFrom("centre" as const, "centre_and_clusters" as const),
  })
  .map((partial) => makeRule(partial));
const operator = maybe(fc.constantFrom("VTL", "VNPT", "MBF"));

const RUNS = { numRuns: 3000 };

test("the quick verdicts of lists and maps are those that the panel gives with reasons", () => {
  fc.assert(
    fc.property(rule, evidence, operator, (anyRule, rows, operatorCode) => {
      const quick = verdictsOf(anyRule, VILLAGE, rows, DAY, operatorCode);
      const mobile = judgeMobile(anyRule, VILLAGE, rows, DAY, { operatorCode });
      const ftth = judgeFtth(anyRule, VILLAGE, rows, DAY, { operatorCode });
      const alone = (technology: "umts" | "lte" | "nr") =>
        judgeMobile(anyRule, VILLAGE, rows, DAY, { technology, operatorCode }).verdict;
      const coveredBy = mobile.points[0]?.coveredBy ?? [];
      expect(quick).toEqual({
        verdicts: {
          mobile: mobile.verdict,
          umts: alone("umts"),
          lte: alone("lte"),
          nr: alone("nr"),
          ftth: ftth.verdict,
        },
        operatorCount: new Set(coveredBy.map((by) => by.operatorCode)).size,
        flags: [...new Set([...mobile.flags, ...ftth.flags])],
      });
    }),
    RUNS,
  );
});

test("the order in which rows arrive changes nothing", () => {
  fc.assert(
    fc.property(rule, evidence, (anyRule, rows) => {
      const backwards = rows.toReversed();
      expect(judgeMobile(anyRule, VILLAGE, backwards, DAY)).toEqual(
        judgeMobile(anyRule, VILLAGE, rows, DAY),
      );
      expect(verdictsOf(anyRule, VILLAGE, backwards, DAY)).toEqual(
        verdictsOf(anyRule, VILLAGE, rows, DAY),
      );
    }),
    RUNS,
  );
});

test("every row that speaks of the thôn is either used or set aside with a reason, never both", () => {
  fc.assert(
    fc.property(rule, evidence, (anyRule, rows) => {
      for (const [judgement, isTheme] of [
        [judgeMobile(anyRule, VILLAGE, rows, DAY), (r: Evidence) => r.technology !== "ftth"],
        [judgeFtth(anyRule, VILLAGE, rows, DAY), (r: Evidence) => r.technology === "ftth"],
      ] as const) {
        const speaking = rows.filter(
          (r) =>
            isTheme(r) &&
            r.villageId === VILLAGE.id &&
            r.observedOn <= DAY &&
            (r.covered !== undefined || r.clusters.some(({ clusterId }) => clusterId !== "gone")),
        );
        const used = new Set(judgement.used.map((entry) => entry.evidence.id));
        const aside = judgement.setAside.map((entry) => entry.evidence.id);
        expect([...used, ...aside].sort()).toEqual(speaking.map(({ id }) => id).sort());
      }
    }),
    RUNS,
  );
});

test("calculation and foreign networks never change an official verdict", () => {
  fc.assert(
    fc.property(rule, evidence, (anyRule, rows) => {
      fc.pre(anyRule.evidence.some(({ kind }) => kind !== "modelled"));
      const official = rows.filter((r) => r.kind !== "modelled" && !isForeignNetwork(r));
      const { verdicts } = verdictsOf(anyRule, VILLAGE, official, DAY);
      expect(verdictsOf(anyRule, VILLAGE, rows, DAY).verdicts).toEqual(verdicts);
    }),
    RUNS,
  );
});

test("one more operator that covers every point makes any thôn covered", () => {
  fc.assert(
    fc.property(rule, evidence, (anyRule, rows) => {
      fc.pre(anyRule.evidence.some(({ kind }) => kind === "claimed"));
      const before = verdictsOf(anyRule, VILLAGE, rows, DAY);
      const everywhere = makeEvidence({
        id: "z",
        operatorCode: "NEW",
        technology: anyRule.technologies[0]!,
        observedOn: DAY,
        clusters: [
          { clusterId: "k1", covered: true },
          { clusterId: "k2", covered: true },
        ],
      });
      const after = verdictsOf(anyRule, VILLAGE, [...rows, everywhere], DAY);
      expect(after.verdicts.mobile).toBe("phu_song");
      expect(after.operatorCount).toBe(before.operatorCount + 1);
    }),
    RUNS,
  );
});
