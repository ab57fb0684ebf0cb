import fc from "fast-check";
import { expect, test } from "vitest";
import {
  packShapes,
  type TileShape,
  unpackShapes,
} from "../../../../server/coverage/tiles/packed-shapes.ts";

test("whatever shapes a tile has, they come out of their numbers as they went in", () => {
  const points = fc.array(
    fc.tuple(fc.integer(), fc.integer()).map(([x, y]) => [x, y] as [number, number]),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  const parts = fc.array(points, { minLength: 1, maxLength: 4 });
  const shape: fc.Arbitrary<TileShape["shape"]> = fc.oneof(
    points.map((geometry) => ({ type: 1 as const, geometry })),
    fc
      .tuple(fc.constantFrom(2 as const, 3 as const), parts)
      .map(([type, geometry]) => ({ type, geometry })),
  );
  const shapes = fc.array(fc.record({ position: fc.nat(), shape }), { maxLength: 8 });
  fc.assert(
    fc.property(shapes, (given) => {
      expect(unpackShapes(packShapes(given))).toEqual(given);
    }),
    { numRuns: 200, interruptAfterTimeLimit: 5_000, markInterruptAsFailure: true },
  );
});
