import type { MultiPolygon, Polygon } from "geojson";
import { type Grid, gridPosition, type Size } from "./field.ts";

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

/**
 * Distance from every cell to the nearest cell for which `isSource` holds, metres, along steps to
 * the eight neighbours: up to 8 % more than the crow flies. Infinite when there is no source.
 */
export function distanceToCells(
  { columns, rows }: Size,
  cellM: { width: number; height: number },
  isSource: (cell: number) => boolean,
): Float64Array {
  const metres = new Float64Array(columns * rows);
  for (let cell = 0; cell < metres.length; cell++)
    metres[cell] = isSource(cell) ? 0 : Number.POSITIVE_INFINITY;
  const diagonal = Math.hypot(cellM.width, cellM.height);
  // There and back: each way past the neighbours that were passed before.
  for (const way of [1, -1]) {
    for (let step = 0; step < metres.length; step++) {
      const cell = way === 1 ? step : metres.length - 1 - step;
      const column = cell % columns;
      let nearest = metres[cell]!;
      const pass = (dx: number, dy: number, stepM: number) => {
        if (column - way * dx < 0 || column - way * dx >= columns) return;
        nearest = Math.min(
          nearest,
          (metres[cell - way * (dx + dy * columns)] ?? Number.POSITIVE_INFINITY) + stepM,
        );
      };
      pass(1, 0, cellM.width);
      pass(1, 1, diagonal);
      pass(0, 1, cellM.height);
      pass(-1, 1, diagonal);
      metres[cell] = nearest;
    }
  }
  return metres;
}
