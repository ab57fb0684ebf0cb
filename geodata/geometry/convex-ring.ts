type Point = readonly [x: number, y: number];

/** Corners of a convex shape in order, the first not repeated; empty for no shape. */
export type ConvexRing = readonly Point[];

/** The part of a shape on the near side of a line through `at`; `away` points to the far side. */
export function beside(ring: ConvexRing, at: Point, away: Point): ConvexRing {
  const beyond = ring.map(([x, y]) => (x - at[0]) * away[0] + (y - at[1]) * away[1]);
  return ring.flatMap((from, index) => {
    const next = (index + 1) % ring.length;
    const [here, there] = [beyond[index]!, beyond[next]!];
    const kept = here <= 0 ? [from] : [];
    if (here === 0 || there === 0 || here < 0 === there < 0) return kept;
    const to = ring[next]!;
    const share = here / (here - there);
    const crossing: Point = [
      from[0] + share * (to[0] - from[0]),
      from[1] + share * (to[1] - from[1]),
    ];
    return [...kept, crossing];
  });
}

/** A shape cut into `count` pieces by rays of equal angles from a point, the first one due east. */
export function sectors(ring: ConvexRing, at: Point, count: number): ConvexRing[] {
  if (count === 1) return [ring];
  const rayAt = (place: number): Point => {
    const angle = (2 * Math.PI * (place % count)) / count;
    return [Math.cos(angle), Math.sin(angle)];
  };
  return Array.from({ length: count }, (_, place) => {
    const [fromX, fromY] = rayAt(place);
    const [toX, toY] = rayAt(place + 1);
    const leftOfFirst = beside(ring, at, [fromY, -fromX]);
    return count === 2 ? leftOfFirst : beside(leftOfFirst, at, [-toY, toX]);
  });
}
