import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { length, lineString, nearestPointOnLine, point, polygonToLine } from "@turf/turf";
import type { Polygon, Position } from "geojson";
import { expect, test } from "vitest";
import {
  type BorderUnit,
  communeBorders,
} from "../../../../server/coverage/tiles/commune-borders.ts";

/** A rectangle of degrees as a commune; positions given in between are vertices of its east edge. */
function rectangle(
  [west, south, east, north]: [number, number, number, number],
  outerAllowed = true,
  onEastEdge: Position[] = [],
): BorderUnit {
  const ring: Position[] = [
    [west, south],
    [east, south],
    ...onEastEdge,
    [east, north],
    [west, north],
    [west, south],
  ];
  return { geometry: { type: "Polygon", coordinates: [ring] }, outerAllowed };
}

const totalM = (lines: { coordinates: Position[] }[]) =>
  lines.reduce((sum, line) => sum + length(lineString(line.coordinates), { units: "meters" }), 0);

test("a border of two communes is drawn once, whichever way their rings run", () => {
  const left = rectangle([106.8, 21.9, 106.9, 22]);
  const right = rectangle([106.9, 21.9, 107, 22]);
  const reversed: BorderUnit = {
    ...right,
    geometry: {
      type: "Polygon",
      coordinates: [(right.geometry as Polygon).coordinates[0]!.toReversed()],
    },
  };
  for (const neighbour of [right, reversed]) {
    const lines = communeBorders([left, neighbour]);
    const inner = lines.filter((line) => line.edge === "inner");
    expect(inner).toHaveLength(1);
    expect(inner[0]!.coordinates.map((position) => position[0])).toEqual([106.9, 106.9]);
  }
});

test("hands that digitised one border apart give one inner line, not two outer ones", () => {
  // The right commune begins 20 m east of the left one, and its edge has vertices of its own.
  const left = rectangle([106.8, 21.9, 106.9, 22], true, [
    [106.9, 21.93],
    [106.9001, 21.95],
  ]);
  const right = rectangle([106.9002, 21.9, 107, 22]);
  const lines = communeBorders([left, right]);
  const inner = lines.filter((line) => line.edge === "inner");
  expect(totalM(inner)).toBeGreaterThan(10_900);
  expect(totalM(inner)).toBeLessThan(11_300);
  const onGap = lines.filter(
    ({ edge, coordinates }) =>
      edge === "outer" && coordinates.every(([lon]) => lon! > 106.8999 && lon! < 106.9003),
  );
  expect(totalM(onGap)).toBeLessThan(150);
});

test("around a commune of the national border nothing is drawn, not even a stub", () => {
  // Both touch the border in the north; only the right one may have an outer edge.
  const lines = communeBorders([
    rectangle([106.8, 21.9, 106.9, 22], false),
    rectangle([106.9, 21.9, 107, 22], false),
  ]);
  expect(lines.map((line) => line.edge)).toEqual(["inner"]);
  const [a, b] = [lines[0]!.coordinates.at(0)!, lines[0]!.coordinates.at(-1)!];
  expect([a[0], b[0]]).toEqual([106.9, 106.9]);
});

test("where outlines overlap on the national border, their common stretch is no inner border", () => {
  // The left outline reaches 20 m too far east, with a vertex just before its corner.
  const left: Position[] = [
    [106.8, 21.9],
    [106.9002, 21.9],
    [106.9002, 22],
    [106.8999, 22],
    [106.8, 22],
    [106.8, 21.9],
  ];
  const lines = communeBorders([
    { geometry: { type: "Polygon", coordinates: [left] }, outerAllowed: false },
    rectangle([106.9, 21.9, 107, 22], false),
  ]);
  const alongTheTop = lines.filter(({ coordinates }) =>
    coordinates.some(([, lat], at) => lat === 22 && coordinates[at + 1]?.[1] === 22),
  );
  expect(alongTheTop).toEqual([]);
  expect(totalM(lines)).toBeGreaterThan(10_900);
});

test("a ring that changes its neighbour is cut where it does", () => {
  const left = rectangle([106.8, 21.9, 106.9, 22], true, [[106.9, 21.95]]);
  const lines = communeBorders([
    left,
    rectangle([106.9, 21.9, 107, 21.95]),
    rectangle([106.9, 21.95, 107, 22]),
  ]);
  expect(lines.filter((line) => line.edge === "inner")).toHaveLength(3);
});

const real = (file: string) =>
  (
    JSON.parse(
      readFileSync(resolve(import.meta.dirname, "../../../../../shared/real", file), "utf8"),
    ) as {
      features: { properties: { code: string }; geometry: BorderUnit["geometry"] }[];
    }
  ).features;

test("the province's real communes, none with an outer edge: no line follows its outline", () => {
  const units = real("langson_communes_2025_simplified.geojson");
  const lines = communeBorders(units.map(({ geometry }) => ({ geometry, outerAllowed: false })));
  expect(new Set(lines.map((line) => line.edge))).toEqual(new Set(["inner"]));
  expect(totalM(lines) / 1000).toBeGreaterThan(1500);
});

test("the district's real communes: nothing is drawn along the edge of the six of the border", () => {
  const units = real("caoloc_communes_2023_reconstructed.geojson");
  const border = new Set(["06184", "06190", "06193", "06196", "06202", "06238"]);
  const lines = communeBorders(
    units.map(({ geometry, properties }) => ({
      geometry,
      outerAllowed: !border.has(properties.code),
    })),
  );
  expect(lines.some((line) => line.edge === "outer")).toBe(true);
  // The northernmost positions of the border communes lie on the national border.
  for (const { geometry, properties } of units) {
    if (!border.has(properties.code)) continue;
    const ring =
      geometry.type === "Polygon" ? geometry.coordinates[0]! : geometry.coordinates[0]![0]!;
    const top = ring.reduce((a, b) => (b[1]! > a[1]! ? b : a));
    const others = units.filter((unit) => unit.properties.code !== properties.code);
    const isShared = others.some(({ geometry: other }) => distanceM(top, other) < 100);
    if (isShared) continue;
    for (const { coordinates } of lines)
      expect(
        nearestPointOnLine(lineString(coordinates), point(top), { units: "meters" }).properties
          .dist,
      ).toBeGreaterThan(100);
  }
});

function distanceM(position: Position, geometry: BorderUnit["geometry"]): number {
  const line = polygonToLine({ type: "Feature", geometry, properties: {} });
  const lines = line.type === "FeatureCollection" ? line.features : [line];
  return Math.min(
    ...lines.map(
      (one) => nearestPointOnLine(one, point(position), { units: "meters" }).properties.dist,
    ),
  );
}
