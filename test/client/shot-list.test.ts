import { expect, test } from "vitest";
import { SHADINGS } from "../../client/view.ts";
import { SHOTS } from "../bench/shot-list.ts";

test("forty pictures show every theme, page, width, language and scheme, and paper", () => {
  expect(SHOTS).toHaveLength(40);
  expect(new Set(SHOTS.map(({ name }) => name)).size).toBe(40);
  const addresses = SHOTS.map(({ address }) => address);
  for (const shading of SHADINGS)
    if (shading !== "mobile") expect(addresses.join(" ")).toContain(`shading=${shading}`);
  for (const part of [
    "select=village",
    "compareWith",
    "swipe",
    "/thon-chua-phu",
    "/xa/",
    "/chi-tieu",
  ])
    expect(
      addresses.some((address) => address.includes(part)),
      part,
    ).toBe(true);
  for (const width of [360, 768, 1024, 1366, 1440, 1920])
    expect(
      SHOTS.some((shot) => shot.width === width),
      String(width),
    ).toBe(true);
  expect(SHOTS.filter(({ scheme }) => scheme === "dark").length).toBeGreaterThan(5);
  expect(addresses.filter((address) => address.includes("lang=en")).length).toBeGreaterThan(3);
  expect(SHOTS.filter(({ isPaper }) => isPaper).length).toBe(4);
});
