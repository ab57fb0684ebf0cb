import type { AdministrativeUnit } from "../../model/administrative-unit.ts";

/**
 * 1 for every cell of a grid whose centre lies in one of the outlines, else 0 (even-odd rule).
 *
 * @param toCell column and row (centres are whole numbers) of WGS 84 degrees; borders are taken as
 *   straight lines between their carried-over points
 */
export function outlineMask(
  { columns, rows }: { columns: number; rows: number },
  toCell: (lon: number, lat: number) => readonly [column: number, row: number],
  outlines: readonly AdministrativeUnit["geometry"][],
): Uint8Array {
  const mask = new Uint8Array(columns * rows);
  for (const outline of outlines) {
    const polygons = outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
    const crossings: number[][] = Array.from({ length: rows }, () => []);
    for (const ring of polygons.flat()) {
      const cells = ring.map((position) => toCell(position[0]!, position[1]!));
      for (let i = 1; i < cells.length; i++) {
        const [x1, y1] = cells[i - 1]!;
        const [x2, y2] = cells[i]!;
        const first = Math.max(0, Math.ceil(Math.min(y1, y2)));
        const last = Math.min(rows - 1, Math.ceil(Math.max(y1, y2)) - 1);
        for (let row = first; row <= last; row++)
          crossings[row]!.push(x1 + ((x2 - x1) * (row - y1)) / (y2 - y1));
      }
    }
    for (const [row, across] of crossings.entries()) {
      across.sort((a, b) => a - b);
      for (let pair = 0; pair + 1 < across.length; pair += 2) {
        const from = Math.max(0, Math.ceil(across[pair]!));
        const to = Math.min(columns - 1, Math.floor(across[pair + 1]!));
        for (let column = from; column <= to; column++) mask[row * columns + column] = 1;
      }
    }
  }
  return mask;
}
