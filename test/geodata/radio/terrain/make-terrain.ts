import type { MetricGrid } from "../../../../geodata/radio/terrain/metric-grid.ts";
import {
  type MetricTerrain,
  makeMetricTerrain,
  VOID,
} from "../../../../geodata/radio/terrain/metric-terrain.ts";

export const SMALL_GRID: MetricGrid = {
  crs: "EPSG:32648",
  originEastingM: 690_000,
  originNorthingM: 2_420_000,
  cellSizeM: 30,
  columns: 20,
  rows: 10,
};

/** A terrain from a height for every column and row; undefined is a void. */
export function terrainOf(
  heightM: (column: number, row: number) => number | undefined,
  grid: MetricGrid = SMALL_GRID,
): MetricTerrain {
  const heightsM = Int16Array.from(
    { length: grid.columns * grid.rows },
    (_, cell) => heightM(cell % grid.columns, Math.floor(cell / grid.columns)) ?? VOID,
  );
  const source = { file: "t", crs: "EPSG:32648", columns: 1, rows: 1, cellSizeM: 30 };
  const header = {
    ...grid,
    voidValue: VOID,
    synthetic: false,
    sources: [{ ...source, sha256: "0".repeat(64) }],
    sha256: "0".repeat(64),
  } as const;
  return makeMetricTerrain({ ...header, sources: [...header.sources] }, heightsM);
}
