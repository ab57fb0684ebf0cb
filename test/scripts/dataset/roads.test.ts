import Flatbush from "flatbush";
import type { Position } from "geojson";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { distanceToLineM } from "../../../geodata/geometry/distance.ts";
import { Road } from "../../../geodata/model/road.ts";
import { shippedLand } from "./shipped-land.ts";

const roads = shippedLand.roads();
const villages = shippedLand.villages();

function lineOf(road: Road): Position[] {
  if (road.geometry.type !== "LineString") throw new Error(`${road.id} is not one line`);
  return road.geometry.coordinates;
}

function nearestRoadM(lon: number, lat: number): number {
  return Math.min(...roads.map(({ geometry }) => distanceToLineM(lon, lat, geometry)));
}

test("every row is a road as the model describes it, generated, without a name or a number", () => {
  for (const road of roads) {
    expect(Value.Errors(Road, road), road.id).toEqual([]);
    expect(road.name).toBeUndefined();
    expect(road.dataSource).toBe("demo");
  }
  expect(new Set(roads.map(({ id }) => id)).size).toBe(roads.length);
});

test("the roads are one network: from every end every other can be reached", () => {
  const neighbours = new Map<string, Set<string>>();
  for (const road of roads) {
    const [from, to] = [lineOf(road).at(0)!.join(), lineOf(road).at(-1)!.join()];
    neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to));
    neighbours.set(to, (neighbours.get(to) ?? new Set()).add(from));
  }
  const reached = new Set<string>();
  const open = [neighbours.keys().next().value!];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (reached.has(here)) continue;
    reached.add(here);
    open.push(...neighbours.get(here)!);
  }
  expect(reached.size).toBe(neighbours.size);
});

test("roads meet only at their ends, where their coordinates are the same", () => {
  const segments = roads.flatMap((road) =>
    lineOf(road)
      .slice(1)
      .map((to, index) => ({ road: road.id, from: lineOf(road)[index]!, to })),
  );
  const tree = new Flatbush(segments.length);
  for (const { from, to } of segments) {
    tree.add(
      Math.min(from[0]!, to[0]!),
      Math.min(from[1]!, to[1]!),
      Math.max(from[0]!, to[0]!),
      Math.max(from[1]!, to[1]!),
    );
  }
  tree.finish();
  const side = (a: Position, b: Position, c: Position) =>
    Math.sign((b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!));
  const crossings = segments.flatMap((s) => {
    const box: [number, number, number, number] = [
      Math.min(s.from[0]!, s.to[0]!),
      Math.min(s.from[1]!, s.to[1]!),
      Math.max(s.from[0]!, s.to[0]!),
      Math.max(s.from[1]!, s.to[1]!),
    ];
    return tree
      .search(...box)
      .map((index) => segments[index]!)
      .filter((other) => {
        const ends = [s.from, s.to, other.from, other.to].map(String);
        if (new Set(ends).size < 4) return false;
        return (
          side(s.from, s.to, other.from) !== side(s.from, s.to, other.to) &&
          side(other.from, other.to, s.from) !== side(other.from, other.to, s.to)
        );
      })
      .map((other) => `${s.road} x ${other.road}`);
  });
  expect(crossings).toEqual([]);
});

test("lines are drawn, not stepped: no zigzag of a grid", () => {
  for (const road of roads) {
    const points = lineOf(road);
    for (let index = 1; index < points.length - 1; index++) {
      const [a, b, c] = [points[index - 1]!, points[index]!, points[index + 1]!];
      const [inward, outward] = [
        Math.atan2(b[1]! - a[1]!, b[0]! - a[0]!),
        Math.atan2(c[1]! - b[1]!, c[0]! - b[0]!),
      ];
      const turn = Math.abs(((outward - inward + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
      expect(turn, `${road.id} at ${b}`).toBeLessThan((100 * Math.PI) / 180);
    }
  }
});

test("most thôn lie on a road, some remote ones are more than 3 km from any", () => {
  const distances = villages.map((village) => ({
    village,
    metres: nearestRoadM(village.lon, village.lat),
  }));
  expect(distances.filter(({ metres }) => metres < 200).length).toBeGreaterThanOrEqual(165);
  const far = distances.filter(({ metres }) => metres > 3000);
  expect(far.length).toBeGreaterThanOrEqual(1);
  expect(far.length).toBeLessThanOrEqual(6);
  for (const { village } of far) expect(village.hardship, village.id).toBe(true);
});

test("every class of road is there, most of it small", () => {
  const count = (roadClass: Road["class"]) =>
    roads.filter((road) => road.class === roadClass).length;
  expect(count("quoc_lo")).toBeGreaterThan(5);
  expect(count("duong_tinh")).toBeGreaterThan(5);
  expect(count("duong_thon")).toBeGreaterThan(count("quoc_lo") + count("duong_tinh"));
});
