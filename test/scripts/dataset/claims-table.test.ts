import fc from "fast-check";
import { expect, test } from "vitest";
import { type ClaimRow, claimsFromRows } from "../../../geodata/datasets/claims-table.ts";
import { makeOperator, makeVillage } from "../../makers.ts";

const village = makeVillage({
  id: "CL-1",
  clusters: ["c1", "c2", "c3"].map((id) => ({ id, lon: 106.9, lat: 21.9 })),
});
const operator = makeOperator({ code: "VTL", name: "Viettel" });
const line: ClaimRow = {
  village_id: "CL-1",
  operator: "VTL",
  technology: "lte",
  covered: "1",
  uncovered_clusters: "c2",
  observed_on: "2023-06-30",
};

function expand(row: ClaimRow) {
  return claimsFromRows([row], new Map([["CL-1", village]]), new Map([["VTL", operator]]))[0]!;
}

test("a line becomes one claim that speaks of the centre and of every cluster", () => {
  expect(expand(line)).toEqual({
    id: "claim-CL-1-VTL-lte-2023-06-30",
    villageId: "CL-1",
    operatorCode: "VTL",
    technology: "lte",
    kind: "claimed",
    covered: true,
    clusters: [
      { clusterId: "c1", covered: true },
      { clusterId: "c2", covered: false },
      { clusterId: "c3", covered: true },
    ],
    observedOn: "2023-06-30",
    author: "Viettel",
    dataSource: "demo",
    source: "Nhà mạng báo cáo (dữ liệu minh họa)",
  });
});

test("exactly the clusters that the line names are uncovered, in any order", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(["c1", "c2", "c3"]), fc.boolean(), (named, covered) => {
      const claim = expand({
        ...line,
        covered: covered ? "1" : "0",
        uncovered_clusters: named.join("|"),
      });
      const dark = claim.clusters.filter((cluster) => !cluster.covered);
      expect(dark.map(({ clusterId }) => clusterId)).toEqual(named.toSorted());
      expect(claim.covered).toBe(covered);
    }),
  );
});

test.each([
  ["village_id", "CL-2"],
  ["operator", "ABC"],
  ["technology", "4G"],
  ["covered", "yes"],
  ["uncovered_clusters", "c1|c9"],
] as const)("a line with an unknown %s is refused by line and column", (column, value) => {
  expect(() => expand({ ...line, [column]: value })).toThrow(
    `claims line 2, ${column}: got "${value}"`,
  );
});
