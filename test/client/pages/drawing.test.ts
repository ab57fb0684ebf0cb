import fc from "fast-check";
import { expect, test } from "vitest";
import { chartScale } from "../../../client/pages/chart-scale.ts";
import { outlinePath, sketchOf } from "../../../client/pages/sketch-projection.ts";

const frame = { width: 330, height: 170, margin: { left: 66, right: 66, top: 22, bottom: 28 } };

test("every share lies within the chart, whatever the shares are", () => {
  const share = fc.integer({ min: 0, max: 1000 }).map((mille) => mille / 1000);
  fc.assert(
    fc.property(fc.array(share, { minLength: 1, maxLength: 20 }), (shares) => {
      const scale = chartScale(shares, shares.length, frame);
      for (const [at, one] of shares.entries()) {
        expect(scale.y(one)).toBeGreaterThanOrEqual(frame.margin.top - 0.1);
        expect(scale.y(one)).toBeLessThanOrEqual(frame.height - frame.margin.bottom + 0.1);
        expect(scale.x(at)).toBeLessThanOrEqual(frame.width - frame.margin.right);
      }
      expect(scale.floor).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("the sketch of a commune keeps its shape: a square on the ground is a square on paper", () => {
  const lat = 21.9;
  const half = 0.05;
  const wide = half / Math.cos((lat * Math.PI) / 180);
  const sketch = sketchOf([107 - wide, lat - half, 107 + wide, lat + half], 320, 260);
  const width = sketch.x(107 + wide) - sketch.x(107 - wide);
  const height = sketch.y(lat - half) - sketch.y(lat + half);
  expect(Math.abs(width - height)).toBeLessThan(0.5);
});

test("an outline with a separate part is drawn with both parts", () => {
  const square = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  const identity = { x: (lon: number) => lon, y: (lat: number) => lat };
  const path = outlinePath({ type: "MultiPolygon", coordinates: [[square], [square]] }, identity);
  expect(path).toBe("M0 0L1 0L1 1L0 0ZM0 0L1 0L1 1L0 0Z");
});
