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
  const vertices = new Map<string, Position>();
  const joined = new Map<string, Set<string>>();
  const keysOfArcs = topology.arcs.map(({ points }) =>
    points.map((point) => {
      const key = point.join();
      vertices.set(key, point);
      if (!joined.has(key)) joined.set(key, new Set());
      return key;
    }),
  );
  for (const keys of keysOfArcs) {
    for (let index = 1; index < keys.length; index++) {
      joined.get(keys[index - 1]!)!.add(keys[index]!);
      joined.get(keys[index]!)!.add(keys[index - 1]!);
    }
  }

  let moved = vertices;
  for (let round = 0; round < TAUBIN_ROUNDS; round++) {
    for (const step of TAUBIN_STEPS) moved = drift(moved, joined, step);
  }
  return {
    arcs: topology.arcs.map((arc, index) => ({
      ...arc,
      points: cutCorners(keysOfArcs[index]!.map((key) => moved.get(key)!)).map(rounded),
    })),
  };
}

function drift(
  vertices: ReadonlyMap<string, Position>,
  joined: ReadonlyMap<string, ReadonlySet<string>>,
  step: number,
): Map<string, Position> {
  const result = new Map<string, Position>();
  for (const [key, [x, y]] of vertices) {
    let sumX = 0;
    let sumY = 0;
    const neighbours = joined.get(key)!;
    for (const neighbour of neighbours) {
      const [nx, ny] = vertices.get(neighbour)!;
      sumX += nx!;
      sumY += ny!;
    }
    const [meanX, meanY] = [sumX / neighbours.size, sumY / neighbours.size];
    result.set(key, [x! + step * (meanX - x!), y! + step * (meanY - y!)]);
  }
  return result;
}

/** One round of Chaikin's corner cutting. The ends stay; a closed line keeps its first vertex. */
function cutCorners(points: readonly Position[]): Position[] {
  if (points.length < 3) return [...points];
  const cut: Position[] = [points[0]!];
  for (let index = 1; index < points.length; index++) {
    const [x1, y1] = points[index - 1]!;
    const [x2, y2] = points[index]!;
    if (index > 1) cut.push([0.75 * x1! + 0.25 * x2!, 0.75 * y1! + 0.25 * y2!]);
    if (index < points.length - 1) cut.push([0.25 * x1! + 0.75 * x2!, 0.25 * y1! + 0.75 * y2!]);
  }
  cut.push(points.at(-1)!);
  return cut;
}

function rounded([x, y]: Position): Position {
  return [Math.round(x! * DECIMALS) / DECIMALS, Math.round(y! * DECIMALS) / DECIMALS];
}
