import type { MultiPolygon, Polygon, Position } from "geojson";
import { isInsideRing } from "./intersects.ts";

/**
 * A stretch of border between two regions. Walking along `points`, region `left` lies on the left
 * and `right` on the right; undefined is the outside. Arcs meet only at their ends.
 */
export interface Arc {
  points: Position[];
  left?: string;
  right?: string;
}

/** Regions as the arcs between them: neighbours share vertices because they share the arc. */
export interface Topology {
  arcs: Arc[];
}

interface Step {
  points: Position[];
  used: boolean;
}

/**
 * The outline of one or more regions taken together (RFC 7946: exterior rings counterclockwise,
 * holes clockwise). Arcs between two of them vanish, all others keep every vertex. Throws when no
 * arc belongs to the regions or the arcs do not close.
 */
export function outlineOf(topology: Topology, regions: Iterable<string>): Polygon | MultiPolygon {
  const inside = new Set(regions);
  const rings = closedRings(stepsAround(topology, inside));
  if (rings.length === 0) throw new Error(`no arc belongs to ${[...inside].join(", ")}`);
  const exteriors = rings.filter((ring) => signedArea(ring) > 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => signedArea(ring) <= 0)) {
    smallestAround(exteriors, hole).push(hole);
  }
  const [only, ...others] = exteriors;
  if (only && others.length === 0) return { type: "Polygon", coordinates: only };
  return { type: "MultiPolygon", coordinates: exteriors };
}

/** The arcs around the regions, turned so that the regions lie on the left. */
function stepsAround(topology: Topology, inside: ReadonlySet<string>): Step[] {
  const steps: Step[] = [];
  for (const { points, left, right } of topology.arcs) {
    const leftInside = left !== undefined && inside.has(left);
    const rightInside = right !== undefined && inside.has(right);
    if (leftInside === rightInside) continue;
    steps.push({ points: leftInside ? points : points.toReversed(), used: false });
  }
  return steps;
}

function closedRings(steps: readonly Step[]): Position[][] {
  const byStart = Map.groupBy(steps, (step) => keyOf(step.points[0]!));
  const rings: Position[][] = [];
  for (const first of steps) {
    if (first.used) continue;
    first.used = true;
    const ring = [...first.points];
    const start = keyOf(ring[0]!);
    while (keyOf(ring.at(-1)!) !== start) {
      const next = leftmost(byStart.get(keyOf(ring.at(-1)!)) ?? [], ring.at(-2)!, ring.at(-1)!);
      if (!next) throw new Error(`the arcs do not close at ${ring.at(-1)!.join(", ")}`);
      next.used = true;
      ring.push(...next.points.slice(1));
    }
    rings.push(ring);
  }
  return rings;
}

/**
 * Where a region touches itself at a corner, the sharpest turn to the left stays on the same part:
 * the parts become rings of their own instead of one ring that crosses itself.
 */
function leftmost(steps: readonly Step[], before: Position, here: Position): Step | undefined {
  const back = Math.atan2(before[1]! - here[1]!, before[0]! - here[0]!);
  let best: Step | undefined;
  let bestTurn = Number.POSITIVE_INFINITY;
  for (const step of steps) {
    if (step.used) continue;
    const ahead = step.points[1]!;
    const heading = Math.atan2(ahead[1]! - here[1]!, ahead[0]! - here[0]!);
    // Clockwise from the way we came: the smallest is the sharpest left turn.
    const turn = (back - heading + 4 * Math.PI) % (2 * Math.PI);
    if (turn < bestTurn) {
      bestTurn = turn;
      best = step;
    }
  }
  return best;
}

function smallestAround(exteriors: Position[][][], hole: readonly Position[]): Position[][] {
  let best: Position[][] | undefined;
  let bestArea = Number.POSITIVE_INFINITY;
  for (const polygon of exteriors) {
    const area = signedArea(polygon[0]!);
    // A hole may touch its exterior at a corner, so one vertex alone does not tell.
    if (area < bestArea && hole.filter((point) => isInsideRing(polygon[0]!, point)).length > 1) {
      bestArea = area;
      best = polygon;
    }
  }
  if (!best) throw new Error(`a hole at ${hole[0]!.join(", ")} lies in no exterior ring`);
  return best;
}

/** Twice is enough for a sign: shoelace area in square degrees, positive counterclockwise. */
function signedArea(ring: readonly Position[]): number {
  let twice = 0;
  for (let index = 1; index < ring.length; index++) {
    const [x1, y1] = ring[index - 1]!;
    const [x2, y2] = ring[index]!;
    twice += x1! * y2! - x2! * y1!;
  }
  return twice / 2;
}

function keyOf([x, y]: Position): string {
  return `${x},${y}`;
}
