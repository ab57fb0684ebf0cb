import { expect, test } from "vitest";
import { nextStop, uncoveredTour } from "../../../client/map/uncovered-tour.ts";
import { makeVillage } from "./map-makers.ts";

const { verdicts } = makeVillage();
const without = { ...verdicts, mobile: "trang_song" as const };
const villages = [
  makeVillage({ id: "covered" }),
  makeVillage({ id: "small", verdicts: without, households: 20 }),
  makeVillage({ id: "large", verdicts: without, households: 90 }),
  makeVillage({ id: "unknown", verdicts: { ...verdicts, mobile: "chua_ro" }, households: 300 }),
  makeVillage({ id: "no-fibre", verdicts: { ...verdicts, ftth: "chua_co_cap" }, households: 50 }),
];
const ids = (...tour: ReturnType<typeof uncoveredTour>) => tour.map(({ id }) => id);

test("the tour visits the thôn without signal, most households first", () => {
  expect(ids(...uncoveredTour(villages, { shading: "mobile" }, []))).toEqual(["large", "small"]);
});

test("on the map of fibre the tour visits those without fibre", () => {
  expect(ids(...uncoveredTour(villages, { shading: "ftth" }, []))).toEqual(["no-fibre"]);
});

test("what nobody promised is not visited", () => {
  for (const subject of [{ shading: "nr" }, { shading: "mobile", operator: "VTL" }] as const)
    expect(uncoveredTour(villages, subject, [])).toEqual([]);
});

test("what the legend hides is not visited", () => {
  expect(uncoveredTour(villages, { shading: "mobile" }, ["trang_song"])).toEqual([]);
});

test("the tour goes round in both directions and begins at its ends", () => {
  const tour = uncoveredTour(villages, { shading: "mobile" }, []);
  const step = (from: string | undefined, direction: 1 | -1) => nextStop(tour, from, direction)?.id;
  expect([step(undefined, 1), step("large", 1), step("small", 1)]).toEqual([
    "large",
    "small",
    "large",
  ]);
  expect([step(undefined, -1), step("large", -1)]).toEqual(["small", "small"]);
  expect(nextStop([], "large", 1)).toBeUndefined();
});
