import { expect, test } from "vitest";
import { DEFAULT_VIEW } from "../../../client/view.ts";
import { isShown, passesFilters } from "../../../client/village-list/village-filter.ts";
import { makeVillage } from "../make-village.ts";

const naLoc = makeVillage({ id: "1", name: "Nà Lộc", otherNames: ["Bản Lề"] });

test("a thôn is found without diacritics, by its other names and by its commune", () => {
  for (const text of ["na loc", "NÀ LỘC", "ban le", "ba son", "loc"])
    expect(passesFilters(naLoc, { ...DEFAULT_VIEW, text }), text).toBe(true);
  expect(passesFilters(naLoc, { ...DEFAULT_VIEW, text: "dong dang" })).toBe(false);
});

test("choosing a commune, by filter or on the map, narrows the list to it", () => {
  expect(passesFilters(naLoc, { ...DEFAULT_VIEW, commune: "06184" })).toBe(false);
  expect(passesFilters(naLoc, { ...DEFAULT_VIEW, commune: "06196" })).toBe(true);
  const selection = { kind: "commune" as const, id: "06184" };
  expect(passesFilters(naLoc, { ...DEFAULT_VIEW, selection })).toBe(false);
});

test("only remote thôn are left when asked for", () => {
  expect(passesFilters(naLoc, { ...DEFAULT_VIEW, remoteOnly: true })).toBe(false);
  expect(passesFilters({ ...naLoc, remote: true }, { ...DEFAULT_VIEW, remoteOnly: true })).toBe(
    true,
  );
});

test("a class hidden in the legend of 5G hides by the verdict for 5G", () => {
  const view = { ...DEFAULT_VIEW, hidden: ["trang_song"] };
  expect(isShown(naLoc, view)).toBe(true);
  expect(isShown(naLoc, { ...view, shading: "nr" })).toBe(false);
});
