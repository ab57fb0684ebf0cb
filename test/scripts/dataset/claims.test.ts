import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { type ClaimRow, claimsFromRows } from "../../../geodata/datasets/claims-table.ts";
import { Evidence } from "../../../geodata/model/evidence.ts";
import { CAOLOC, shippedDataset } from "./network-shipped.ts";

const data = shippedDataset();
const START = "2023-06-30";
const END = "2025-12-31";
const THON = 175;

/** The newest claims of each thôn on a day, over some technologies: recounted from the bare lines. */
function newest(day: string, technologies: readonly string[]): Map<string, ClaimRow[]> {
  const standing = new Map<string, ClaimRow>();
  for (const row of data.claims) {
    if (row.observed_on > day || !technologies.includes(row.technology)) continue;
    const key = [row.village_id, row.operator, row.technology].join();
    const known = standing.get(key);
    if (known === undefined || known.observed_on < row.observed_on) standing.set(key, row);
  }
  return Map.groupBy(standing.values(), (row) => row.village_id);
}

function count(day: string, technologies: readonly string[]) {
  const claims = newest(day, technologies);
  const result = { covered: 0, uncovered: 0, unknown: 0 };
  for (const { id } of data.villages) {
    const own = claims.get(id);
    if (own === undefined) result.unknown++;
    else if (own.some(({ covered }) => covered === "1")) result.covered++;
    else result.uncovered++;
  }
  return result;
}

/** Thôn with a covered centre and a cluster that no line of these technologies reaches. */
function partlyCovered(day: string, technologies: readonly string[]) {
  const claims = newest(day, technologies);
  return data.villages.filter(({ id, clusters }) => {
    const own = claims.get(id) ?? [];
    const dark = (cluster: string) =>
      own.every(({ uncovered_clusters }) => uncovered_clusters.split("|").includes(cluster));
    return own.some(({ covered }) => covered === "1") && clusters.some((c) => dark(c.id));
  });
}

const BROADBAND = ["umts", "lte", "nr"];
const FOUR_AND_FIVE_G = ["lte", "nr"];
const QUARTERS = [...new Set(data.claims.map(({ observed_on }) => observed_on))].sort();

test("mid-2023 gives the plan's 92 % and 87 % to the nearest thôn", () => {
  expect(data.villages).toHaveLength(THON);
  expect(count(START, BROADBAND)).toEqual({ covered: 161, uncovered: 12, unknown: 2 });
  expect(count(START, ["ftth"])).toEqual({ covered: 152, uncovered: 20, unknown: 3 });
});

test("the end of 2025 leaves a gap to both targets", () => {
  expect(count(END, BROADBAND)).toEqual({ covered: 169, uncovered: 5, unknown: 1 });
  expect(count(END, FOUR_AND_FIVE_G)).toEqual({ covered: 166, uncovered: 8, unknown: 1 });
  expect(count(END, ["ftth"])).toEqual({ covered: 163, uncovered: 11, unknown: 1 });
});

test("neither target, 98 % and 95 %, is reached on any day", () => {
  expect(QUARTERS).toHaveLength(11);
  expect([QUARTERS[0], QUARTERS.at(-1)]).toEqual([START, END]);
  for (const day of QUARTERS) {
    expect(count(day, BROADBAND).covered, day).toBeLessThan(172);
    expect(count(day, ["ftth"]).covered, day).toBeLessThan(167);
  }
});

test("coverage grows but for the quarter in which 3G is switched off", () => {
  const covered = QUARTERS.map((day) => count(day, BROADBAND).covered);
  const fell = QUARTERS.filter((_, index) => index > 0 && covered[index]! < covered[index - 1]!);
  expect(fell).toEqual(["2024-09-30"]);
  const umts = QUARTERS.map((day) => count(day, ["umts"]).covered);
  expect(umts.at(-1)!).toBeLessThan(umts[0]! - 20);
  const lte = QUARTERS.map((day) => count(day, FOUR_AND_FIVE_G).covered);
  expect(lte).toEqual(lte.toSorted((a, b) => a - b));
});

test("some 12 to 16 thôn with 4G have a cluster without it at the end, most of them in the hills", () => {
  const partly = partlyCovered(END, FOUR_AND_FIVE_G);
  expect(partly.length).toBeGreaterThanOrEqual(12);
  expect(partly.length).toBeLessThanOrEqual(16);
  const mean = new Map(data.facts.communes2023.map((fact) => [fact.code, fact.elevationMeanM]));
  const high = partly.filter(({ communeCode }) => mean.get(communeCode)! > 290);
  expect(high.length).toBeGreaterThan(partly.length / 2);
});

test("the thôn without broadband at the end are remote ones, in the six mountain communes", () => {
  const claims = newest(END, BROADBAND);
  const without = data.villages.filter(
    ({ id }) => !(claims.get(id) ?? []).some(({ covered }) => covered === "1"),
  );
  const mountain = ["06190", "06193", "06196", "06202", "06232", "06238"];
  expect(without.filter(({ communeCode }) => !mountain.includes(communeCode))).toEqual([]);
  const remote = without.filter(({ gridPower, hardship }) => gridPower === false || hardship);
  expect(remote.length).toBeGreaterThan(without.length / 2);
});

test("nobody claims a technology before it has it", () => {
  const owners = new Map(data.sites.map((site) => [site.id, site.operatorCode]));
  const firstDay = new Map<string, string>();
  for (const { technology, siteId, validFrom } of data.cells) {
    const key = `${owners.get(siteId)} ${technology}`;
    if (validFrom < (firstDay.get(key) ?? "9999")) firstDay.set(key, validFrom);
  }
  for (const { operatorCode, validFrom } of data.accessPoints) {
    const key = `${operatorCode} ftth`;
    if (validFrom < (firstDay.get(key) ?? "9999")) firstDay.set(key, validFrom);
  }
  for (const { operator, technology, observed_on } of data.claims) {
    const first = firstDay.get(`${operator} ${technology}`);
    expect(first !== undefined && first <= observed_on, `${operator} ${technology}`).toBe(true);
  }
});

test("5G is claimed after the launch only, and only in the towns and along the national road", () => {
  const launch = new Map(data.facts.operators.map(({ code, launch5g }) => [code, launch5g]));
  const nr = data.claims.filter(({ technology }) => technology === "nr");
  for (const { operator, observed_on } of nr) {
    expect(observed_on >= launch.get(operator)!, operator).toBe(true);
  }
  const covered = new Set(nr.filter((row) => row.covered === "1").map((row) => row.village_id));
  expect(covered.size).toBeGreaterThanOrEqual(15);
  expect(covered.size).toBeLessThanOrEqual(28);
  const communes = new Set([...covered].map((id) => id.split("-")[1]));
  for (const remote of ["06193", "06196", "06202", "06232", "06238"]) {
    expect(communes.has(remote), remote).toBe(false);
  }
});

test("every line speaks of a thôn, clusters and an operator that exist, once a quarter", () => {
  const claims = claimsFromRows(
    data.claims,
    new Map(data.villages.map((village) => [village.id, village])),
    new Map(data.operators.map((operator) => [operator.code, operator])),
  );
  for (const claim of claims)
    expect(Value.Check(Evidence, claim), JSON.stringify(claim)).toBe(true);
  expect(new Set(claims.map(({ id }) => id)).size).toBe(data.claims.length);
});

test("the table of claims stays small enough to open in a spreadsheet", () => {
  expect(readFileSync(join(CAOLOC, "claims.csv")).length).toBeLessThan(2_500_000);
});
