import { expect, test } from "vitest";
import { communesOfEpoch } from "../../../server/coverage/communes-of-epoch.ts";
import { makeUnit } from "../../makers.ts";

const { validTo: _validTo, ...endless } = makeUnit();
const old = makeUnit({ code: "06196", name: "Xã Cao Lâu" });
const now = { ...endless, code: "06196", name: "Xã Ba Sơn", validFrom: "2025-07-01" };

test.each([
  ["2023", "2023-06-30", "Xã Cao Lâu"],
  ["2023", "2025-06-30", "Xã Cao Lâu"],
  ["2023", "2025-07-01", "Xã Cao Lâu"],
  ["2023", "2099-01-01", "Xã Cao Lâu"],
  ["2023", "1999-01-01", "Xã Cao Lâu"],
  ["2025", "2023-06-30", "Xã Ba Sơn"],
  ["2025", "2025-07-01", "Xã Ba Sơn"],
  ["2025", "2099-01-01", "Xã Ba Sơn"],
] as const)("by the units of %s, on %s, code 06196 is %s", (epoch, asOf, name) => {
  expect(communesOfEpoch([now, old], epoch, asOf).map((unit) => unit.name)).toEqual([name]);
});

test("of two versions within one epoch the day picks", () => {
  const first = makeUnit({ name: "Xã Cao Lâu cũ", validFrom: "1990-01-01", validTo: "2004-01-01" });
  for (const units of [
    [first, old],
    [old, first],
  ]) {
    expect(communesOfEpoch(units, "2023", "2000-01-01")[0]?.name).toBe("Xã Cao Lâu cũ");
    expect(communesOfEpoch(units, "2023", "2010-01-01")[0]?.name).toBe("Xã Cao Lâu");
    expect(communesOfEpoch(units, "2023", "2026-01-01")[0]?.name).toBe("Xã Cao Lâu");
    expect(communesOfEpoch(units, "2025", "2026-01-01")).toEqual([]);
  }
});

test("names come in Vietnamese order", () => {
  const units = ["Xã Đồng Đăng", "Xã Công Sơn", "Xã Ba Sơn", "Phường Kỳ Lừa"].map((name, at) => ({
    ...endless,
    code: `0000${at}`,
    name,
    validFrom: "2025-07-01",
  }));
  expect(communesOfEpoch(units, "2025", "2026-01-01").map((unit) => unit.name)).toEqual([
    "Phường Kỳ Lừa",
    "Xã Ba Sơn",
    "Xã Công Sơn",
    "Xã Đồng Đăng",
  ]);
});
