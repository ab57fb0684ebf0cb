import Flatbush from "flatbush";
import type { Position } from "geojson";

/** More crossings are not counted. */
export const MAX_CROSSINGS = 100;

/** Pairs of steps that are compared at most: some tenths of a second. */
const MAX_COMPARISONS = 3_000_000;

export interface Crossings {
  /** Where steps cross, in the order of the outline; one more than MAX_CROSSINGS at most. */
  points: Position[];
  /** False when there was too much to compare. */
  isChecked: boolean;
}

/** Where closed rings cross themselves or each other. Rings that only touch do not cross. */
export function selfCrossings(rings: readonly (readonly Position[])[]): Crossings {
  const steps = rings.flatMap((ring) =>
    ring.slice(1).map((to, index) => [ring[index] as Position, to] as const),
  );
  if (steps.length === 0) return { points: [], isChecked: true };
  const index = new Flatbush(steps.length);
  for (const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] of steps)
    index.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
  index.finish();
  const points: Position[] = [];
  let left = MAX_COMPARISONS;
  for (const [number, [a, b]] of steps.entries()) {
    const [x1 = 0, y1 = 0] = a;
    const [x2 = 0, y2 = 0] = b;
    index.search(
      Math.min(x1, x2),
      Math.min(y1, y2),
      Math.max(x1, x2),
      Math.max(y1, y2),
      (other) => {
        left -= 1;
        const step = other > number && left > 0 ? steps[other] : undefined;
        const point = step && points.length <= MAX_CROSSINGS && crossing(a, b, step[0], step[1]);
        if (point) points.push(point);
        return false;
      },
    );
    if (left <= 0 || points.length > MAX_CROSSINGS) break;
  }
  return { points, isChecked: left > 0 };
}

/** Where two steps cross, each on both sides of the other; undefined where they only touch. */
function crossing(a: Position, b: Position, c: Position, d: Position): Position | undefined {
  const [aOfCd, bOfCd] = [side(c, d, a), side(c, d, b)];
  if (aOfCd * bOfCd >= 0 || side(a, b, c) * side(a, b, d) >= 0) return undefined;
  const share = aOfCd / (aOfCd - bOfCd);
  const [x1 = 0, y1 = 0] = a;
  const [x2 = 0, y2 = 0] = b;
  return [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
}

/** Positive on one side of a step, negative on the other. */
function side([x1 = 0, y1 = 0]: Position, [x2 = 0, y2 = 0]: Position, [x = 0, y = 0]: Position) {
  return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
}
