import { expect, test } from "vitest";
import type { Evidence } from "../../../geodata/model/evidence.ts";
import type { AdmittedEvidence } from "../../../geodata/model/rule.ts";
import {
  CENTRE,
  evidenceInForce,
  freshFrom,
  isForeignNetwork,
  isLater,
  officialOrder,
  officialOrderFtth,
} from "../../../geodata/rules/evidence-in-force.ts";
import { makeEvidence } from "../../makers.ts";

const ORDER: AdmittedEvidence[] = [{ kind: "measured", shelfLifeDays: 365 }, { kind: "claimed" }];
const TODAY = "2025-12-31";

function answer(rows: readonly Evidence[], point = CENTRE, order = ORDER) {
  const { used, setAside } = evidenceInForce(rows, point, order, TODAY);
  return {
    used: used?.id,
    setAside: Object.fromEntries(setAside.map(({ evidence, reason }) => [evidence.id, reason])),
  };
}

test("a measurement beats a newer claim", () => {
  const measured = makeEvidence({ id: "m", kind: "measured", observedOn: "2025-02-01" });
  const claim = makeEvidence({ id: "c", observedOn: "2025-12-31" });
  expect(answer([measured, claim])).toEqual({ used: "m", setAside: { c: "outranked" } });
});

test("a measurement older than its shelf life leaves the word to the newest claim", () => {
  const measured = makeEvidence({ id: "m", kind: "measured", observedOn: "2024-12-30" });
  const older = makeEvidence({ id: "c1", observedOn: "2023-06-30" });
  const newer = makeEvidence({ id: "c2", observedOn: "2023-09-30" });
  expect(answer([measured, older, newer])).toEqual({
    used: "c2",
    setAside: { m: "expired", c1: "superseded" },
  });
});

test("a measurement still counts on the last day of its shelf life and not on the next", () => {
  const at = (observedOn: string) => answer([makeEvidence({ kind: "measured", observedOn })]);
  expect(at("2024-12-31").used).toBe("e1");
  expect(at("2024-12-30")).toEqual({ used: undefined, setAside: { e1: "expired" } });
});

test("shelf lives are counted in calendar days, over leap years and ends of months", () => {
  expect(freshFrom("2024-03-01", 1)).toBe("2024-02-29");
  expect(freshFrom("2025-03-01", 1)).toBe("2025-02-28");
  expect(freshFrom("2025-01-01", 365)).toBe("2024-01-02");
  expect(freshFrom("2025-01-01", undefined)).toBe("");
});

test("evidence of a later day is not there yet", () => {
  const tomorrow = makeEvidence({ observedOn: "2026-01-01" });
  const today = makeEvidence({ id: "today", observedOn: TODAY, covered: false });
  expect(answer([tomorrow, today])).toEqual({ used: "today", setAside: {} });
});

test("of two claims of one day the less favourable stands, whatever their ids and order", () => {
  for (const [covered, other] of [
    ["a", "b"],
    ["b", "a"],
  ] as const) {
    const yes = makeEvidence({ id: covered, covered: true });
    const no = makeEvidence({ id: other, covered: false });
    const expected = { used: other, setAside: { [covered]: "superseded" } };
    expect(answer([yes, no])).toEqual(expected);
    expect(answer([no, yes])).toEqual(expected);
  }
});

test("of two measurements of one day the weaker stands", () => {
  const measured = { kind: "measured", covered: true } as const;
  const weak = makeEvidence({ id: "a", ...measured, rsrpDbm: -104 });
  const strong = makeEvidence({ id: "b", ...measured, rsrpDbm: -97 });
  expect(isLater(weak, strong)).toBe(true);
  expect(isLater(strong, weak)).toBe(false);
});

test("a calculation is set aside as not admitted, a foreign network as foreign", () => {
  const modelled = makeEvidence({ id: "t", kind: "modelled", observedOn: "2025-12-30" });
  const foreign = makeEvidence({
    id: "cn",
    kind: "measured",
    mccMnc: "460-00",
    observedOn: "2025-12-30",
  });
  const domestic = makeEvidence({
    id: "vn",
    kind: "measured",
    mccMnc: "452-04",
    observedOn: "2025-06-01",
  });
  expect(answer([modelled, foreign, domestic])).toEqual({
    used: "vn",
    setAside: { t: "not_admitted", cn: "foreign_network" },
  });
  expect(isForeignNetwork(makeEvidence())).toBe(false);
});

test("each point goes by the rows that speak of it", () => {
  const centreOnly = makeEvidence({ id: "1", observedOn: "2025-09-30", covered: false });
  const { covered: _covered, ...silent } = makeEvidence({ id: "2", observedOn: "2025-12-31" });
  const clusterOnly: Evidence = { ...silent, clusters: [{ clusterId: "k1", covered: true }] };
  expect(answer([centreOnly, clusterOnly])).toEqual({ used: "1", setAside: {} });
  expect(answer([centreOnly, clusterOnly], "k1")).toEqual({ used: "2", setAside: {} });
  expect(answer([centreOnly, clusterOnly], "k2")).toEqual({ used: undefined, setAside: {} });
});

test("the rule's order decides, also where it puts claims before measurements", () => {
  const rows = [makeEvidence({ id: "c" }), makeEvidence({ id: "m", kind: "measured" })];
  const claimsFirst: AdmittedEvidence[] = [{ kind: "claimed" }, { kind: "measured" }];
  expect(answer(rows, CENTRE, claimsFirst)).toEqual({ used: "c", setAside: { m: "outranked" } });
  expect(answer(rows, CENTRE, [{ kind: "claimed" }]).setAside).toEqual({ m: "not_admitted" });
});

test("calculations decide only in a rule that admits nothing else, and never for fibre", () => {
  const all: AdmittedEvidence[] = [{ kind: "modelled" }, { kind: "claimed", shelfLifeDays: 90 }];
  expect(officialOrder(all)).toEqual([{ kind: "claimed", shelfLifeDays: 90 }]);
  expect(officialOrderFtth(all)).toEqual([{ kind: "claimed", shelfLifeDays: 90 }]);
  expect(officialOrder([{ kind: "modelled" }])).toEqual([{ kind: "modelled" }]);
  expect(officialOrderFtth([{ kind: "modelled" }])).toEqual([
    { kind: "measured" },
    { kind: "claimed" },
  ]);
});
