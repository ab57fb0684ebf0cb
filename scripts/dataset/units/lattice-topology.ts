import type { Position } from "geojson";
import type { Arc, Topology } from "../../../geodata/geometry/topology.ts";

export interface LatticePoint {
  lon: number;
  lat: number;
  region: string;
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
 * `stepDeg` is the distance between neighbouring points, degrees.
 */
export function latticeTopology(points: readonly LatticePoint[], stepDeg: number): Topology {
  const sides = sidesBetweenRegions(points, stepDeg);
  const atCorner = new Map<string, Side[]>();
  for (const side of sides) {
    for (const corner of [side.from, side.to]) {
      const known = atCorner.get(corner);
      if (known) known.push(side);
      else atCorner.set(corner, [side]);
    }
  }
  const isNode = (corner: string) => atCorner.get(corner)!.length !== 2;

  const arcs: Arc[] = [];
  const walk = (first: Side, forward: boolean) => {
    first.used = true;
    const start = forward ? first.from : first.to;
    const corners = [start, forward ? first.to : first.from];
    while (!isNode(corners.at(-1)!) && corners.at(-1) !== start) {
      const next = atCorner.get(corners.at(-1)!)!.find((side) => !side.used);
      if (!next) break;
      next.used = true;
      corners.push(next.from === corners.at(-1) ? next.to : next.from);
    }
    const [left, right] = forward ? [first.left, first.right] : [first.right, first.left];
    arcs.push({
      points: corners.map((corner) => positionOf(corner, stepDeg)),
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

/** Corner (i, j) lies half a step south-west of the lattice point (i, j). */
function sidesBetweenRegions(points: readonly LatticePoint[], stepDeg: number): Side[] {
  const regionAt = new Map<string, string>();
  for (const { lon, lat, region } of points) {
    regionAt.set(`${Math.round(lon / stepDeg)},${Math.round(lat / stepDeg)}`, region);
  }
  const sides: Side[] = [];
  const add = (from: string, to: string, left: string | undefined, right: string | undefined) => {
    if (left !== right) sides.push({ from, to, left, right, used: false });
  };
  for (const [cell, region] of regionAt) {
    const [i, j] = cell.split(",").map(Number) as [number, number];
    const west = regionAt.get(`${i - 1},${j}`);
    const south = regionAt.get(`${i},${j - 1}`);
    add(`${i},${j}`, `${i},${j + 1}`, west, region);
    add(`${i},${j}`, `${i + 1},${j}`, region, south);
    if (!regionAt.has(`${i + 1},${j}`))
      add(`${i + 1},${j}`, `${i + 1},${j + 1}`, region, undefined);
    if (!regionAt.has(`${i},${j + 1}`))
      add(`${i},${j + 1}`, `${i + 1},${j + 1}`, undefined, region);
  }
  return sides;
}

function positionOf(corner: string, stepDeg: number): Position {
  const [i, j] = corner.split(",").map(Number) as [number, number];
  return [(i - 0.5) * stepDeg, (j - 0.5) * stepDeg];
}
