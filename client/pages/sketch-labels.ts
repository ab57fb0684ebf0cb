/** A dot of a sketch and the name that belongs beside it; units of the drawing, y down. */
export interface SketchDot {
  x: number;
  y: number;
  radius: number;
  /** Absent: the dot goes without its name. */
  name?: string;
}

/** Where a name begins or ends, by its baseline. */
export interface SketchLabel {
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The type of a name: 11 units high, letters of Be Vietnam Pro about so wide on average. */
const LETTER = 5.9;
const ASCENT = 9;
const DESCENT = 3;
/** Between a dot and its name. */
const GAP = 3;

/** Beside, above or below each named dot: where it covers fewest other dots, names and edges. */
export function placeLabels(
  dots: readonly SketchDot[],
  width: number,
  height: number,
): ReadonlyMap<SketchDot, SketchLabel> {
  const placed = new Map<SketchDot, SketchLabel>();
  const taken: Box[] = dots.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  for (const dot of dots) {
    const { name } = dot;
    if (name === undefined) continue;
    const costOf = (label: SketchLabel) => {
      const box = boxOf(label, name);
      const outside =
        Math.max(0, -box.left) +
        Math.max(0, box.right - width) +
        Math.max(0, -box.top) +
        Math.max(0, box.bottom - height);
      return taken.reduce((sum, other) => sum + overlap(box, other), outside * ASCENT);
    };
    const best = positionsOf(dot).reduce((least, label) =>
      costOf(label) < costOf(least) ? label : least,
    );
    placed.set(dot, best);
    taken.push(boxOf(best, name));
  }
  return placed;
}

/** In the order of liking. */
function positionsOf({ x, y, radius }: SketchDot): readonly [SketchLabel, ...SketchLabel[]] {
  const middle = y + (ASCENT - DESCENT) / 2;
  const above = y - radius - DESCENT;
  const below = y + radius + ASCENT;
  return [
    { x: x + radius + GAP, y: middle, anchor: "start" },
    { x: x - radius - GAP, y: middle, anchor: "end" },
    { x, y: above, anchor: "middle" },
    { x, y: below, anchor: "middle" },
    { x: x + radius, y: above, anchor: "start" },
    { x: x + radius, y: below, anchor: "start" },
    { x: x - radius, y: above, anchor: "end" },
    { x: x - radius, y: below, anchor: "end" },
  ];
}

function boxOf({ x, y, anchor }: SketchLabel, name: string): Box {
  const width = name.length * LETTER;
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - ASCENT, bottom: y + DESCENT };
}

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return across > 0 && down > 0 ? across * down : 0;
}
