import { expect, test } from "vitest";
import { DEFAULT_VIEW } from "../../../client/view.ts";
import { isInOrder, isShown, passesFilters } from "../../../client/village-list/village-filter.ts";
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

test("a thôn is in order by what the map is shaded by; lõm sóng and chưa rõ are not", () => {
  const of = (verdicts: Parameters<typeof makeVillage>[0]["verdicts"], operatorCount = 1) =>
    makeVillage({ id: "1", operatorCount, ...(verdicts && { verdicts }) });
  expect(isInOrder(of({ mobile: "phu_song" }), "mobile")).toBe(true);
  for (const mobile of ["trang_song", "lom_song", "chua_ro"] as const)
    expect(isInOrder(of({ mobile }), "mobile"), mobile).toBe(false);
  expect(isInOrder(of({ ftth: "co_cap" }), "ftth")).toBe(true);
  expect(isInOrder(of({ ftth: "chua_co_cap" }), "ftth")).toBe(false);
  expect(isInOrder(of({ mobile: "trang_song" }, 0), "operators")).toBe(false);
  expect(isInOrder(of({ mobile: "phu_song" }, 2), "operators")).toBe(true);
});
