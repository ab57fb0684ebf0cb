import { expect, test } from "vitest";
import { changeOfHit } from "../../client/use-open-hit.ts";
import { changed, DEFAULT_VIEW, epochOfView } from "../../client/view.ts";

test("an old commune is opened among the units of 2023, the new one of the same code among those of 2025", () => {
  for (const epoch of ["2023", "2025"] as const) {
    const id = `06196@${epoch === "2023" ? "2020-01-01" : "2025-07-01"}`;
    const view = changed({ ...DEFAULT_VIEW, epoch: "2023" }, changeOfHit({ kind: "commune", id }));
    expect(view.selection).toEqual({ kind: "commune", id });
    expect(epochOfView(view)).toBe(epoch);
  }
});

test("a thôn or a site is selected, a mere place only moves the map", () => {
  expect(changeOfHit({ kind: "village", id: "v1" })).toEqual({
    selection: { kind: "village", id: "v1" },
  });
  expect(changeOfHit({ kind: "place", id: "Khau Slung" })).toEqual({ selection: undefined });
});
