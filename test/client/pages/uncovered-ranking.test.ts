import { expect, test } from "vitest";
import { rankedRows } from "../../../client/pages/uncovered-ranking.ts";
import rule from "../../../geodata/datasets/rules/ke-hoach-2023.json" with { type: "json" };
import type { Rule } from "../../../geodata/model/rule.ts";
import { ANSWERS, ministrySplit } from "../../../geodata/rules/ministry-split.ts";
import { makeVillage } from "../make-village.ts";

const villages = [
  makeVillage({ id: "near", households: 40, distanceToMastM: 900 }),
  makeVillage({ id: "large", households: 137, distanceToMastM: 4300, gridPower: false }),
  makeVillage({
    id: "hard",
    households: 90,
    distanceToMastM: 5200,
    distanceToRoadM: 3400,
    hardship: true,
  }),
  makeVillage({ id: "somewhere", households: 90 }),
];
const order = (ranking: "households" | "difficulty" | "distance") =>
  rankedRows(villages, rule as Rule, ranking, "mobile").map(({ village }) => village.id);

test("the thôn with most households is first", () => {
  expect(order("households")).toEqual(["large", "hard", "somewhere", "near"]);
});

test("by difficulty the thôn for which most of the four hold is first", () => {
  expect(order("difficulty")).toEqual(["hard", "large", "somewhere", "near"]);
});

test("by distance the thôn nearest to a mast is first, one without a distance last", () => {
  expect(order("distance")).toEqual(["near", "large", "hard", "somewhere"]);
});

test("every part of the difficulty is named", () => {
  const hard = rankedRows(villages, rule as Rule, "households", "mobile").find(
    ({ village }) => village.id === "hard",
  );
  expect(hard?.difficulties).toEqual(["hardship", "far_from_road", "far_from_mast"]);
});

test("where the distance to a mast is not published, three of the four are looked at", () => {
  const [withheld] = rankedRows(
    [makeVillage({ id: "border", hardship: true, mastDistanceBasis: "khong_cong_bo" })],
    rule as Rule,
    "households",
    "mobile",
  );
  expect([withheld?.difficulties, withheld?.considered]).toEqual([["hardship"], 3]);
  expect(rankedRows(villages, rule as Rule, "households", "mobile")[0]?.considered).toBe(4);
});

test("the list of fibre ranks by cable and cabinet, and a mast is no difficulty of it", () => {
  const fibre = [
    makeVillage({ id: "far", households: 90, distanceToSpanM: 5000, distanceToMastM: 10 }),
    makeVillage({ id: "box", households: 90, distanceToSpanM: 700, distanceToCabinetM: 800 }),
    makeVillage({ id: "cable", households: 90, distanceToSpanM: 700, distanceToCabinetM: 900 }),
    makeVillage({ id: "untold", households: 200, distanceToMastM: 9000 }),
  ];
  const by = (ranking: "households" | "distance") =>
    rankedRows(fibre, rule as Rule, ranking, "ftth").map(({ village }) => village.id);
  expect(by("households")).toEqual(["untold", "box", "cable", "far"]);
  expect(by("distance")).toEqual(["box", "cable", "far", "untold"]);
  for (const row of rankedRows(fibre, rule as Rule, "households", "ftth"))
    expect([row.difficulties, row.considered]).toEqual([[], 3]);
});

test("the ministry's split counts each thôn once, what nobody said apart", () => {
  const answers = [true, false, undefined];
  const all = answers.flatMap((hardship) =>
    answers.map((gridPower) =>
      makeVillage({
        id: `${hardship} ${gridPower}`,
        ...(hardship !== undefined && { hardship }),
        ...(gridPower !== undefined && { gridPower }),
      }),
    ),
  );
  const count = ministrySplit(all);
  for (const hardship of ANSWERS)
    for (const power of ANSWERS) expect(count(hardship, power)).toBe(1);
});
