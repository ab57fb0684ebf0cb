import { expect, test } from "vitest";
import { distanceM } from "../../../geodata/geometry/distance.ts";
import { isValidOn } from "../../../geodata/model/day.ts";
import { shippedDataset } from "./network-shipped.ts";

/** With the operator's own site this near, as the crow flies, a reader takes a "no" for a mistake. */
const CLEAR_M = 1500;

const { villages, masts, sites, cells, claims } = shippedDataset();
const mastOf = new Map(masts.map((mast) => [mast.id, mast]));
const cellsOf = Map.groupBy(cells, ({ siteId }) => siteId);

/** The row says that the contradiction is there to be found. */
const isMeant = ({ source }: { source: string }) => source.includes("chủ ý minh họa mâu thuẫn");

/** Masts from which an operator gives a technology on a day. */
function mastsWith(operator: string, technology: string, day: string) {
  return sites
    .filter((site) => site.operatorCode === operator && site.status === "hoat_dong")
    .filter((site) => isValidOn(site, day) && !isMeant(site))
    .filter(({ id }) =>
      (cellsOf.get(id) ?? []).some(
        (cell) => cell.technology === technology && isValidOn(cell, day),
      ),
    )
    .map(({ mastId }) => mastOf.get(mastId)!);
}

function contradictions(technology: string): string[] {
  const villageOf = new Map(villages.map((village) => [village.id, village]));
  const asked = claims.filter((claim) => claim.technology === technology);
  return [...Map.groupBy(asked, (claim) => `${claim.operator} ${claim.observed_on}`)].flatMap(
    ([key, rows]) => {
      const [operator, day] = key.split(" ") as [string, string];
      const near = mastsWith(operator, technology, day);
      return rows.flatMap(({ village_id, covered }) => {
        const { lon, lat } = villageOf.get(village_id)!;
        const mast = near.find((other) => distanceM(lon, lat, other.lon, other.lat) < CLEAR_M);
        return covered === "0" && mast
          ? [`${key}: no ${technology} in ${village_id}, ${mast.id}`]
          : [];
      });
    },
  );
}

test.each(["lte", "nr"])(
  "no operator says that a thôn has no %s while its own site with it is on air beside it",
  (technology) => {
    expect(contradictions(technology)).toEqual([]);
  },
);

test("a contradiction that is meant is marked in the row of its site", () => {
  expect(new Set(sites.filter(isMeant).map(({ id }) => id)).size).toBe(1);
});

test("the other way round: whoever says that a thôn has 4G has a site with it within 10 km", () => {
  const villageOf = new Map(villages.map((village) => [village.id, village]));
  const yes = claims.filter(({ technology, covered }) => technology === "lte" && covered === "1");
  for (const [key, rows] of Map.groupBy(yes, (row) => `${row.operator} ${row.observed_on}`)) {
    const [operator, day] = key.split(" ") as [string, string];
    const own = mastsWith(operator, "lte", day);
    for (const { village_id } of rows) {
      const { lon, lat } = villageOf.get(village_id)!;
      const metres = Math.min(...own.map((mast) => distanceM(lon, lat, mast.lon, mast.lat)));
      expect(metres, `${key} ${village_id}`).toBeLessThan(10_000);
    }
  }
});
