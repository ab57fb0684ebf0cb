import { lineString, simplify } from "@turf/turf";
import type { Position } from "geojson";
import type { RoadGround } from "./road-ground.ts";
import { CLASSES, type RoadClass, type RoadNetwork } from "./road-network.ts";

export interface RoadLine {
  class: RoadClass;
  coordinates: Position[];
}

const SMOOTHING_ROUNDS = 8;
/** What simplifying may move a line by, degrees (about 7 m). */
const TOLERANCE_DEG = 0.00007;
const DECIMALS = 1e5;

/**
 * Cuts the network into lines at junctions, ends and changes of class, and draws them smooth. Lines
 * that meet share a vertex. `ends` puts dead ends off their cell's centre: at a thôn.
 */
export function roadLines(
  network: RoadNetwork,
  ground: RoadGround,
  ends: ReadonlyMap<number, Position>,
): RoadLine[] {
  const positions = smoothedPositions(network, ground, ends);
  const isNode = (cell: number) => {
    const classes = [...network.stepsFrom(cell).values()];
    return classes.length !== 2 || classes[0] !== classes[1];
  };
  const used = new Set<string>();
  const keyOf = (a: number, b: number) => (a < b ? `${a},${b}` : `${b},${a}`);
  const lines: RoadLine[] = [];

  const walk = (start: number, second: number) => {
    const cells = [start, second];
    used.add(keyOf(start, second));
    for (;;) {
      const here = cells.at(-1)!;
      if (isNode(here) || here === start) break;
      const next = [...network.stepsFrom(here).keys()].find((cell) => !used.has(keyOf(here, cell)));
      if (next === undefined) break;
      used.add(keyOf(here, next));
      cells.push(next);
    }
    const coordinates = simplified(cells.map((cell) => positions.get(cell)!));
    lines.push({ class: network.stepsFrom(start).get(second)!, coordinates });
  };
  for (const cell of [...network.cells()].toSorted((a, b) => a - b)) {
    if (!isNode(cell)) continue;
    for (const next of [...network.stepsFrom(cell).keys()].toSorted((a, b) => a - b)) {
      if (!used.has(keyOf(cell, next))) walk(cell, next);
    }
  }
  return lines;
}

/**
 * Every cell drifts towards the middle of those it is joined to. At a junction only the greater road
 * counts when it passes through: it stays smooth, and the lesser one comes to meet it.
 */
function smoothedPositions(
  network: RoadNetwork,
  ground: RoadGround,
  ends: ReadonlyMap<number, Position>,
): Map<number, Position> {
  let positions = new Map<number, Position>();
  const joined = new Map<number, number[]>();
  for (const cell of network.cells()) {
    const steps = [...network.stepsFrom(cell)];
    const greatest = Math.max(...steps.map(([, roadClass]) => CLASSES.indexOf(roadClass)));
    const greater = steps.filter(([, roadClass]) => CLASSES.indexOf(roadClass) === greatest);
    joined.set(
      cell,
      (greater.length === 2 ? greater : steps).map(([neighbour]) => neighbour),
    );
    const isEnd = steps.length === 1;
    positions.set(cell, (isEnd ? ends.get(cell) : undefined) ?? ground.centreOf(cell));
  }
  for (let round = 0; round < SMOOTHING_ROUNDS; round++) {
    const before = positions;
    positions = new Map();
    for (const [cell, [lon, lat]] of before) {
      const around = joined.get(cell)!.map((neighbour) => before.get(neighbour)!);
      if (around.length === 1) positions.set(cell, [lon!, lat!]);
      else {
        const meanLon = around.reduce((sum, point) => sum + point[0]!, 0) / around.length;
        const meanLat = around.reduce((sum, point) => sum + point[1]!, 0) / around.length;
        positions.set(cell, [(lon! + meanLon) / 2, (lat! + meanLat) / 2]);
      }
    }
  }
  return positions;
}

/** Without the vertices that a straight line would pass within a few metres. */
function simplified(positions: readonly Position[]): Position[] {
  const line = lineString([...positions]);
  const simple = simplify(line, { tolerance: TOLERANCE_DEG, highQuality: true });
  return simple.geometry.coordinates.map(([lon, lat]) => [
    Math.round(lon! * DECIMALS) / DECIMALS,
    Math.round(lat! * DECIMALS) / DECIMALS,
  ]);
}
