import { pixelMapping } from "../../geodata/radio/terrain/height-sheet.ts";
import type { MetricGrid } from "../../geodata/radio/terrain/metric-grid.ts";
import type { HeightFile, PixelWindow } from "./height-file.ts";

/** Places along an edge of the grid that are carried over to the file. */
const EDGE_PLACES = 64;
/** Pixels beyond the outermost of them: neighbours for interpolation, and the bend of the edges. */
const MARGIN_PIXELS = 3;

/** The part of a file that lies under a grid; undefined when none does. */
export function neededWindow(file: HeightFile, grid: MetricGrid): PixelWindow | undefined {
  const toPixel = pixelMapping(file);
  const widthM = (grid.columns - 1) * grid.cellSizeM;
  const heightM = (grid.rows - 1) * grid.cellSizeM;
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i <= EDGE_PLACES; i++)
    for (const [right, down] of [
      [i / EDGE_PLACES, 0],
      [i / EDGE_PLACES, 1],
      [0, i / EDGE_PLACES],
      [1, i / EDGE_PLACES],
    ] as const) {
      const [column, row] = toPixel(
        grid.originEastingM + right * widthM,
        grid.originNorthingM - down * heightM,
      );
      west = Math.min(west, column);
      east = Math.max(east, column);
      north = Math.min(north, row);
      south = Math.max(south, row);
    }
  const firstColumn = Math.max(0, Math.floor(west) - MARGIN_PIXELS);
  const firstRow = Math.max(0, Math.floor(north) - MARGIN_PIXELS);
  const columns = Math.min(file.columns, Math.ceil(east) + MARGIN_PIXELS + 1) - firstColumn;
  const rows = Math.min(file.rows, Math.ceil(south) + MARGIN_PIXELS + 1) - firstRow;
  return columns > 0 && rows > 0 ? { firstColumn, firstRow, columns, rows } : undefined;
}
