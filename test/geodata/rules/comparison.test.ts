import { expect, test } from "vitest";
import type { FtthVerdict, MobileVerdict } from "../../../geodata/model/verdict.ts";
import { type ComparedVillage, movedVillages } from "../../../geodata/rules/comparison.ts";

function listed(id: string, mobile: MobileVerdict, ftth: FtthVerdict): ComparedVillage {
  return {
    id,
    name: `Thôn ${id}`,
    communeCode: "06196",
    communeName: "Xã Cao Lâu",
    households: 60,
    verdicts: { mobile, umts: "chua_ro", lte: mobile, nr: "chua_ro", ftth },
  };
}
const MOBILE: MobileVerdict[] = ["phu_song", "lom_song", "trang_song", "chua_ro"];
const FTTH: FtthVerdict[] = ["co_cap", "chua_co_cap", "chua_ro"];

test("a thôn moved exactly where mobile broadband or fibre differs, and only that part is listed", () => {
  for (const mobileFrom of MOBILE)
    for (const mobileTo of MOBILE)
      for (const ftthFrom of FTTH)
        for (const ftthTo of FTTH) {
          const moved = movedVillages(
            [listed("v1", mobileFrom, ftthFrom)],
            [listed("v1", mobileTo, ftthTo)],
          );
          const mobile = { mobile: { from: mobileFrom, to: mobileTo } };
          const ftth = { ftth: { from: ftthFrom, to: ftthTo } };
          const named = {
            id: "v1",
            name: "Thôn v1",
            communeCode: "06196",
            communeName: "Xã Cao Lâu",
            households: 60,
          };
          const stayed = mobileFrom === mobileTo && ftthFrom === ftthTo;
          const entry = {
            ...named,
            ...(mobileFrom !== mobileTo && mobile),
            ...(ftthFrom !== ftthTo && ftth),
          };
          expect(moved).toEqual(stayed ? [] : [entry]);
        }
});

test("thôn are matched by id whatever the order, and one that came or went did not move", () => {
  const from = [listed("a", "trang_song", "chua_ro"), listed("gone", "phu_song", "co_cap")];
  const to = [listed("new", "phu_song", "co_cap"), listed("a", "phu_song", "chua_ro")];
  expect(movedVillages(from, to).map(({ id }) => id)).toEqual(["a"]);
});

test("a technology alone that changes does not move a thôn", () => {
  const before = listed("a", "phu_song", "co_cap");
  const after = { ...before, verdicts: { ...before.verdicts, nr: "phu_song" as const } };
  expect(movedVillages([before], [after])).toEqual([]);
});
