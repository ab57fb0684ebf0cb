import { expect, test } from "vitest";
import { countClasses } from "../../../client/map/legend.tsx";
import { SHADINGS } from "../../../client/view.ts";
import { makeVillage } from "./map-makers.ts";

const { verdicts } = makeVillage();
const villages = [
  makeVillage({ id: "a" }),
  makeVillage({ id: "b", verdicts: { ...verdicts, mobile: "trang_song" }, operatorCount: 0 }),
  makeVillage({ id: "c", verdicts: { ...verdicts, mobile: "chua_ro" }, operatorCount: 0 }),
  makeVillage({ id: "d", operatorCount: 7 }),
];

test("the legend counts each thôn once, whatever the map is shaded by", () => {
  for (const shading of SHADINGS) {
    const counts = [...countClasses(villages, shading).values()];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(villages.length);
  }
});

test("the legend counts by verdict and by number of operators", () => {
  expect(Object.fromEntries(countClasses(villages, "mobile"))).toEqual({
    phu_song: 2,
    trang_song: 1,
    chua_ro: 1,
  });
  expect(Object.fromEntries(countClasses(villages, "operators"))).toEqual({
    "0": 1,
    "2": 1,
    "4": 1,
    chua_ro: 1,
  });
});
