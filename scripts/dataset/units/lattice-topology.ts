import type { Arc, Topology } from "../../../geodata/geometry/topology.ts";

/** Distance between the points of the lattice, degrees. */
const STEP_DEG = 0.0025;

/** A lattice point and the region that holds it. */
interface LatticePoint {
  lon: number;
  lat: number;
  communeCode: string;
}

/** One side of a lattice cell where two regions meet, from corner to corner. */
interface Side {
  from: string;
  to: string;
  left: string | undefined;
  right: string | undefined;
  used: boolean;
}

/**
 * Turns regular points into regions: each point stands for the square cell around it, and cells of
 * one region melt together. Corners where three or more sides meet become ends of arcs.
 */
export function latticeTopology(points: readonly LatticePoint[]): Topology {
  const sides = sidesBetweenRegions(regionsByCell(points));
  const atCorner = Map.groupBy(
    sides.flatMap((side) => [side.from, side.to].map((corner) => ({ corner, side }))),
    ({ corner }) => corner,
  );
  const isNode = (corner: string) => atCorner.get(corner)!.length !== 2;
  const arcs: Arc[] = [];
  const walk = (first: Side, forward: boolean) => {
    first.used = true;
    const [start, second] = forward ? [first.from, first.to] : [first.to, first.from];
    const corners = [start, second];
    for (let here = second; !isNode(here) && here !== start; ) {
      const next = atCorner.get(here)!.find(({ side }) => !side.used)?.side;
      if (!next) break;
      next.used = true;
      here = next.from === here ? next.to : next.from;
      corners.push(here);
    }
    const [left, right] = forward ? [first.left, first.right] : [first.right, first.left];
    const points = corners.map((corner) => numbersOf(corner).map((at) => (at - 0.5) * STEP_DEG));
    arcs.push({
      points,
      ...(left === undefined ? {} : { left }),
      ...(right === undefined ? {} : { right }),
    });
  };
  for (const side of sides) {
    if (!side.used && isNode(side.from)) walk(side, true);
    if (!side.used && isNode(side.to)) walk(side, false);
  }
  // What is left are closed lines without any node: an island, or a region inside another.
  for (const side of sides) if (!side.used) walk(side, true);
  return { arcs };
}

const numbersOf = (key: string) => key.split(",").map(Number) as [number, number];

/**
 * The region of every cell "column,row". A point that shares no side with its own region is an
 * artefact of sampling a border at every 275 m: it goes to the region that it shares most sides
 * with, or away when it touches none.
 */
function regionsByCell(points: readonly LatticePoint[]): Map<string, string> {
  const keyOf = ({ lon, lat }: LatticePoint) =>
    `${Math.round(lon / STEP_DEG)},${Math.round(lat / STEP_DEG)}`;
  const sampled = new Map(points.map((point) => [keyOf(point), point.communeCode]));
  const regions = new Map<string, string>();
  for (const [cell, region] of sampled) {
    const [i, j] = numbersOf(cell);
    const around = [`${i + 1},${j}`, `${i - 1},${j}`, `${i},${j + 1}`, `${i},${j - 1}`]
      .map((key) => sampled.get(key))
      .filter((other) => other !== undefined);
    const [most] = [...Map.groupBy(around, (other) => other)].toSorted(
      ([a, inA], [b, inB]) => inB.length - inA.length || a.localeCompare(b),
    );
    if (around.includes(region)) regions.set(cell, region);
    else if (most) regions.set(cell, most[0]);
  }
  return regions;
}

/** Corner (i, j) lies half a step south-west of the lattice point (i, j). */
function sidesBetweenRegions(regionAt: ReadonlyMap<string, string>): Side[] {
  const sides: Side[] = [];
  const add = (from: string, to: string, left: string | undefined, right: string | undefined) => {
    if (left !== right) sides.push({ from, to, left, right, used: false });
  };
  for (const [cell, region] of regionAt) {
    const [i, j] = numbersOf(cell);
    const [here, north, east] = [cell, `${i},${j + 1}`, `${i + 1},${j}`];
    const corner = `${i + 1},${j + 1}`;
    add(here, north, regionAt.get(`${i - 1},${j}`), region);
    add(here, east, region, regionAt.get(`${i},${j - 1}`));
    if (!regionAt.has(east)) add(east, corner, region, undefined);
    if (!regionAt.has(north)) add(north, corner, undefined, region);
  }
  return sides;
}
