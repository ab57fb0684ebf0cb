import type { MultiPolygon, Polygon } from "geojson";
import { type Grid, gridPosition } from "./field.ts";

/** Which region every cell centre lies in: index into `outlines`, -1 for none. */
export function regionGrid(grid: Grid, outlines: readonly (Polygon | MultiPolygon)[]): Int16Array {
  const { columns, rows } = grid;
  const regions = new Int16Array(columns * rows).fill(-1);
  for (const [region, outline] of outlines.entries()) {
    const polygons = outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
    const rings = polygons
      .flat()
      .map((ring) => ring.map(([lon, lat]) => gridPosition(grid, lon!, lat!)));
    for (let row = 0; row < rows; row++) {
      const crossings: number[] = [];
      for (const ring of rings) {
        for (let index = 1; index < ring.length; index++) {
          const [x1, y1] = ring[index - 1]!;
          const [x2, y2] = ring[index]!;
          if (y1 > row !== y2 > row) crossings.push(x1 + ((x2 - x1) * (row - y1)) / (y2 - y1));
        }
      }
      crossings.sort((a, b) => a - b);
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        const first = Math.max(0, Math.ceil(crossings[pair]!));
        const last = Math.min(columns - 1, Math.floor(crossings[pair + 1]!));
        if (first <= last) regions.fill(region, row * columns + first, row * columns + last + 1);
      }
    }
  }
  return regions;
}

/** Square metres beyond any distance in a district; finite, because the envelope subtracts it. */
const FAR = 1e15;

/**
 * Distance from every cell to the nearest cell for which `isSource` holds, metres
 * (Felzenszwalb and Huttenlocher 2012, exact). Infinite when there is no source.
 */
export function distanceToCells(
  { columns, rows }: Pick<Grid, "columns" | "rows">,
  cellM: { width: number; height: number },
  isSource: (cell: number) => boolean,
): Float64Array {
  const squared = new Float64Array(columns * rows).map((_, cell) => (isSource(cell) ? 0 : FAR));
  for (let column = 0; column < columns; column++)
    lowerEnvelope(squared, column, columns, rows, cellM.height);
  for (let row = 0; row < rows; row++)
    lowerEnvelope(squared, row * columns, 1, columns, cellM.width);
  return squared.map((value) => (value >= FAR ? Number.POSITIVE_INFINITY : Math.sqrt(value)));
}

function lowerEnvelope(
  squared: Float64Array,
  start: number,
  stride: number,
  length: number,
  spacingM: number,
): void {
  const value = Float64Array.from({ length }, (_, index) => squared[start + index * stride]!);
  const vertex = new Int32Array(length);
  const bound = new Float64Array(length + 1).fill(Number.POSITIVE_INFINITY);
  let last = 0;
  bound[0] = Number.NEGATIVE_INFINITY;
  const square = (index: number) => (index * spacingM) ** 2;
  const meet = (a: number, b: number) =>
    (value[b]! + square(b) - value[a]! - square(a)) / (2 * spacingM * spacingM * (b - a));
  for (let index = 1; index < length; index++) {
    let crossing = meet(vertex[last]!, index);
    while (crossing <= bound[last]!) crossing = meet(vertex[--last]!, index);
    vertex[++last] = index;
    bound[last] = crossing;
    bound[last + 1] = Number.POSITIVE_INFINITY;
  }
  let current = 0;
  for (let index = 0; index < length; index++) {
    while (bound[current + 1]! < index) current++;
    const nearest = vertex[current]!;
    squared[start + index * stride] = value[nearest]! + ((index - nearest) * spacingM) ** 2;
  }
}
