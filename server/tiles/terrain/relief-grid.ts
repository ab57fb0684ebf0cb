import { bboxOf } from "../../../geodata/geometry/bbox.ts";
import type { TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Bbox } from "../../../geodata/model/geojson.ts";
import {
  heightAt,
  type MetricTerrain,
  VOID,
} from "../../../geodata/radio/terrain/metric-terrain.ts";
import { smoothMapping } from "../../../geodata/radio/terrain/smooth-mapping.ts";
import { toUtm48 } from "../../../geodata/radio/terrain/utm48.ts";

const ARC_SECONDS_PER_DEGREE = 3600;
/** An arc second of latitude at 22° N, m. */
const METRES_PER_ARC_SECOND = 30.76;
/** Beyond this a coarser grid is taken: a relief of 4 million cells takes 0.5 s and 36 MB. */
const MAX_CELLS = 4_000_000;
/** Cells between places that are carried over exactly. */
const NODE_CELLS = 32;

/**
 * The terrain around the outlines as a lon/lat grid for the eye: in whole arc seconds, as fine as
 * the finest file that it came from, so that its cells do not show between those of the files.
 *
 * @param marginM how far beyond the outlines
 */
export function reliefGrid(
  { header, heightsM }: MetricTerrain,
  outlines: readonly AdministrativeUnit["geometry"][],
  marginM: number,
): { header: TerrainHeader; heightsM: Int16Array } {
  const grid = gridAround(outlines, header.sources, marginM);
  const { originLon, originLat, cellSizeDeg, columns, rows } = grid;
  const { originEastingM, originNorthingM, cellSizeM } = header;
  const toCell = smoothMapping(
    (column, row) => {
      const { eastingM, northingM } = toUtm48(
        originLon + column * cellSizeDeg,
        originLat - row * cellSizeDeg,
      );
      return [(eastingM - originEastingM) / cellSizeM, (originNorthingM - northingM) / cellSizeM];
    },
    {
      x0: 0,
      y0: 0,
      step: NODE_CELLS,
      columns: Math.ceil(columns / NODE_CELLS) + 1,
      rows: Math.ceil(rows / NODE_CELLS) + 1,
    },
  );
  const relief = new Int16Array(columns * rows);
  const at = new Float64Array(2);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      toCell(column, row, at);
      const heightM = heightAt(heightsM, header.columns, header.rows, at[0]!, at[1]!);
      relief[row * columns + column] = Number.isNaN(heightM) ? VOID : Math.round(heightM);
    }
  const source = header.sources.map(({ file }) => file).join(", ");
  return {
    header: { ...grid, voidValue: VOID, synthetic: header.synthetic, source },
    heightsM: relief,
  };
}

function gridAround(
  outlines: readonly AdministrativeUnit["geometry"][],
  sources: MetricTerrain["header"]["sources"],
  marginM: number,
) {
  const box = bboxOf({ type: "GeometryCollection", geometries: [...outlines] }) ?? [0, 0, 0, 0];
  const finestM = Math.min(...sources.map((source) => source.cellSizeM));
  let seconds = Math.max(1, Math.round(finestM / METRES_PER_ARC_SECOND));
  while (cellsOf(box, seconds, marginM) > MAX_CELLS) seconds += 1;
  return cover(box, seconds, marginM);
}

function cellsOf(box: Bbox, seconds: number, marginM: number): number {
  const { columns, rows } = cover(box, seconds, marginM);
  return columns * rows;
}

/** Nodes on whole multiples of the spacing, as far as the margin everywhere. */
function cover([west, south, east, north]: Bbox, seconds: number, marginM: number) {
  const perDegree = ARC_SECONDS_PER_DEGREE / seconds;
  const latMarginDeg = marginM / METRES_PER_ARC_SECOND / ARC_SECONDS_PER_DEGREE;
  const lonMarginDeg = latMarginDeg / Math.cos((Math.max(-south, north) * Math.PI) / 180);
  const firstColumn = Math.floor((west - lonMarginDeg) * perDegree);
  const lastRow = Math.ceil((north + latMarginDeg) * perDegree);
  return {
    originLon: firstColumn / perDegree,
    originLat: lastRow / perDegree,
    cellSizeDeg: 1 / perDegree,
    columns: Math.ceil((east + lonMarginDeg) * perDegree) - firstColumn + 1,
    rows: lastRow - Math.floor((south - latMarginDeg) * perDegree) + 1,
  };
}
