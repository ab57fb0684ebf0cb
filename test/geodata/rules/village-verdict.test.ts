import { expect, test } from "vitest";
import type { ClusterCoverage, Evidence } from "../../../geodata/model/evidence.ts";
import type { MobileTechnology, Technology } from "../../../geodata/model/technology.ts";
import { judgeFtth, judgeMobile, verdictsOf } from "../../../geodata/rules/village-verdict.ts";
import { makeEvidence, makeRule, makeVillage } from "../../makers.ts";

const DAY = "2025-12-31";
const PLAN = makeRule();
const LETTER = makeRule({
  id: "cv1603-2024",
  technologies: ["lte", "nr"],
  points: "centre_and_clusters",
});
const PLAIN = makeVillage();
const SPREAD = makeVillage({
  clusters: [
    { id: "k1", lon: 106.91, lat: 21.93 },
    { id: "k2", lon: 106.9, lat: 21.94 },
  ],
});

type Word = true | false | undefined;
const WORDS: Word[] = [true, false, undefined];

/** Every way to give each of `slots` one of the three words. */
function* everyWay(slots: number): Generator<Word[]> {
  if (slots === 0) return void (yield []);
  for (const rest of everyWay(slots - 1)) for (const word of WORDS) yield [...rest, word];
}

/** A claim of one operator and technology; without any word there is no row at all. */
function claim(operatorCode: string, technology: Technology, words: Word[]): Evidence[] {
  const [centre, ...clusterWords] = words;
  const clusters = clusterWords.flatMap((covered, index): ClusterCoverage[] =>
    covered === undefined ? [] : [{ clusterId: `k${index + 1}`, covered }],
  );
  if (centre === undefined && clusters.length === 0) return [];
  const { covered: _covered, ...row } = makeEvidence();
  return [
    {
      ...row,
      id: `${operatorCode}-${technology}`,
      operatorCode,
      technology,
      clusters,
      ...(centre !== undefined && { covered: centre }),
    },
  ];
}

/** The sentence of the rule, said again: a positive covers, else a negative uncovers. */
function stateOf(words: Word[]): "covered" | "uncovered" | "unknown" {
  if (words.includes(true)) return "covered";
  return words.includes(false) ? "uncovered" : "unknown";
}
function verdictFrom(centre: Word[], clusters: Word[][] = []) {
  const state = stateOf(centre);
  if (state === "unknown") return "chua_ro";
  if (state === "uncovered") return "trang_song";
  return clusters.some((words) => stateOf(words) === "uncovered") ? "lom_song" : "phu_song";
}

test("every combination of two operators, 2G, 3G, 4G and fibre gives the verdict that the rule says", () => {
  let combinations = 0;
  for (const words of everyWay(8)) {
    const [vtl2g, vtl3g, vtl4g, vtlFtth, vnpt2g, vnpt3g, vnpt4g, vnptFtth] = words;
    const evidence = [
      ...claim("VTL", "gsm", [vtl2g]),
      ...claim("VTL", "umts", [vtl3g]),
      ...claim("VTL", "lte", [vtl4g]),
      ...claim("VTL", "ftth", [vtlFtth]),
      ...claim("VNPT", "gsm", [vnpt2g]),
      ...claim("VNPT", "umts", [vnpt3g]),
      ...claim("VNPT", "lte", [vnpt4g]),
      ...claim("VNPT", "ftth", [vnptFtth]),
    ];
    const umts = verdictFrom([vtl3g, vnpt3g]);
    const lte = verdictFrom([vtl4g, vnpt4g]);
    const both = verdictFrom([vtl3g, vnpt3g, vtl4g, vnpt4g]);
    const fibre = { covered: "co_cap", uncovered: "chua_co_cap", unknown: "chua_ro" };
    const ftth = fibre[stateOf([vtlFtth, vnptFtth])];
    const nr = "chua_ro";

    const plan = verdictsOf(PLAN, PLAIN, evidence, DAY);
    const letter = verdictsOf(LETTER, PLAIN, evidence, DAY);
    const operatorCount = [vtl3g || vtl4g, vnpt3g || vnpt4g].filter(Boolean).length;
    const operatorCount4g = [vtl4g, vnpt4g].filter(Boolean).length;
    const vtlOnly = verdictsOf(PLAN, PLAIN, evidence, DAY, "VTL");
    const got = { plan, letter, vtlOnly };
    const expected: typeof got = {
      plan: {
        verdicts: { mobile: both, umts, lte, nr, ftth: ftth as "co_cap" },
        operatorCount,
        flags: [],
      },
      letter: {
        verdicts: { mobile: lte, umts, lte, nr, ftth: ftth as "co_cap" },
        operatorCount: operatorCount4g,
        flags: [],
      },
      vtlOnly: {
        verdicts: {
          mobile: verdictFrom([vtl3g, vtl4g]),
          umts: verdictFrom([vtl3g]),
          lte: verdictFrom([vtl4g]),
          nr,
          ftth: fibre[stateOf([vtlFtth])] as "co_cap",
        },
        operatorCount: vtl3g || vtl4g ? 1 : 0,
        flags: [],
      },
    };
    if (JSON.stringify(got) !== JSON.stringify(expected)) expect({ words, got }).toEqual(expected);
    combinations++;
  }
  expect(combinations).toBe(3 ** 8);
});

test("every combination of two operators at the centre and two clusters gives lõm sóng only where the rule looks there", () => {
  let hollow = 0;
  for (const words of everyWay(6)) {
    const [c1, a1, b1, c2, a2, b2] = words;
    const evidence = [...claim("VTL", "lte", [c1, a1, b1]), ...claim("MBF", "nr", [c2, a2, b2])];
    const clusters = [
      [a1, a2],
      [b1, b2],
    ];
    const expected = verdictFrom([c1, c2], clusters);
    const judged = judgeMobile(LETTER, SPREAD, evidence, DAY);
    const centreOnly = judgeMobile(PLAN, SPREAD, evidence, DAY);
    const states = [stateOf([c1, c2]), ...clusters.map(stateOf)];
    if (
      judged.verdict !== expected ||
      centreOnly.verdict !== verdictFrom([c1, c2]) ||
      judged.points.some((point, index) => point.state !== states[index])
    ) {
      expect({ words, judged, centreOnly }).toBe(expected);
    }
    expect(judged.points.map((point) => point.decides)).toEqual([true, true, true]);
    expect(centreOnly.points.map((point) => point.decides)).toEqual([true, false, false]);
    if (judged.verdict === "lom_song") hollow++;
  }
  // The centre is covered in 5 of 9 ways; of 81 ways at two clusters 36 have none uncovered (6 x 6).
  expect(hollow).toBe(5 * (81 - 36));
});

test("of one operator and technology a fresh measurement decides, else the newest claim; a calculation only raises a flag", () => {
  const fresh = "2025-03-01";
  const old = "2024-03-01";
  for (const [measured, expired, newClaim, oldClaim, modelled] of everyWay(5)) {
    const row = (
      id: string,
      kind: Evidence["kind"],
      observedOn: string,
      covered: Word,
    ): Evidence[] =>
      covered === undefined ? [] : [makeEvidence({ id, kind, observedOn, covered })];
    const evidence = [
      ...row("m", "measured", fresh, measured),
      ...row("x", "measured", old, expired),
      ...row("c", "claimed", "2025-09-30", newClaim),
      ...row("o", "claimed", "2023-06-30", oldClaim),
      ...row("t", "modelled", "2025-12-01", modelled),
    ];
    const claimed = newClaim ?? oldClaim;
    const standing = measured ?? claimed;
    const contradicted =
      measured === undefined &&
      claimed !== undefined &&
      modelled !== undefined &&
      claimed !== modelled;
    const judgement = judgeMobile(PLAN, PLAIN, evidence, DAY);
    expect(judgement.verdict).toBe(verdictFrom([standing]));
    expect(judgement.flags).toEqual(contradicted ? ["dang_xac_minh"] : []);

    const reasons = Object.fromEntries(
      judgement.setAside.map(({ evidence: { id }, reason }) => [id, reason]),
    );
    const used = measured !== undefined ? "m" : newClaim !== undefined ? "c" : "o";
    expect(judgement.used.map(({ evidence: { id }, point }) => [id, point])).toEqual(
      standing === undefined ? [] : [[used, "centre"]],
    );
    expect(reasons).toEqual({
      ...(expired !== undefined && { x: "expired" }),
      ...(newClaim !== undefined && used !== "c" && { c: "outranked" }),
      ...(oldClaim !== undefined &&
        used !== "o" && { o: newClaim !== undefined ? "superseded" : "outranked" }),
      ...(modelled !== undefined && { t: "not_admitted" }),
    });

    const next = judgement.next;
    if (standing === undefined) expect(next).toBe("ask_operator_claim");
    else if (measured !== undefined) expect(next).toBe("none");
    else if (expired !== undefined) expect(next).toBe("renew_measurement");
    else if (contradicted || standing === false) expect(next).toBe("measure_centre");
    else expect(next).toBe("none");
  }
});

test("a calculation decides where the rule admits nothing else", () => {
  const computed = makeRule({ id: "tinh-toan", evidence: [{ kind: "modelled" }] });
  const evidence = [
    makeEvidence({ id: "c", covered: true }),
    makeEvidence({ id: "t", kind: "modelled", covered: false }),
    makeEvidence({ id: "f", technology: "ftth", covered: true }),
  ];
  const judgement = judgeMobile(computed, PLAIN, evidence, DAY);
  expect(judgement.verdict).toBe("trang_song");
  expect(judgement.setAside).toMatchObject([{ evidence: { id: "c" }, reason: "not_admitted" }]);
  expect(judgeFtth(computed, PLAIN, evidence, DAY).verdict).toBe("co_cap");
});

test("a technology that is asked for alone is judged alone, even one that the rule does not count", () => {
  const evidence = [
    makeEvidence({ id: "3g", technology: "umts", covered: true }),
    makeEvidence({ id: "4g", technology: "lte", covered: false }),
    makeEvidence({ id: "2g", technology: "gsm", covered: true }),
  ];
  const verdictOf = (technology?: MobileTechnology) =>
    judgeMobile(LETTER, PLAIN, evidence, DAY, { technology }).verdict;
  expect(verdictOf()).toBe("trang_song");
  expect(verdictOf("umts")).toBe("phu_song");
  expect(verdictOf("lte")).toBe("trang_song");
  expect(verdictOf("gsm")).toBe("phu_song");
  expect(verdictOf("nr")).toBe("chua_ro");
});

test("the reasons name who covers, and set aside what the rule does not count or what was measured abroad", () => {
  const evidence = [
    makeEvidence({ id: "3g", technology: "umts" }),
    makeEvidence({ id: "4g-vtl" }),
    makeEvidence({ id: "4g-mbf", operatorCode: "MBF" }),
    makeEvidence({ id: "cn", kind: "measured", technology: "nr", mccMnc: "460-00" }),
    makeEvidence({ id: "other", villageId: "v2", covered: false }),
    makeEvidence({ id: "ftth", technology: "ftth" }),
  ];
  const judgement = judgeMobile(LETTER, PLAIN, evidence, DAY);
  expect(judgement.points).toEqual([
    {
      point: "centre",
      decides: true,
      state: "covered",
      coveredBy: [
        { operatorCode: "MBF", technology: "lte" },
        { operatorCode: "VTL", technology: "lte" },
      ],
    },
  ]);
  expect(judgement.used.map(({ evidence: row }) => row.id)).toEqual(["4g-mbf", "4g-vtl"]);
  expect(judgement.setAside.map(({ evidence: row, reason }) => [row.id, reason])).toEqual([
    ["3g", "not_counted"],
    ["cn", "foreign_network"],
  ]);
  expect(judgeFtth(LETTER, PLAIN, evidence, DAY).used).toMatchObject([
    { evidence: { id: "ftth" } },
  ]);
});

test("a village without evidence is shown as unknown, not as uncovered, and its operators are asked", () => {
  expect(judgeMobile(PLAN, PLAIN, [], DAY)).toEqual({
    verdict: "chua_ro",
    flags: [],
    points: [{ point: "centre", decides: true, state: "unknown", coveredBy: [] }],
    used: [],
    setAside: [],
    next: "ask_operator_claim",
  });
  expect(judgeFtth(PLAN, PLAIN, [], DAY).verdict).toBe("chua_ro");
});

test("a claim of tomorrow does not cover anybody today", () => {
  const evidence = [makeEvidence({ observedOn: "2023-06-30" })];
  expect(judgeMobile(PLAN, PLAIN, evidence, "2023-06-29").verdict).toBe("chua_ro");
  expect(judgeMobile(PLAN, PLAIN, evidence, "2023-06-30").verdict).toBe("phu_song");
});

test("one measured signal settles a thôn that a calculation doubts", () => {
  const doubted = [
    makeEvidence({ id: "c" }),
    makeEvidence({ id: "t", kind: "modelled", covered: false }),
  ];
  const measured = makeEvidence({
    id: "m",
    operatorCode: "VNPT",
    kind: "measured",
    observedOn: "2025-10-01",
  });
  expect(judgeMobile(PLAN, PLAIN, doubted, DAY).flags).toEqual(["dang_xac_minh"]);
  expect(judgeMobile(PLAN, PLAIN, [...doubted, measured], DAY).flags).toEqual([]);
});

test.each([
  ["contradicts a claim that does not decide", true, "claimed"],
  ["agrees with a claim that does not decide", false, "claimed"],
  ["contradicts a measurement that does not decide", true, "measured"],
] as const)("a calculation that %s raises no flag", (_, computed, kind) => {
  const evidence = [
    makeEvidence({ id: "yes", covered: true }),
    makeEvidence({ id: "no", operatorCode: "MBF", kind, covered: false, observedOn: DAY }),
    makeEvidence({ id: "t", operatorCode: "MBF", kind: "modelled", covered: computed }),
  ];
  expect(judgeMobile(PLAN, PLAIN, evidence, DAY)).toMatchObject({ verdict: "phu_song", flags: [] });
});

test("a calculation against a measurement raises no flag, also where claims share the decision", () => {
  const evidence = [
    makeEvidence({ id: "claim", covered: false }),
    makeEvidence({
      id: "measured",
      operatorCode: "MBF",
      kind: "measured",
      covered: false,
      observedOn: DAY,
    }),
    makeEvidence({ id: "t", operatorCode: "MBF", kind: "modelled", covered: true }),
  ];
  expect(judgeMobile(PLAN, PLAIN, evidence, DAY)).toMatchObject({
    verdict: "trang_song",
    flags: [],
    next: "measure_centre",
  });
});

test("a row that is set aside at several points carries the reason of the first of them", () => {
  const clusters = [{ clusterId: "k1", covered: true }];
  const older = makeEvidence({ id: "1", observedOn: "2025-03-31", clusters });
  const newer = makeEvidence({ id: "2", observedOn: "2025-06-30" });
  const measured = makeEvidence({ id: "3", kind: "measured", observedOn: "2025-04-30", clusters });
  const { setAside } = judgeMobile(PLAN, SPREAD, [older, newer, measured], DAY);
  expect(setAside.map(({ evidence: { id }, reason }) => [id, reason])).toEqual([
    ["2", "outranked"],
    ["1", "superseded"],
  ]);
});

test("the next step follows what is open: clusters on a claim, nothing after measurements, a trip where claims do not count", () => {
  const clusters = [{ clusterId: "k1", covered: false }];
  const hollow = makeEvidence({ clusters });
  expect(judgeMobile(LETTER, SPREAD, [hollow], DAY).next).toBe("measure_clusters");
  const measured = makeEvidence({ clusters, kind: "measured", observedOn: "2025-10-01" });
  expect(judgeMobile(LETTER, SPREAD, [measured], DAY)).toMatchObject({
    verdict: "lom_song",
    next: "none",
  });
  const doubted = [
    makeEvidence({ clusters: [{ clusterId: "k2", covered: true }] }),
    makeEvidence({ id: "t", kind: "modelled", clusters: [{ clusterId: "k2", covered: false }] }),
  ];
  expect(judgeMobile(LETTER, SPREAD, doubted, DAY)).toMatchObject({
    verdict: "phu_song",
    flags: ["dang_xac_minh"],
    next: "measure_clusters",
  });
  expect(judgeMobile(PLAN, SPREAD, doubted, DAY)).toMatchObject({ flags: [], next: "none" });

  const measuredOnly = makeRule({ evidence: [{ kind: "measured", shelfLifeDays: 30 }] });
  expect(judgeMobile(measuredOnly, PLAIN, [hollow], DAY).next).toBe("measure_centre");
  expect(judgeMobile(measuredOnly, PLAIN, [measured], DAY).next).toBe("renew_measurement");
  const shortClaims = makeRule({ evidence: [{ kind: "claimed", shelfLifeDays: 30 }] });
  const old = makeEvidence({ id: "old", observedOn: "2025-06-30" });
  const no = makeEvidence({ id: "no", operatorCode: "MBF", covered: false, observedOn: DAY });
  expect(judgeMobile(shortClaims, PLAIN, [old, no], DAY).next).toBe("measure_centre");
});

test("fibre is judged at the centre, by any operator", () => {
  const evidence = [
    makeEvidence({ id: "1", technology: "ftth", covered: false }),
    makeEvidence({ id: "2", technology: "ftth", covered: true, operatorCode: "FPT" }),
    makeEvidence({ id: "3", technology: "ftth", kind: "modelled", covered: false }),
  ];
  expect(judgeFtth(LETTER, SPREAD, evidence, DAY).verdict).toBe("co_cap");
  const ofVtl = judgeFtth(LETTER, SPREAD, evidence, DAY, { operatorCode: "VTL" });
  expect(ofVtl).toMatchObject({ verdict: "chua_co_cap", next: "measure_centre" });
  expect(ofVtl.points.map((point) => point.decides)).toEqual([true, false, false]);
});
