import { expect, test } from "vitest";
import { isUnclear } from "../../../../client/panels/village/what-next.tsx";

test("what would settle it is offered only where something is open", () => {
  const flags = [] as const;
  expect(isUnclear({ verdict: "trang_song", flags: [...flags], next: "measure_centre" })).toBe(
    false,
  );
  expect(isUnclear({ verdict: "phu_song", flags: [], next: "none" })).toBe(false);
  expect(isUnclear({ verdict: "chua_ro", flags: [], next: "ask_operator_claim" })).toBe(true);
  expect(isUnclear({ verdict: "phu_song", flags: ["dang_xac_minh"], next: "none" })).toBe(true);
  expect(isUnclear({ verdict: "phu_song", flags: [], next: "renew_measurement" })).toBe(true);
});
