import { expect, test } from "vitest";
import { type RemoteReason, remoteReasons } from "../../../geodata/rules/remote.ts";
import { makeRule } from "../../makers.ts";

const RULE = makeRule();
const YES_NO_UNKNOWN = [true, false, undefined];
const ROADS_M = [undefined, 0, 2999.9, 3000, 3000.1, 9000];
const MASTS_M = [undefined, 0, 4999.9, 5000, 5000.1, 9000];

test("a thôn is remote by any one reason; what is not known, or just at the limit, is no reason", () => {
  for (const gridPower of YES_NO_UNKNOWN)
    for (const hardship of YES_NO_UNKNOWN)
      for (const distanceToRoadM of ROADS_M)
        for (const distanceToMastM of MASTS_M) {
          const village = {
            ...(gridPower !== undefined && { gridPower }),
            ...(hardship !== undefined && { hardship }),
          };
          const expected: RemoteReason[] = [];
          if (gridPower === false) expected.push("no_grid_power");
          if (hardship) expected.push("hardship");
          if (distanceToRoadM === 3000.1 || distanceToRoadM === 9000)
            expected.push("far_from_road");
          if (distanceToMastM === 5000.1 || distanceToMastM === 9000)
            expected.push("far_from_mast");
          expect(remoteReasons(RULE, village, { distanceToRoadM, distanceToMastM })).toEqual(
            expected,
          );
        }
});

test("a rule may leave grid power and hardship out", () => {
  const rule = makeRule({
    remote: { ...RULE.remote, withoutGridPower: false, hardship: false },
  });
  expect(remoteReasons(rule, { gridPower: false, hardship: true }, {})).toEqual([]);
});
