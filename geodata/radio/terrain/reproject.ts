import { type HeightSheet, pixelMapping, sheetHeightM } from "./height-sheet.ts";
import type { MetricGrid } from "./metric-grid.ts";
import { VOID } from "./metric-terrain.ts";
import { smoothMapping } from "./smooth-mapping.ts";

/** Raised when the same files come to give other heights: it is part of their hash. */
export const TERRAIN_MODEL_VERSION = 1;
/** Cells between places whose position in the sheet is computed exactly: a kilometre at 30 m. */
const NODE_CELLS = 32;

/**
 * Fills the cells of a grid that are still void with the heights of a sheet, bilinear, rounded to
 * whole metres. A cell whose neighbourhood in the sheet has a void, or ends, stays void.
 *
 * @param heightsM of the grid, row-major, north-west first; written into
 * @returns how many cells were filled
 */
export function fillFromSheet(grid: MetricGrid, heightsM: Int16Array, sheet: HeightSheet): number {
  const { originEastingM, originNorthingM, cellSizeM, columns, rows } = grid;
  const exact = pixelMapping(sheet);
  const toPixel = smoothMapping(
    (x, y) => exact(originEastingM + x * cellSizeM, originNorthingM - y * cellSizeM),
    {
      x0: 0,
      y0: 0,
      step: NODE_CELLS,
      columns: Math.ceil(columns / NODE_CELLS) + 1,
      rows: Math.ceil(rows / NODE_CELLS) + 1,
    },
  );
  const pixel = new Float64Array(2);
  let filled = 0;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      if (heightsM[cell] !== VOID) continue;
      toPixel(column, row, pixel);
      const heightM = sheetHeightM(sheet, pixel[0]!, pixel[1]!);
      if (Number.isNaN(heightM)) continue;
      heightsM[cell] = Math.round(heightM);
      filled += 1;
    }
  return filled;
}
