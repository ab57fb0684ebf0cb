import { expect, test } from "vitest";
import { makeFindCommunes, makeVillageFinder } from "../../../server/imports/find-village.ts";
import { SMALL_DISTRICT } from "./small-district.ts";

const { villages = [], crosswalk = [] } = SMALL_DISTRICT;
const finder = makeVillageFinder(villages, crosswalk);

function idOf(commune: string | undefined, name: string): string {
  const result = finder.find(commune, name);
  return "found" in result ? result.found.id : result.problem.code;
}

test.each([
  ["as written", "Xã Cao Lâu", "Thôn Nà Lộc"],
  ["without diacritics and kind", "cao lau", "na loc"],
  ["by the new commune", "Ba Sơn", "Nà Lộc"],
  ["by a code", "06196", "NÀ LỘC"],
  ["by a code that lost its zero", "6196", "Nà Lộc"],
  ["by its id", undefined, "cl-1"],
])("a thôn is found %s", (_, commune, name) => {
  expect(idOf(commune, name)).toBe("cl-1");
});

test.each(["Bản Lề - Bản Ngõa", "Ban Le", "Thôn Bản Ngõa", "Ngõa"])(
  "a thôn of two names is found by %s",
  (name) => {
    expect(idOf("Cao Lâu", name)).toBe("cl-2");
  },
);

test("a name that the old and the new commune share leads to both, unless the epoch is said", () => {
  expect(makeFindCommunes(crosswalk)("Xã Công Sơn")).toEqual(["06232", "06220"]);
  expect(makeFindCommunes(crosswalk, "2023")("Xã Công Sơn")).toEqual(["06232"]);
  const result = finder.find("Công Sơn", "Nhọt Nặm");
  expect(result).toMatchObject({ problem: { code: "ambiguous" } });
  expect(JSON.stringify(result)).toMatch(/Xã Công Sơn \(mã cs-1\).*Xã Hải Yến \(mã hy-1\)/);
  expect(makeVillageFinder(villages, crosswalk, "2023").find("Công Sơn", "Nhọt Nặm")).toMatchObject(
    {
      found: { id: "cs-1" },
    },
  );
});

test("an unknown commune or thôn is answered with names like it", () => {
  expect(finder.find("Cao Lau 2", "Nà Lộc")).toMatchObject({
    problem: { code: "unknown_commune", suggestion: expect.stringContaining("Xã Cao Lâu") },
  });
  expect(finder.find("Cao Lâu", "Na Lok")).toMatchObject({
    problem: { code: "unknown_village", suggestion: expect.stringContaining("Thôn Nà Lộc") },
  });
  expect(finder.find("Cao Lâu", "Pò Mã")).toMatchObject({
    problem: { code: "unknown_village", suggestion: expect.stringContaining("Xã Xuất Lễ") },
  });
  expect(finder.find(undefined, "Nà Lộc")).toMatchObject({ problem: { code: "missing" } });
});
