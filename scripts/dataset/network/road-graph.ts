import type { Road } from "../../../geodata/model/road.ts";
import { type LonLat, linesOf, metresBetween } from "./ground.ts";

/** A stretch of road between two junctions. */
interface RoadEdge {
  from: number;
  to: number;
  class: Road["class"];
  lengthM: number;
  /** From `from` to `to`. */
  line: LonLat[];
}

export interface RoadGraph {
  /** Positions of junctions and road ends. */
  nodes: LonLat[];
  edges: RoadEdge[];
  /** Edges at each node. */
  at: number[][];
}

/** The way to every node from the nearest of some roots. */
export interface RoadTree {
  distanceM: number[];
  /** The last edge of the way to each node; undefined at a root. */
  lastEdge: (number | undefined)[];
}

/** The roads as a graph: lines meet only at their ends, where coordinates are identical. */
export function makeRoadGraph(roads: readonly Road[]): RoadGraph {
  const graph: RoadGraph = { nodes: [], edges: [], at: [] };
  const known = new Map<string, number>();
  const nodeAt = (point: LonLat): number => {
    const key = point.join(" ");
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, graph.nodes.length);
    graph.nodes.push(point);
    graph.at.push([]);
    return graph.nodes.length - 1;
  };
  for (const road of roads) {
    for (const line of linesOf(road)) {
      const from = nodeAt(line[0]!);
      const to = nodeAt(line.at(-1)!);
      const lengthM = line
        .slice(1)
        .reduce((sum, point, i) => sum + metresBetween(line[i]!, point), 0);
      graph.at[from]!.push(graph.edges.length);
      if (to !== from) graph.at[to]!.push(graph.edges.length);
      graph.edges.push({ from, to, class: road.class, lengthM, line });
    }
  }
  return graph;
}

/** The node nearest to a point, and how far it is. */
export function nearestNode(graph: RoadGraph, point: LonLat): { node: number; distanceM: number } {
  let best = { node: -1, distanceM: Number.POSITIVE_INFINITY };
  for (const [node, position] of graph.nodes.entries()) {
    const distanceM = metresBetween(position, point);
    if (distanceM < best.distanceM) best = { node, distanceM };
  }
  if (best.node === -1) throw new Error("The road graph is empty");
  return best;
}

/**
 * Shortest ways (Dijkstra) from the roots. Where a part of the land has no road to any root, its
 * node nearest to the first root becomes one more root: the cable comes in from the neighbour.
 */
export function shortestWays(graph: RoadGraph, roots: readonly number[]): RoadTree {
  const distanceM = graph.nodes.map(() => Number.POSITIVE_INFINITY);
  const lastEdge: (number | undefined)[] = graph.nodes.map(() => undefined);
  const centre = graph.nodes[roots[0]!]!;
  const spread = (sources: readonly number[]) => {
    for (const source of sources) distanceM[source] = 0;
    const open = new Set(sources);
    while (open.size > 0) {
      let node = -1;
      for (const candidate of open) {
        if (node === -1 || distanceM[candidate]! < distanceM[node]!) node = candidate;
      }
      open.delete(node);
      for (const index of graph.at[node]!) {
        const edge = graph.edges[index]!;
        const other = edge.from === node ? edge.to : edge.from;
        const through = distanceM[node]! + edge.lengthM;
        if (through >= distanceM[other]!) continue;
        distanceM[other] = through;
        lastEdge[other] = index;
        open.add(other);
      }
    }
  };
  spread(roots);
  for (;;) {
    let entry: number | undefined;
    for (const [node, position] of graph.nodes.entries()) {
      if (distanceM[node] !== Number.POSITIVE_INFINITY) continue;
      const nearer =
        entry === undefined ||
        metresBetween(position, centre) < metresBetween(graph.nodes[entry]!, centre);
      if (nearer) entry = node;
    }
    if (entry === undefined) return { distanceM, lastEdge };
    spread([entry]);
  }
}

/** Edges from a node back to its root. */
export function wayBack(graph: RoadGraph, tree: RoadTree, node: number): number[] {
  const way: number[] = [];
  let here = node;
  for (let index = tree.lastEdge[here]; index !== undefined; index = tree.lastEdge[here]) {
    way.push(index);
    const edge = graph.edges[index]!;
    here = edge.from === here ? edge.to : edge.from;
  }
  return way;
}
