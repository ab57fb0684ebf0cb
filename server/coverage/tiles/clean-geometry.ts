/** A position in tile units: x right, y down. */
export type TilePoint = [x: number, y: number];

/**
 * A line or ring without the zero-length steps that rounding to tile units leaves behind. A ring
 * comes without its closing position: Mapbox Vector Tiles close rings by a command.
 */
function withoutRepeats(points: readonly TilePoint[], isRing: boolean): TilePoint[] {
  const kept: TilePoint[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) kept.push(point);
  }
  while (isRing && kept.length > 1) {
    const [first, last] = [kept[0]!, kept.at(-1)!];
    if (first[0] !== last[0] || first[1] !== last[1]) break;
    kept.pop();
  }
  return kept;
}

/** Lines of two different positions or more; what rounding has shrunk to a point is gone. */
export function cleanLines(lines: readonly (readonly TilePoint[])[]): TilePoint[][] {
  return lines.map((line) => withoutRepeats(line, false)).filter((line) => line.length > 1);
}

/**
 * Rings as the specification wants them (MVT 2.1, 4.3.3.3): an exterior ring has a positive area by
 * the surveyor's formula in tile units, its holes follow and are negative. Rings without an area
 * are gone, and so are slivers that rounding has turned inside out.
 */
export function cleanRings(rings: readonly (readonly TilePoint[])[]): TilePoint[][] {
  const kept: TilePoint[][] = [];
  let exterior: TilePoint[] | undefined;
  for (const given of rings) {
    const ring = withoutRepeats(given, true);
    const area = ring.length < 3 ? 0 : doubleArea(ring);
    if (area > 0) {
      exterior = ring;
      kept.push(ring);
    } else if (area < 0 && exterior && liesInBoxOf(ring, exterior)) kept.push(ring);
  }
  return kept;
}

/** Twice the signed area by the surveyor's formula; positive is clockwise on screen. */
export function doubleArea(ring: readonly TilePoint[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  return sum;
}

function liesInBoxOf(inner: readonly TilePoint[], outer: readonly TilePoint[]): boolean {
  const [a, b] = [boxOf(inner), boxOf(outer)];
  return a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
}

function boxOf(points: readonly TilePoint[]): [number, number, number, number] {
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
