import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type RankedVillage, rankUncovered } from "../../../geodata/rules/uncovered-ranking.ts";

const ids = (villages: RankedVillage[]) => rankUncovered(villages).map((village) => village.id);

test("most households first, then nearest to a mast, then nearest to a road", () => {
  expect(
    ids([
      { id: "far-road", households: 40, distanceToMastM: 2000, distanceToRoadM: 900 },
      { id: "few", households: 39, distanceToMastM: 10, distanceToRoadM: 10 },
      { id: "far-mast", households: 40, distanceToMastM: 2001, distanceToRoadM: 1 },
      { id: "many", households: 41, distanceToMastM: 9000, distanceToRoadM: 9000 },
      { id: "near-road", households: 40, distanceToMastM: 2000, distanceToRoadM: 800 },
    ]),
  ).toEqual(["many", "near-road", "far-road", "far-mast", "few"]);
});

test("what is not known comes after what is, and what is alike goes by id", () => {
  expect(
    ids([
      { id: "d" },
      { id: "c", households: 0 },
      { id: "b", households: 40 },
      { id: "a", households: 40, distanceToMastM: 99_000 },
      { id: "e", households: 40, distanceToMastM: 99_000 },
    ]),
  ).toEqual(["a", "e", "b", "c", "d"]);
});

test("the ranking is the same for any order of rows and loses none", () => {
  const maybeSmall = fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined });
  const rows = fc
    .array(fc.tuple(maybeSmall, maybeSmall, maybeSmall), { maxLength: 12 })
    .map((all) =>
      all.map(
        ([households, distanceToMastM, distanceToRoadM], index): RankedVillage => ({
          id: `v${index}`,
          ...(households !== undefined && { households }),
          ...(distanceToMastM !== undefined && { distanceToMastM }),
          ...(distanceToRoadM !== undefined && { distanceToRoadM }),
        }),
      ),
    );
  fc.assert(
    fc.property(
      rows.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        ),
      ),
      ([all, shuffled]) => {
        expect(rankUncovered(shuffled)).toEqual(rankUncovered(all));
        expect(rankUncovered(all)).toHaveLength(all.length);
      },
    ),
  );
});
