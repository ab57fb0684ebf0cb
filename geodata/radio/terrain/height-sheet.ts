import proj4 from "proj4";
import type { Mapping } from "./smooth-mapping.ts";
import { UTM48 } from "./utm48.ts";

/**
 * From the centres of pixels (whole column and row, counted from 0) to coordinates of a reference
 * system: x = x0 + xByColumn * column + xByRow * row, and so y.
 */
export interface PixelAffine {
  x0: number;
  xByColumn: number;
  xByRow: number;
  y0: number;
  yByColumn: number;
  yByRow: number;
}

/** Heights as a file brings them: a raster in whatever reference system. */
export interface HeightSheet {
  /** Definition that proj4 understands; degrees are longitude first. */
  crs: string;
  affine: PixelAffine;
  columns: number;
  rows: number;
  /** Metres above sea level, row-major from the first row of the file; NaN = void. */
  heightsM: Float32Array;
}

/** Nearer than this to a centre of a pixel counts as on it, pixels: less is rounding of proj4. */
const ON_CENTRE = 1e-6;

/** Column and row in a sheet (centres are whole numbers) of a place of the working grid, metres. */
export function pixelMapping({ crs, affine }: Pick<HeightSheet, "crs" | "affine">): Mapping {
  const { x0, xByColumn, xByRow, y0, yByColumn, yByRow } = affine;
  const determinant = xByColumn * yByRow - xByRow * yByColumn;
  const converter = crs === UTM48 ? undefined : proj4(UTM48, crs);
  return (eastingM, northingM) => {
    const [x, y] = converter
      ? (converter.forward([eastingM, northingM]) as [number, number])
      : [eastingM, northingM];
    return [
      (yByRow * (x - x0) - xByRow * (y - y0)) / determinant,
      (xByColumn * (y - y0) - yByColumn * (x - x0)) / determinant,
    ];
  };
}

/** Side of a pixel on the ground near a place, m: the root of its area. */
export function pixelSideM(toPixel: Mapping, eastingM: number, northingM: number): number {
  const stepM = 1;
  const [x, y] = toPixel(eastingM, northingM);
  const [eastX, eastY] = toPixel(eastingM + stepM, northingM);
  const [northX, northY] = toPixel(eastingM, northingM + stepM);
  const pixels = Math.abs((eastX - x) * (northY - y) - (eastY - y) * (northX - x));
  return stepM / Math.sqrt(pixels);
}

/**
 * Bilinear height at a column and row of a sheet, m; NaN outside the outermost centres and where a
 * void has a share. No height is taken from a neighbour instead.
 */
export function sheetHeightM(sheet: HeightSheet, column: number, row: number): number {
  const { columns, rows, heightsM } = sheet;
  const x = onCentre(column);
  const y = onCentre(row);
  // Written so that NaN falls outside too.
  if (!(x >= 0 && y >= 0 && x <= columns - 1 && y <= rows - 1)) return Number.NaN;
  const west = Math.floor(x);
  const north = Math.floor(y);
  const east = x - west;
  const south = y - north;
  const first = north * columns + west;
  let heightM = 0;
  if (east < 1 && south < 1) heightM += heightsM[first]! * (1 - east) * (1 - south);
  if (east > 0) heightM += heightsM[first + 1]! * east * (1 - south);
  if (south > 0) heightM += heightsM[first + columns]! * (1 - east) * south;
  if (east > 0 && south > 0) heightM += heightsM[first + columns + 1]! * east * south;
  return heightM;
}

function onCentre(position: number): number {
  const nearest = Math.round(position);
  return Math.abs(position - nearest) < ON_CENTRE ? nearest : position;
}
