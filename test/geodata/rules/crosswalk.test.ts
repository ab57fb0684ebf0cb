import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { communeCodeOf, makeCrosswalk } from "../../../geodata/rules/crosswalk.ts";

interface FactRow {
  old_code: string;
  new_code: string;
}
const facts: FactRow[] = parse(
  readFileSync(new URL("../../../geodata/datasets/facts/crosswalk-2023-2025.csv", import.meta.url)),
  { columns: true, bom: true },
);
const crosswalk = makeCrosswalk(
  facts.map((row) => ({ oldCode: row.old_code, newCode: row.new_code })),
);

test("the stored commune is that of 2023; that of 2025 follows the crosswalk, also where a code is used again", () => {
  const caoLau = { communeCode: "06196" };
  const locYen = { communeCode: "06211" };
  const bacCa = { communeCode: "06250" };
  expect(communeCodeOf(caoLau, "2023", crosswalk)).toBe("06196");
  expect(communeCodeOf(caoLau, "2025", crosswalk)).toBe("06196");
  expect(communeCodeOf(locYen, "2025", crosswalk)).toBe("06211");
  expect(communeCodeOf(bacCa, "2023", crosswalk)).toBe("06250");
  expect(communeCodeOf(bacCa, "2025", crosswalk)).toBe("06316");
});

test("the 22 communes of 2023 went into 8, and none is dropped", () => {
  const after = facts.map((row) => communeCodeOf({ communeCode: row.old_code }, "2025", crosswalk));
  expect(after).toEqual(facts.map((row) => row.new_code));
  expect(after).toHaveLength(22);
  expect(new Set(after).size).toBe(8);
});

test("a commune that the crosswalk does not name keeps its code", () => {
  expect(communeCodeOf({ communeCode: "06301" }, "2025", crosswalk)).toBe("06301");
});
