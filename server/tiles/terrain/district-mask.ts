import type { TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";

type Grid = Pick<TerrainHeader, "originLon" | "originLat" | "cellSizeDeg" | "columns" | "rows">;

/** 1 for every cell of the grid whose centre lies in one of the outlines, else 0 (even-odd rule). */
export function districtMask(
  grid: Grid,
  outlines: readonly AdministrativeUnit["geometry"][],
): Uint8Array {
  const mask = new Uint8Array(grid.columns * grid.rows);
  for (const outline of outlines) {
    const polygons = outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
    const crossings: number[][] = Array.from({ length: grid.rows }, () => []);
    for (const ring of polygons.flat())
      for (let i = 1; i < ring.length; i++) {
        const [x1, y1] = gridPosition(grid, ring[i - 1]!);
        const [x2, y2] = gridPosition(grid, ring[i]!);
        const first = Math.max(0, Math.ceil(Math.min(y1, y2)));
        const last = Math.min(grid.rows - 1, Math.ceil(Math.max(y1, y2)) - 1);
        for (let row = first; row <= last; row++)
          crossings[row]!.push(x1 + ((x2 - x1) * (row - y1)) / (y2 - y1));
      }
    for (const [row, across] of crossings.entries()) {
      across.sort((a, b) => a - b);
      for (let pair = 0; pair + 1 < across.length; pair += 2) {
        const from = Math.max(0, Math.ceil(across[pair]!));
        const to = Math.min(grid.columns - 1, Math.floor(across[pair + 1]!));
        for (let column = from; column <= to; column++) mask[row * grid.columns + column] = 1;
      }
    }
  }
  return mask;
}

function gridPosition(grid: Grid, position: readonly number[]): [column: number, row: number] {
  return [
    (position[0]! - grid.originLon) / grid.cellSizeDeg,
    (grid.originLat - position[1]!) / grid.cellSizeDeg,
  ];
}

/**
 * Distance of every cell from the nearest cell of the mask, in cells, by two sweeps over the eight
 * neighbours: at most 8 % too long, which no eye sees in a fade. Infinite for an empty mask.
 */
export function cellsFromMask(mask: Uint8Array, columns: number, rows: number): Float32Array {
  // A rim of far cells around the grid spares the sweeps all questions about its edges.
  const stride = columns + 2;
  const far = new Float32Array(stride * (rows + 2)).fill(Number.POSITIVE_INFINITY);
  const inner = (row: number) => (row + 1) * stride + 1;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (mask[row * columns + column] === 1) far[inner(row) + column] = 0;

  for (let row = 0; row < rows; row++)
    for (let cell = inner(row); cell < inner(row) + columns; cell++)
      relax(far, cell, cell - 1, cell - stride - 1, cell - stride, cell - stride + 1);
  for (let row = rows - 1; row >= 0; row--)
    for (let cell = inner(row) + columns - 1; cell >= inner(row); cell--)
      relax(far, cell, cell + 1, cell + stride + 1, cell + stride, cell + stride - 1);

  const distance = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    distance.set(far.subarray(inner(row), inner(row) + columns), row * columns);
  return distance;
}

/** Shortens the way from `cell` by its neighbours beside, diagonal, straight and diagonal. */
function relax(
  far: Float32Array,
  cell: number,
  beside: number,
  diagonal: number,
  straight: number,
  otherDiagonal: number,
): void {
  const shortest = Math.min(
    far[cell]!,
    far[beside]! + 1,
    far[diagonal]! + Math.SQRT2,
    far[straight]! + 1,
    far[otherDiagonal]! + Math.SQRT2,
  );
  if (shortest < far[cell]!) far[cell] = shortest;
}
