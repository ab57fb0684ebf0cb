import { expect, test } from "vitest";
import { changeOfHit } from "../../client/use-open-hit.ts";

test("an old commune is opened among the units of 2023, the new one of the same code among those of 2025", () => {
  expect(changeOfHit({ kind: "commune", id: "06196@2020-01-01" })).toEqual({
    selection: { kind: "commune", id: "06196" },
    epoch: "2023",
  });
  expect(changeOfHit({ kind: "commune", id: "06196@2025-07-01" })).toMatchObject({
    epoch: "2025",
  });
});

test("a thôn or a site is selected, a mere place only moves the map", () => {
  expect(changeOfHit({ kind: "village", id: "v1" })).toEqual({
    selection: { kind: "village", id: "v1" },
  });
  expect(changeOfHit({ kind: "place", id: "Khau Slung" })).toEqual({ selection: undefined });
});
