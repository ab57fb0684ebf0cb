import fc from "fast-check";
import { expect, test } from "vitest";
import {
  cleanLines,
  cleanRings,
  doubleArea,
  type TilePoint,
} from "../../../../server/coverage/tiles/clean-geometry.ts";

const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
  maxLength: 8,
});

test("no cleaned line stands still, and none is a single position", () => {
  fc.assert(
    fc.property(fc.array(points), (lines) => {
      for (const line of cleanLines(lines as TilePoint[][])) {
        expect(line.length).toBeGreaterThan(1);
        for (const [index, [x, y]] of line.entries()) expect(line[index - 1]).not.toEqual([x, y]);
      }
    }),
  );
});

test("cleaned rings begin with an exterior, have areas and are left open", () => {
  fc.assert(
    fc.property(fc.array(points), (rings) => {
      const clean = cleanRings(rings as TilePoint[][]);
      if (clean[0]) expect(doubleArea(clean[0])).toBeGreaterThan(0);
      for (const ring of clean) {
        expect(doubleArea(ring)).not.toBe(0);
        expect(ring.at(0)).not.toEqual(ring.at(-1));
      }
    }),
  );
});

const square = (from: number, to: number): TilePoint[] => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
  [from, from],
];

test("a hole stays with its exterior and goes with it", () => {
  const hole = square(2, 3).toReversed();
  expect(cleanRings([square(0, 9), hole])).toHaveLength(2);
  expect(cleanRings([square(4, 4), hole])).toEqual([]);
  // A sliver turned inside out by rounding is no hole of the polygon before it.
  expect(cleanRings([square(0, 1), square(5, 7).toReversed()])).toHaveLength(1);
});
