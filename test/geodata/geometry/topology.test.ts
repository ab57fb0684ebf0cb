import { area, feature } from "@turf/turf";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { expect, test } from "vitest";
import { outlineOf, type Topology } from "../../../geodata/geometry/topology.ts";

/** Two unit squares side by side: A in the west, B in the east. */
const pair: Topology = {
  arcs: [
    {
      points: [
        [1, 0],
        [1, 1],
      ],
      left: "A",
      right: "B",
    },
    {
      points: [
        [1, 1],
        [0, 1],
        [0, 0],
        [1, 0],
      ],
      left: "A",
    },
    {
      points: [
        [1, 1],
        [2, 1],
        [2, 0],
        [1, 0],
      ],
      right: "B",
    },
  ],
};

function shoelace(ring: Position[]): number {
  return ring
    .slice(1)
    .reduce((sum, [x, y], index) => sum + (ring[index]![0]! * y! - x! * ring[index]![1]!) / 2, 0);
}

function ringsOf(outline: Polygon | MultiPolygon): Position[][] {
  return outline.type === "Polygon" ? outline.coordinates : outline.coordinates.flat();
}

test("neighbours walk their common border in opposite directions, over the same points", () => {
  const [a, b] = [outlineOf(pair, ["A"]), outlineOf(pair, ["B"])].map((outline) =>
    ringsOf(outline)[0]!.map(String),
  );
  expect(a![a!.indexOf("1,0") + 1]).toBe("1,1");
  expect(b![b!.indexOf("1,1", 0) + 1]).toBe("1,0");
});

test("exterior rings are closed and counterclockwise", () => {
  for (const region of ["A", "B"]) {
    const ring = ringsOf(outlineOf(pair, [region]))[0]!;
    expect(ring.at(0)).toEqual(ring.at(-1));
    expect(shoelace(ring)).toBe(1);
  }
});

test("a union drops the inner border and keeps every other vertex", () => {
  const union = outlineOf(pair, ["A", "B"]);
  expect(union.type).toBe("Polygon");
  expect(shoelace(ringsOf(union)[0]!)).toBe(2);
  expect(new Set(ringsOf(union)[0]!.map(String))).toEqual(
    new Set(["0,0", "1,0", "2,0", "2,1", "1,1", "0,1"]),
  );
});

test("a region inside another is a hole in it, clockwise, and vanishes in their union", () => {
  const square = (from: number, to: number): Position[] => [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ];
  const nested: Topology = {
    arcs: [
      { points: square(0, 3), left: "outer" },
      { points: square(1, 2), left: "inner", right: "outer" },
    ],
  };
  const outer = ringsOf(outlineOf(nested, ["outer"]));
  expect(outer.map(shoelace)).toEqual([9, -1]);
  expect(ringsOf(outlineOf(nested, ["outer", "inner"])).map(shoelace)).toEqual([9]);
});

test("parts that touch at one corner stay two simple parts", () => {
  const corner: Position = [1, 1];
  const toCorner = (from: Position, over: Position) => [from, over, corner];
  const touching: Topology = {
    arcs: [
      // Both start away from the corner, so that at the corner there are two ways to go on.
      { points: toCorner([0, 0], [1, 0]), left: "A" },
      { points: toCorner([2, 2], [1, 2]), left: "A" },
      { points: [corner, [2, 1], [2, 2]], left: "A" },
      { points: [corner, [0, 1], [0, 0]], left: "A" },
    ],
  };
  const outline = outlineOf(touching, ["A"]);
  expect(outline.type).toBe("MultiPolygon");
  expect(ringsOf(outline).map(shoelace)).toEqual([1, 1]);
});

test("a region of two separate parts has the area of both", () => {
  const apart: Topology = {
    arcs: [
      {
        points: [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
        left: "A",
      },
      {
        points: [
          [5, 0],
          [5, 1],
          [6, 0],
          [5, 0],
        ],
        right: "A",
      },
    ],
  };
  const outline = outlineOf(apart, ["A"]);
  expect(outline.type).toBe("MultiPolygon");
  expect(area(feature(outline))).toBeCloseTo(
    ringsOf(outline).reduce(
      (sum, ring) => sum + area(feature({ type: "Polygon", coordinates: [ring] })),
      0,
    ),
    0,
  );
});

test("an unknown region and arcs with a gap are errors that say where", () => {
  expect(() => outlineOf(pair, ["C"])).toThrow("no arc belongs to C");
  expect(() => outlineOf({ arcs: pair.arcs.slice(1) }, ["A"])).toThrow("do not close at 1, 0");
});
