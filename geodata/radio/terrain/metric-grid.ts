import { type Static, Type } from "typebox";
import type { Bbox } from "../../model/geojson.ts";
import { toUtm48, UTM48 } from "./utm48.ts";

const number = (description: string) => Type.Number({ description });
const count = (description: string) => Type.Integer({ minimum: 2, description });

/** Where the cells of a metric height grid lie: rows north to south, columns west to east. */
export const MetricGrid = Type.Object({
  crs: Type.Literal(UTM48),
  originEastingM: number("Easting of the centre of the north-west cell, m"),
  originNorthingM: number("Northing of the centre of the north-west cell, m"),
  cellSizeM: Type.Number({ exclusiveMinimum: 0, description: "Side of a cell, grid metres" }),
  columns: count("Cells from west to east"),
  rows: count("Cells from north to south"),
});
export type MetricGrid = Static<typeof MetricGrid>;

/** Points along each edge of a box when it is carried over: its edges are curves in the grid. */
const EDGE_POINTS = 16;

/**
 * The smallest grid over a box of WGS 84 degrees (west, south, east, north). Cell corners lie on
 * whole multiples of the cell size, as `gdalwarp -tap` lays them, so that two grids of one size
 * always match and ground that comes in this grid is taken over as it is.
 */
export function gridCovering(box: Bbox, cellSizeM: number): MetricGrid {
  const [west, south, east, north] = box;
  const eastings: number[] = [];
  const northings: number[] = [];
  for (let i = 0; i <= EDGE_POINTS; i++) {
    const lon = west + ((east - west) * i) / EDGE_POINTS;
    const lat = south + ((north - south) * i) / EDGE_POINTS;
    for (const [x, y] of [
      [lon, south],
      [lon, north],
      [west, lat],
      [east, lat],
    ] as const) {
      const { eastingM, northingM } = toUtm48(x, y);
      eastings.push(eastingM);
      northings.push(northingM);
    }
  }
  const firstColumn = Math.floor(Math.min(...eastings) / cellSizeM);
  const lastColumn = Math.max(Math.ceil(Math.max(...eastings) / cellSizeM), firstColumn + 2);
  const firstRow = Math.floor(Math.min(...northings) / cellSizeM);
  const lastRow = Math.max(Math.ceil(Math.max(...northings) / cellSizeM), firstRow + 2);
  return {
    crs: UTM48,
    originEastingM: (firstColumn + 0.5) * cellSizeM,
    originNorthingM: (lastRow - 0.5) * cellSizeM,
    cellSizeM,
    columns: lastColumn - firstColumn,
    rows: lastRow - firstRow,
  };
}
