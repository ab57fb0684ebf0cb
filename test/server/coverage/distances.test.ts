import { expect, test } from "vitest";
import { surroundingsOf, toldDistanceM } from "../../../server/coverage/distances.ts";
import { makeMast, makeRoad, makeSite, makeSpan } from "../../makers.ts";

const NOTHING = { masts: [], sites: [], roads: [], spans: [], accessPoints: [] };

test("only what stands and is in service that day is near", () => {
  const near = surroundingsOf(
    {
      ...NOTHING,
      masts: [
        makeMast({ id: "silent", lon: 106.9001 }),
        makeMast({ id: "later", lon: 106.9002, validFrom: "2025-01-01" }),
        makeMast({ id: "on-air", lon: 106.95 }),
      ],
      sites: [
        makeSite({ id: "a", mastId: "silent", status: "tam_ngung" }),
        makeSite({ id: "b", mastId: "later" }),
        makeSite({ id: "c", mastId: "on-air" }),
      ],
      roads: [makeRoad({ id: "closed", validTo: "2022-01-01" })],
      spans: [makeSpan({ id: "planned", status: "ke_hoach" }), makeSpan({ id: "lit" })],
    },
    "2023-06-30",
  );
  expect(near.nearestMasts(106.9, 21.93, 5).map(({ row }) => row.id)).toEqual(["on-air"]);
  expect(near.nearestRoads(106.9, 21.93)).toEqual([]);
  expect(near.nearestSpans(106.9, 21.93).map(({ row }) => row.id)).toEqual(["lit"]);
});

test.each([
  ["real", "generalised", 4849.6, 4800],
  ["real", "generalised", 4850, 4900],
  ["real", "full", 4849.6, 4850],
  ["demo", "generalised", 4849.6, 4850],
] as const)("a %s mast at %s detail, %d m away, is told as %d m", (dataSource, detail, m, told) => {
  expect(toldDistanceM(m, { dataSource }, detail)).toBe(told);
});
