import { expect, test } from "vitest";
import { comparisonOf } from "../../../../client/panels/comparison/comparison-question.ts";
import { DEFAULT_VIEW } from "../../../../client/view.ts";

const summary = { asOf: "2025-12-31", rule: "ke-hoach-2023", epoch: "2025" as const };

test("two days are compared from the earlier to the later, whichever is on the slider", () => {
  const forth = comparisonOf({ ...DEFAULT_VIEW, compareWith: "2023-06-30" }, summary);
  const back = comparisonOf(
    { ...DEFAULT_VIEW, asOf: "2023-06-30", compareWith: "2025-12-31" },
    summary,
  );
  expect(forth).toEqual({
    from: "2023-06-30",
    to: "2025-12-31",
    fromRule: "ke-hoach-2023",
    toRule: "ke-hoach-2023",
    epoch: "2025",
  });
  expect(back).toEqual(forth);
});

test("two rules are compared on the day that is shown, from the old one to the chosen one", () => {
  const view = { ...DEFAULT_VIEW, rule: "cv1603-2024", compareRule: "ke-hoach-2023" };
  expect(comparisonOf(view, summary)).toMatchObject({
    from: "2025-12-31",
    to: "2025-12-31",
    fromRule: "ke-hoach-2023",
    toRule: "cv1603-2024",
  });
});

test("an operator's filter holds on both sides", () => {
  const view = { ...DEFAULT_VIEW, compareWith: "2023-06-30", operator: "VTL" };
  expect(comparisonOf(view, summary).operator).toBe("VTL");
});
