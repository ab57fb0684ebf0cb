import { expect, test } from "vitest";
import type { Road } from "../../../geodata/model/road.ts";
import {
  makeRoadGraph,
  nearestNode,
  shortestWays,
  wayBack,
} from "../../../scripts/dataset/network/road-graph.ts";

function road(id: string, ...coordinates: [number, number][]): Road {
  return {
    id,
    class: "duong_xa",
    geometry: { type: "LineString", coordinates },
    validFrom: "2020-01-01",
    dataSource: "demo",
    source: "test",
  };
}

// A detour over the north and a direct road from west to east; an island in the south.
const graph = makeRoadGraph([
  road("north-1", [106, 21.9], [106.05, 21.95]),
  road("north-2", [106.05, 21.95], [106.1, 21.9]),
  road("direct", [106, 21.9], [106.05, 21.9], [106.1, 21.9]),
  road("island", [106, 21.8], [106.1, 21.8]),
]);
const node = (lon: number, lat: number) => nearestNode(graph, [lon, lat]).node;

test("roads that share an end meet in one junction", () => {
  expect(graph.nodes).toHaveLength(5);
  expect(graph.at[node(106.1, 21.9)]).toHaveLength(2);
});

test("a cable takes the shortest road back to the exchange", () => {
  const ways = shortestWays(graph, [node(106, 21.9)]);
  expect(wayBack(graph, ways, node(106.1, 21.9))).toEqual([2]);
  expect(wayBack(graph, ways, node(106.05, 21.95))).toEqual([0]);
  expect(ways.distanceM[node(106.1, 21.9)]).toBeCloseTo(10_317, -2);
});

test("land without a road to the exchange is entered where it is nearest", () => {
  const ways = shortestWays(graph, [node(106, 21.9)]);
  expect(ways.distanceM[node(106, 21.8)]).toBe(0);
  expect(wayBack(graph, ways, node(106.1, 21.8))).toEqual([3]);
});
