import { lineString, simplify } from "@turf/turf";
import type { Position } from "geojson";
import type { RoadGround } from "./road-ground.ts";
import type { RoadClass, RoadNetwork } from "./road-network.ts";

const SMOOTHING_ROUNDS = 8;
/** What simplifying may move a line by, degrees (about 7 m). */
const TOLERANCE_DEG = 0.00007;
const DECIMALS = 1e5;

/**
 * Cuts the network into lines at junctions, ends and changes of class, and draws them smooth. Lines
 * that meet share a vertex. `ends` puts dead ends off their cell's centre: at a thôn.
 */
export function roadLines(
  { steps }: RoadNetwork,
  ground: RoadGround,
  ends: ReadonlyMap<number, Position>,
) {
  const positions = smoothedPositions(steps, ground, ends);
  const isNode = (cell: number) => {
    const classes = [...steps.get(cell)!.values()];
    return classes.length !== 2 || classes[0] !== classes[1];
  };
  const used = new Set<string>();
  const lines: { class: RoadClass; coordinates: Position[] }[] = [];
  const ascending = (cells: Iterable<number>) => [...cells].toSorted((a, b) => a - b);
  for (const start of ascending(steps.keys()).filter(isNode)) {
    for (const second of ascending(steps.get(start)!.keys())) {
      const cells = [start, second];
      while (!isNode(cells.at(-1)!))
        cells.push([...steps.get(cells.at(-1)!)!.keys()].find((cell) => cell !== cells.at(-2))!);
      // From its other end it has been drawn already.
      if (used.has(`${cells.at(-1)} ${cells.at(-2)}`)) continue;
      used.add(`${start} ${second}`);
      const coordinates = simplified(cells.map((cell) => positions.get(cell)!));
      lines.push({ class: steps.get(start)!.get(second)!, coordinates });
    }
  }
  return lines;
}

/** Every cell drifts towards the middle of those it is joined to; dead ends stay. */
function smoothedPositions(
  steps: RoadNetwork["steps"],
  ground: RoadGround,
  ends: ReadonlyMap<number, Position>,
): Map<number, Position> {
  let positions = new Map<number, Position>();
  for (const [cell, { size }] of steps)
    positions.set(cell, (size === 1 ? ends.get(cell) : undefined) ?? ground.centreOf(cell));
  for (let round = 0; round < SMOOTHING_ROUNDS; round++) {
    const before = positions;
    positions = new Map();
    for (const [cell, position] of before) {
      const around = [...steps.get(cell)!.keys()].map((neighbour) => before.get(neighbour)!);
      const mean = (axis: number) =>
        around.reduce((sum, point) => sum + point[axis]!, 0) / around.length;
      const drifted = position.map((degrees, axis) => (degrees + mean(axis)) / 2);
      positions.set(cell, around.length === 1 ? position : drifted);
    }
  }
  return positions;
}

/** Without the vertices that a straight line would pass within a few metres. */
function simplified(positions: Position[]): Position[] {
  const simple = simplify(lineString(positions), { tolerance: TOLERANCE_DEG, highQuality: true });
  return simple.geometry.coordinates.map((position) =>
    position.map((degrees) => Math.round(degrees * DECIMALS) / DECIMALS),
  );
}
