import type { TerrainHeader } from "../../geometry/terrain-grid.ts";
import { type HeightSheet, pixelMapping, pixelSideM } from "./height-sheet.ts";
import { gridCovering, type MetricGrid } from "./metric-grid.ts";
import { VOID } from "./metric-terrain.ts";
import { fillFromSheet } from "./reproject.ts";

/** Side of a cell of the working grid unless asked otherwise, m. */
export const DEFAULT_CELL_M = 30;

/** A lon/lat height grid carried over to the working grid, by the same way as an imported file. */
export function toMetric(
  header: TerrainHeader,
  heightsM: Int16Array,
  allocate: (cells: number) => Int16Array,
): { grid: MetricGrid; heightsM: Int16Array; sourceCellM: number } {
  const { originLon, originLat, cellSizeDeg, columns, rows, voidValue } = header;
  const grid = gridCovering(
    [
      originLon,
      originLat - (rows - 1) * cellSizeDeg,
      originLon + (columns - 1) * cellSizeDeg,
      originLat,
    ],
    DEFAULT_CELL_M,
  );
  const sheet: HeightSheet = {
    crs: "EPSG:4326",
    affine: {
      x0: originLon,
      xByColumn: cellSizeDeg,
      xByRow: 0,
      y0: originLat,
      yByColumn: 0,
      yByRow: -cellSizeDeg,
    },
    columns,
    rows,
    heightsM: Float32Array.from(heightsM, (height) => (height === voidValue ? Number.NaN : height)),
  };
  const metric = allocate(grid.columns * grid.rows).fill(VOID);
  fillFromSheet(grid, metric, sheet);
  const { originEastingM, originNorthingM } = grid;
  const sourceCellM = pixelSideM(pixelMapping(sheet), originEastingM, originNorthingM);
  return { grid, heightsM: metric, sourceCellM: Math.round(sourceCellM) };
}
