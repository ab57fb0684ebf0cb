import { expect, inject, test } from "vitest";
import type { Comparison } from "../../geodata/model/comparison.ts";
import type { Rule } from "../../geodata/model/rule.ts";
import type { Summary } from "../../geodata/model/summary.ts";
import type { VillageList } from "../../geodata/model/village-list.ts";
import { csvRows, type Recount, recount } from "./independent-recount.ts";

const url = inject("stageUrl");

async function json<T>(path: string): Promise<T> {
  const answer = await fetch(url + path);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
}

async function rules(): Promise<Rule[]> {
  const answer = await json<Rule[] | { items: Rule[] }>("/api/rules");
  return Array.isArray(answer) ? answer : answer.items;
}

function target(summary: Summary, indicator: string) {
  const found = summary.targets.find((candidate) => candidate.indicator === indicator);
  if (!found) throw new Error(`no ${indicator}`);
  return found;
}

/** Both indicators again, from what anybody can download. */
async function secondOpinion(
  asOf: string,
  rule: Rule,
): Promise<{ mobile: Recount; ftth: Recount }> {
  const csv = await fetch(`${url}/api/evidence?asOf=${asOf}&format=csv`);
  expect(csv.headers.get("content-type")).toContain("text/csv");
  const evidence = csvRows(await csv.text());
  const villages = await json<VillageList>(`/api/villages?asOf=${asOf}&limit=1000`);
  const ids = villages.items.map(({ id }) => id);
  const shelf = rule.evidence.find(({ kind }) => kind === "measured")?.shelfLifeDays ?? 36500;
  const options = { asOf, measurementShelfLifeDays: shelf };
  return {
    mobile: recount(ids, evidence, { ...options, technologies: rule.technologies }),
    ftth: recount(ids, evidence, { ...options, technologies: ["ftth"] }),
  };
}

test("mid-2023 by the plan's rule gives the plan's 92 % and 87 % to the nearest thôn", async () => {
  const summary = await json<Summary>("/api/summary?asOf=2023-06-30&epoch=2023");
  expect(summary).toMatchObject({ rule: "ke-hoach-2023", epoch: "2023", dataSource: "demo" });
  expect(target(summary, "MBB_VILLAGES")).toMatchObject({ numerator: 161, denominator: 175 });
  expect(target(summary, "FTTH_VILLAGES")).toMatchObject({ numerator: 152, denominator: 175 });
  expect(summary.communes).toHaveLength(22);
});

test("every quarter and every rule agree with a recount of the downloads by another path", async () => {
  const { evidenceDays } = await json<Summary>("/api/summary");
  expect(evidenceDays.length).toBeGreaterThan(5);
  for (const rule of await rules())
    for (const asOf of evidenceDays) {
      const summary = await json<Summary>(`/api/summary?asOf=${asOf}&rule=${rule.id}`);
      const again = await secondOpinion(asOf, rule);
      for (const [indicator, own] of [
        ["MBB_VILLAGES", again.mobile],
        ["FTTH_VILLAGES", again.ftth],
      ] as const)
        expect(target(summary, indicator), `${indicator} ${rule.id} ${asOf}`).toMatchObject({
          numerator: own.covered.size,
          denominator: own.denominator,
          unknown: own.unknown.size,
        });
    }
});

test("the end of 2025 leaves a real gap, in whole thôn, and 97.8 % is not 98 %", async () => {
  const summary = await json<Summary>("/api/summary");
  expect(summary.asOf).toBe(summary.evidenceDays.at(-1));
  for (const { numerator, denominator, target: goal, reached, shortfall } of summary.targets) {
    expect(reached).toBe(false);
    expect(shortfall).toBeGreaterThan(0);
    const needed = numerator + shortfall;
    expect(needed * goal.denominator).toBeGreaterThanOrEqual(goal.numerator * denominator);
    expect((needed - 1) * goal.denominator).toBeLessThan(goal.numerator * denominator);
  }
});

test("the two rules differ, and the difference is listed thôn by thôn", async () => {
  const { asOf } = await json<Summary>("/api/summary");
  const lists = await Promise.all(
    ["ke-hoach-2023", "cv1603-2024"].map((rule) =>
      json<VillageList>(`/api/villages?asOf=${asOf}&rule=${rule}&limit=1000`),
    ),
  );
  const [plan, dispatch] = lists.map(
    ({ items }) => new Map(items.map(({ id, verdicts }) => [id, verdicts.mobile])),
  );
  const expected = [...(plan as Map<string, string>)]
    .filter(([id, verdict]) => dispatch?.get(id) !== verdict)
    .map(([id]) => id);
  expect(expected.length).toBeGreaterThan(0);
  const comparison = await json<Comparison>(
    `/api/compare?from=${asOf}&to=${asOf}&fromRule=ke-hoach-2023&toRule=cv1603-2024`,
  );
  const moved = comparison.moved.filter(({ mobile }) => mobile !== undefined);
  expect(moved.map(({ id }) => id).sort()).toEqual(expected.sort());
});

test("old and new units group the same thôn: the totals are the same", async () => {
  for (const asOf of ["2023-06-30", "2025-12-31"]) {
    const [old, now] = await Promise.all(
      ["2023", "2025"].map((epoch) => json<Summary>(`/api/summary?asOf=${asOf}&epoch=${epoch}`)),
    );
    expect(now?.targets).toEqual(old?.targets);
    expect(old?.communes).toHaveLength(22);
    expect(now?.communes).toHaveLength(8);
    for (const summary of [old, now])
      for (const part of ["mobile", "ftth"] as const)
        expect(summary?.communes.reduce((sum, commune) => sum + commune[part].denominator, 0)).toBe(
          175,
        );
  }
});
