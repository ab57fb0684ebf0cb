import { expect, test } from "vitest";
import { boundsOf, CAO_LOC_BOUNDS, isInSight } from "../../../client/map/camera.ts";
import { PROVINCE_BOUNDS } from "../../../client/map/layers/sources.ts";

const size = { width: 1000, height: 800 };

test("a place under a panel or at the very edge is out of sight", () => {
  const insets = { left: 380, bottom: 60 };
  expect(isInSight({ x: 700, y: 400 }, size, insets)).toBe(true);
  expect(isInSight({ x: 200, y: 400 }, size, insets)).toBe(false);
  expect(isInSight({ x: 700, y: 770 }, size, insets)).toBe(false);
  expect(isInSight({ x: 990, y: 400 }, size, insets)).toBe(false);
  expect(isInSight({ x: -5, y: 400 }, size, { left: 0, bottom: 0 })).toBe(false);
});

test("the map opens inside the bounds that it is locked to", () => {
  const [west, south, east, north] = CAO_LOC_BOUNDS;
  expect(west).toBeGreaterThan(PROVINCE_BOUNDS[0]);
  expect(south).toBeGreaterThan(PROVINCE_BOUNDS[1]);
  expect(east).toBeLessThan(PROVINCE_BOUNDS[2]);
  expect(north).toBeLessThan(PROVINCE_BOUNDS[3]);
});

test("a commune is as large as the thôn that it holds", () => {
  expect(
    boundsOf([
      { lon: 106.9, lat: 21.9 },
      { lon: 106.8, lat: 21.95 },
      { lon: 106.85, lat: 21.8 },
    ]),
  ).toEqual([106.8, 21.8, 106.9, 21.95]);
  expect(boundsOf([])).toBeUndefined();
});
