import proj4 from "proj4";
import { pixelMapping } from "../../geodata/radio/terrain/height-sheet.ts";
import { UTM48 } from "../../geodata/radio/terrain/utm48.ts";
import type { HeightFile } from "./height-file.ts";

/** How a raster may have been turned over: along its columns, its rows, or the two for each other. */
interface MirrorWay {
  column: boolean;
  row: boolean;
  swap: boolean;
}

/** Where, in a raster turned over so, the ground of a place of the working grid has come to lie. */
export type Mirror = (
  eastingM: number,
  northingM: number,
  way: MirrorWay,
) => [eastingM: number, northingM: number];

export function mirrorOf(file: HeightFile): Mirror {
  const { affine, crs, columns, rows } = file;
  const toPixel = pixelMapping(file);
  const converter = proj4(crs, UTM48);
  return (eastingM, northingM, way) => {
    let [column, row] = toPixel(eastingM, northingM);
    if (way.column) column = columns - 1 - column;
    if (way.row) row = rows - 1 - row;
    if (way.swap) [column, row] = [row, column];
    return converter.forward([
      affine.x0 + affine.xByColumn * column + affine.xByRow * row,
      affine.y0 + affine.yByColumn * column + affine.yByRow * row,
    ]) as [number, number];
  };
}
