import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { type HeightFile, type PixelWindow, RefusedFileError, toHeights } from "./height-file.ts";
import { scalingOf } from "./sample-scaling.ts";
import { openSideMask, readMask, readSideNotes } from "./side-file.ts";
import { verticalReference } from "./vertical-units.ts";
import { voidTest } from "./void-samples.ts";
import { BadZipError, type ZipEntry, zipEntries } from "./zip-entries.ts";

/** Samples along an edge by file size: SRTM at 1 and at 3 arc seconds (SRTM Topography, 2.0). */
const SIDE_OF_SIZE = new Map([3601, 1201].map((side) => [side * side * 2, side]));
const VOID = -32_768;
/** South-west corner in whole degrees, e.g. N21E106; suppliers may add words before the end. */
const NAME = /^([NS])(\d{2})([EW])(\d{3})(?:[._-].*)?\.hgt$/i;
/** A tile at 1 arc second is 26 MB before compression. */
const MAX_ZIP_BYTES = 100_000_000;

/**
 * Opens an SRTM tile: 16-bit big-endian whole metres on whole arc seconds, row by row from the
 * north-west, edges shared with its neighbours; the name gives the south-west corner.
 *
 * @throws RefusedFileError for a name or a size that no such tile has
 */
export async function openHgt(path: string): Promise<HeightFile> {
  const { size } = await stat(path);
  const tile = { name: basename(path), tileName: basename(path), size };
  return describe(path, tile, () => readFile(path));
}

/**
 * Opens a zip archive with one SRTM tile in it, as suppliers give them away (`N21E106.hgt.zip`);
 * what else lies in it is passed over.
 */
export async function openZippedHgt(path: string): Promise<HeightFile> {
  const name = basename(path);
  const entry = await onlyTile(name, path);
  const bytes = contentOf(name, () => entry.bytes());
  const tileName = entry.name.split("/").at(-1) ?? entry.name;
  return describe(path, { name, tileName, size: bytes.length }, async () => bytes);
}

async function onlyTile(name: string, path: string): Promise<ZipEntry> {
  const { size } = await stat(path);
  const refused = (got: string) =>
    new RefusedFileError(
      name,
      got,
      "một tệp .hgt trong zip",
      "Hãy giải nén rồi nhập từng tệp .hgt hoặc .tif",
    );
  if (size > MAX_ZIP_BYTES) throw refused(`zip ${size} byte`);
  const zip = await readFile(path);
  const tiles = contentOf(name, () => zipEntries(zip)).filter((entry) => isTile(entry.name));
  const [tile] = tiles;
  if (!tile || tiles.length > 1) throw refused(`${tiles.length} tệp .hgt`);
  return tile;
}

/** macOS puts a shadow of every file into its archives. */
const isTile = (path: string) => /\.hgt$/i.test(path) && !/(^|\/)(__MACOSX\/|\._)/.test(path);

function contentOf<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BadZipError)) throw error;
    throw new RefusedFileError(
      name,
      error.message,
      "zip lành lặn có một tệp .hgt",
      "Hãy tải lại tệp từ nơi cấp, hoặc tự giải nén rồi nhập tệp .hgt",
    );
  }
}

async function describe(
  path: string,
  { name, tileName, size }: { name: string; tileName: string; size: number },
  content: () => Promise<Buffer>,
): Promise<HeightFile> {
  const [, northSouth, lat, eastWest, lon] = NAME.exec(tileName) ?? [];
  if (northSouth === undefined || Number(lat) > 89 || Number(lon) > 179)
    throw new RefusedFileError(
      name,
      `tên “${tileName}”`,
      "tên cho biết góc tây nam, ví dụ N21E106.hgt",
      "Hãy đặt lại đúng tên gốc của mảnh",
    );
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
  const notes = await readSideNotes(path);
  const { metresPerUnit, doubts } = verticalReference(name, {}, [notes.unit]);
  const { scale, offset } = scalingOf(name, {}, notes);
  const isVoid = voidTest(name, [String(VOID), notes.noData], false);
  return {
    name,
    crsName: "EPSG:4326",
    crs: "EPSG:4326",
    affine: { x0: west, xByColumn: step, xByRow: 0, y0: south + 1, yByColumn: 0, yByRow: -step },
    columns: side,
    rows: side,
    isEightBit: false,
    doubts,
    async read(window) {
      const samples = samplesOf(await content(), side, window);
      const beside = await openSideMask(path, { columns: side, rows: side });
      const isHidden = beside && (await readMask(beside.path, beside.tiff.main, window));
      await beside?.tiff.close();
      return toHeights(
        samples,
        (sample, position) => isVoid(sample) || isHidden?.(position) === true,
        { scale: scale * metresPerUnit, offset: offset * metresPerUnit },
      );
    },
    close: async () => {},
  };
}

function samplesOf(bytes: Buffer, side: number, window: PixelWindow): Int16Array {
  const { firstColumn, firstRow, columns, rows } = window;
  const samples = new Int16Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      samples[row * columns + column] = bytes.readInt16BE(
        ((firstRow + row) * side + firstColumn + column) * 2,
      );
  return samples;
}
