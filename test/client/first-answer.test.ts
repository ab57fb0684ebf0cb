import { expect, test } from "vitest";
import { answers } from "../../client/first-answer.ts";
import type { Summary } from "../../geodata/model/summary.ts";

const summary: Summary = {
  asOf: "2025-12-31",
  rule: "ke-hoach-2023",
  epoch: "2025",
  dataSource: "demo",
  datasetVersion: 1,
  evidenceDays: ["2023-06-30", "2025-12-31"],
  targets: [],
  communes: [],
};

test("the figures in the page are painted when they answer the question asked", () => {
  expect(answers(summary, {})).toBe(true);
  expect(answers(summary, { asOf: "2025-12-31", rule: "ke-hoach-2023", epoch: "2025" })).toBe(true);
  const old = { ...summary, asOf: "2023-06-30", epoch: "2023" as const };
  expect(answers(old, { asOf: "2023-06-30" })).toBe(true);
});

test("figures of another day, rule, grouping, operator or technology are not painted", () => {
  expect(answers(summary, { asOf: "2023-06-30" })).toBe(false);
  expect(answers(summary, { rule: "cv1603-2024" })).toBe(false);
  expect(answers(summary, { epoch: "2023" })).toBe(false);
  expect(answers(summary, { operator: "VTL" })).toBe(false);
  expect(answers(summary, { technology: "nr" })).toBe(false);
  expect(answers({ ...summary, operator: "VTL" }, {})).toBe(false);
  expect(answers({ ...summary, asOf: "2023-06-30", epoch: "2023" }, {})).toBe(false);
});
