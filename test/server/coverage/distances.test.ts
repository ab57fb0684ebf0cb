import { expect, test } from "vitest";
import { basisOf, surroundingsOf } from "../../../server/coverage/distances.ts";
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
    { masts: new Set(), fibre: new Set() },
  );
  expect(near.nearestMasts(106.9, 21.93, 5).map(({ row }) => row.id)).toEqual(["on-air"]);
  expect(near.nearestRoads(106.9, 21.93)).toEqual([]);
  expect(near.nearestSpans(106.9, 21.93).map(({ row }) => row.id)).toEqual(["lit"]);
});

test.each([
  ["real", "generalised", "khai_quat"],
  ["real", "full", "chinh_xac"],
  ["demo", "generalised", undefined],
  ["demo", "full", undefined],
] as const)(
  "a distance to a %s mast at %s detail is from a position that is %s",
  (dataSource, detail, basis) => {
    expect(basisOf({ dataSource }, detail)).toBe(basis);
  },
);
