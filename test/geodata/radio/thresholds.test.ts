import { expect, test } from "vitest";
import { signalClassOf } from "../../../geodata/radio/thresholds.ts";

test.each([
  [-40, "rat_tot"],
  [-85, "rat_tot"],
  [-85.001, "tot"],
  [-95, "tot"],
  [-95.001, "du_dung"],
  [-105, "du_dung"],
  [-105.001, "yeu"],
  [-110, "yeu"],
  [-110.001, "rat_yeu"],
  [-120, "rat_yeu"],
  [-120.001, "khong_song"],
  [-Infinity, "khong_song"],
  [NaN, undefined],
])("%d dBm is graded %s", (rsrpDbm, id) => {
  expect(signalClassOf(rsrpDbm)).toBe(id);
});
