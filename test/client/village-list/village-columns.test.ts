import { expect, test } from "vitest";
import { DEFAULT_VIEW } from "../../../client/view.ts";
import {
  columnsOf,
  sortAfterClick,
  sortingOf,
  VILLAGE_COLUMNS,
} from "../../../client/village-list/village-columns.ts";
import { worstFirst } from "../../../client/village-list/worst-first.ts";
import { makeVillage } from "../make-village.ts";

test("the list begins with what is to be done: worst verdict of the theme, then most households", () => {
  expect(sortingOf(DEFAULT_VIEW)).toEqual([
    { id: "mobile", desc: false },
    { id: "households", desc: true },
    { id: "name", desc: false },
  ]);
  expect(sortingOf({ ...DEFAULT_VIEW, shading: "ftth" })[0]).toEqual({ id: "ftth", desc: false });
  expect(sortingOf({ ...DEFAULT_VIEW, sort: "-distanceToMastM" })[0]).toEqual({
    id: "distanceToMastM",
    desc: true,
  });
});

test("a heading sorts figures from the largest and turns round on the second click", () => {
  expect(sortAfterClick(DEFAULT_VIEW, "households")).toBe("-households");
  expect(sortAfterClick({ ...DEFAULT_VIEW, sort: "-households" }, "households")).toBe("households");
  expect(sortAfterClick(DEFAULT_VIEW, "name")).toBe("name");
  expect(sortAfterClick(DEFAULT_VIEW, "mobile")).toBe("-mobile");
});

test("the name is a column whatever is chosen; beside the map stands what it is shaded by", () => {
  expect(columnsOf({ ...DEFAULT_VIEW, columns: ["ftth", "moon"] })).toEqual(["name", "ftth"]);
  expect(columnsOf(DEFAULT_VIEW)).toEqual(["name", "mobile", "ftth", "households"]);
  expect(columnsOf({ ...DEFAULT_VIEW, shading: "nr" })).toEqual([
    "name",
    "nr",
    "ftth",
    "households",
  ]);
  expect(columnsOf({ ...DEFAULT_VIEW, wideTable: true }).length).toBeGreaterThan(4);
});

test("names are ordered as in a Vietnamese dictionary", () => {
  const byName = VILLAGE_COLUMNS.find(({ id }) => id === "name");
  const names = ["Đồng Én", "Bản Vàng", "Cốc Khuất", "Bản Xâm", "Chu Lễ", "Dạ"];
  const sorted = names.toSorted((a, b) => {
    const [keyA, keyB] = [a, b].map(
      (name) => byName?.sortValue(makeVillage({ id: "x", name })) ?? "",
    );
    return String(keyA) < String(keyB) ? -1 : 1;
  });
  expect(sorted).toEqual(["Bản Vàng", "Bản Xâm", "Chu Lễ", "Cốc Khuất", "Dạ", "Đồng Én"]);
});

test("a commune's thôn come uncovered, partly, unknown, covered", () => {
  const villages = [
    makeVillage({ id: "covered" }),
    makeVillage({ id: "unknown", verdicts: { mobile: "chua_ro" } }),
    makeVillage({ id: "small", households: 20, verdicts: { mobile: "trang_song" } }),
    makeVillage({ id: "partly", verdicts: { mobile: "lom_song" } }),
    makeVillage({ id: "large", households: 200, verdicts: { mobile: "trang_song" } }),
  ];
  expect(worstFirst(villages, "mobile").map(({ id }) => id)).toEqual([
    "large",
    "small",
    "partly",
    "unknown",
    "covered",
  ]);
});
