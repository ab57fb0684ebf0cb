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
  const distance = Float32Array.from(mask, (inside) => (inside ? 0 : Number.POSITIVE_INFINITY));
  const relax = (column: number, row: number, steps: readonly (readonly [number, number])[]) => {
    const cell = row * columns + column;
    for (const [dx, dy] of steps) {
      const [x, y] = [column + dx, row + dy];
      if (x < 0 || y < 0 || x >= columns || y >= rows) continue;
      const through = distance[y * columns + x]! + (dx !== 0 && dy !== 0 ? Math.SQRT2 : 1);
      if (through < distance[cell]!) distance[cell] = through;
    }
  };
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) relax(column, row, BEFORE);
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) relax(column, row, AFTER);
  return distance;
}

const BEFORE = [
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;
const AFTER = BEFORE.map(([dx, dy]) => [-dx, -dy] as const);
