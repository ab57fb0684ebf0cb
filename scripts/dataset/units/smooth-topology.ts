import type { Position } from "geojson";
import type { Topology } from "../../../geodata/geometry/topology.ts";

/** One step forward and a slightly longer one back: smooth lines whose areas do not shrink (Taubin 1995). */
const TAUBIN_STEPS = [0.5, -0.53] as const;
const TAUBIN_ROUNDS = 8;
/** RFC 7946 advises at most 6 decimals, 0.1 m. */
const DECIMALS = 1e6;

/**
 * Rounds off the stairs of a lattice. Works on the shared vertices of the whole topology, so that
 * neighbours stay neighbours: every vertex drifts to the middle of those it is joined to, nodes
 * too; then each arc is cut at its corners, its ends fixed.
 */
export function smoothTopology(topology: Topology): Topology {
  const arcs = topology.arcs.map((arc) => ({ arc, keys: arc.points.map(String) }));
  let vertices = new Map<string, Position>();
  const joined = new Map<string, Set<string>>();
  for (const { arc, keys } of arcs) {
    for (const [index, key] of keys.entries()) {
      vertices.set(key, arc.points[index]!);
      if (!joined.has(key)) joined.set(key, new Set());
      if (index === 0) continue;
      joined.get(keys[index - 1]!)!.add(key);
      joined.get(key)!.add(keys[index - 1]!);
    }
  }
  for (let round = 0; round < TAUBIN_ROUNDS; round++)
    for (const step of TAUBIN_STEPS) vertices = drifted(vertices, joined, step);
  return {
    arcs: arcs.map(({ arc, keys }) => ({
      ...arc,
      points: cutCorners(keys.map((key) => vertices.get(key)!)).map((point) =>
        point.map((degrees) => Math.round(degrees * DECIMALS) / DECIMALS),
      ),
    })),
  };
}

function drifted(
  vertices: ReadonlyMap<string, Position>,
  joined: ReadonlyMap<string, ReadonlySet<string>>,
  step: number,
): Map<string, Position> {
  const moved = new Map<string, Position>();
  for (const [key, position] of vertices) {
    const neighbours = [...joined.get(key)!].map((neighbour) => vertices.get(neighbour)!);
    const mean = (axis: number) =>
      neighbours.reduce((sum, neighbour) => sum + neighbour[axis]!, 0) / neighbours.length;
    moved.set(
      key,
      position.map((degrees, axis) => degrees + step * (mean(axis) - degrees)),
    );
  }
  return moved;
}

/** One round of Chaikin's corner cutting. The ends stay; a closed line keeps its first vertex. */
function cutCorners(points: readonly Position[]): Position[] {
  if (points.length < 3) return [...points];
  const between = (a: Position, b: Position, weight: number) =>
    a.map((degrees, axis) => weight * degrees + (1 - weight) * b[axis]!);
  const cut = points.slice(1).flatMap((to, index) => {
    const from = points[index]!;
    const first = index > 0 ? [between(from, to, 0.75)] : [];
    return index < points.length - 2 ? [...first, between(from, to, 0.25)] : first;
  });
  return [points[0]!, ...cut, points.at(-1)!];
}
