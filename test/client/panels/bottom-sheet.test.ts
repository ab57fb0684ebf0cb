import { expect, test } from "vitest";
import { stopAt } from "../../../client/panels/bottom-sheet.tsx";

test("the sheet that is let go rests at the nearest of its three stops", () => {
  expect(stopAt(140, 740)).toBe("answer");
  expect(stopAt(260, 740)).toBe("answer");
  expect(stopAt(300, 740)).toBe("half");
  expect(stopAt(500, 740)).toBe("half");
  expect(stopAt(600, 740)).toBe("full");
});
