import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { type HeightFile, RefusedFileError, toHeights } from "./height-file.ts";

/** Samples along an edge by file size: SRTM at 1 and at 3 arc seconds (SRTM Topography, 2.0). */
const SIDE_OF_SIZE = new Map([3601, 1201].map((side) => [side * side * 2, side]));
const VOID = -32_768;
/** South-west corner in whole degrees, e.g. N21E106; suppliers may add words before the end. */
const NAME = /^([NS])(\d{2})([EW])(\d{3})(?:[._-].*)?\.hgt$/i;

/**
 * Opens an SRTM tile: 16-bit big-endian whole metres on whole arc seconds, row by row from the
 * north-west, edges shared with its neighbours; the name gives the south-west corner.
 *
 * @throws RefusedFileError for a name or a size that no such tile has
 */
export async function openHgt(path: string): Promise<HeightFile> {
  const name = basename(path);
  const [, northSouth, lat, eastWest, lon] = NAME.exec(name) ?? [];
  if (northSouth === undefined || Number(lat) > 89 || Number(lon) > 179)
    throw new RefusedFileError(
      name,
      `tên “${name}”`,
      "tên cho biết góc tây nam, ví dụ N21E106.hgt",
      "Hãy đặt lại đúng tên gốc của mảnh",
    );
  const { size } = await stat(path);
  const side = SIDE_OF_SIZE.get(size);
  if (side === undefined)
    throw new RefusedFileError(
      name,
      `${size} byte`,
      [...SIDE_OF_SIZE].map(([bytes, n]) => `${bytes} byte (${n} × ${n})`).join(" hoặc "),
      "Hãy giải nén hoặc tải lại tệp",
    );
  const south = Number(lat) * (northSouth.toUpperCase() === "S" ? -1 : 1);
  const west = Number(lon) * (eastWest?.toUpperCase() === "W" ? -1 : 1);
  const step = 1 / (side - 1);
  return {
    name,
    crsName: "EPSG:4326",
    crs: "EPSG:4326",
    affine: { x0: west, xByColumn: step, xByRow: 0, y0: south + 1, yByColumn: 0, yByRow: -step },
    columns: side,
    rows: side,
    async read({ firstColumn, firstRow, columns, rows }) {
      const bytes = await readFile(path);
      const samples = new Int16Array(columns * rows);
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++)
          samples[row * columns + column] = bytes.readInt16BE(
            ((firstRow + row) * side + firstColumn + column) * 2,
          );
      return toHeights(samples, (sample) => sample === VOID, { scale: 1, offset: 0 });
    },
    close: async () => {},
  };
}
