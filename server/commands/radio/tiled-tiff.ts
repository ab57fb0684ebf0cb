import { deflateSync } from "node:zlib";

/** Values of one resolution, row-major from the north-west; the nodata value where there is none. */
export interface FloatImage {
  columns: number;
  rows: number;
  values: Float32Array;
}

/** One field of a directory, by its number in TIFF 6.0. Text is written in UTF-8. */
export type TiffField =
  | { tag: number; type: "ascii"; values: string }
  | { tag: number; type: "short" | "long" | "double"; values: readonly number[] };

/** Side of a tile, pixels: what cloud-optimised GeoTIFF readers expect at most. */
const TILE = 256;
const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;
const CODE = { ascii: 2, short: 3, long: 4, double: 12 } as const;
const SIZE = { ascii: 1, short: 2, long: 4, double: 8 } as const;

/**
 * A little-endian TIFF of one Float32 band in tiles of 256, deflated with the floating-point predictor.
 * `images` are the raster and its overviews, greatest first, `fields` those of the raster, and
 * `fieldsOfAll` those of every image. The layout is that of a cloud-optimised GeoTIFF: all directories,
 * then the tiles of the smallest overview up to those of the raster. The `geotiff` package writes one
 * strip of one image only.
 */
export function tiledTiff(
  images: readonly FloatImage[],
  fields: readonly TiffField[],
  fieldsOfAll: readonly TiffField[],
  padding: number,
): Uint8Array {
  const tiles = images.map((image) => tilesOf(image, padding));
  const directories = images.map(({ columns, rows }, level) => [
    ...structure(columns, rows, level > 0, tiles[level]!),
    ...(level === 0 ? fields : []),
    ...fieldsOfAll,
  ]);
  const starts: number[] = [];
  let at = HEADER_BYTES;
  for (const directory of directories) {
    starts.push(at);
    at += bytesOfDirectory(directory);
  }
  const tileStarts: number[][] = images.map(() => []);
  for (let level = images.length - 1; level >= 0; level--)
    for (const tile of tiles[level]!) {
      tileStarts[level]!.push(at);
      at += even(tile.length);
    }

  const bytes = new Uint8Array(at);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49]);
  view.setUint16(2, 42, true);
  view.setUint32(4, HEADER_BYTES, true);
  for (const [level, directory] of directories.entries()) {
    const placed = directory.map((field) =>
      field.tag === TILE_OFFSETS ? { ...field, values: tileStarts[level]! } : field,
    ) as TiffField[];
    writeDirectory(view, starts[level]!, placed, starts[level + 1] ?? 0);
    for (const [i, tile] of tiles[level]!.entries()) bytes.set(tile, tileStarts[level]![i]!);
  }
  return bytes;
}

const TILE_OFFSETS = 324;

/** What TIFF 6.0 and its supplements ask of every directory; offsets of tiles come later. */
function structure(
  columns: number,
  rows: number,
  isOverview: boolean,
  tiles: readonly Uint8Array[],
): TiffField[] {
  const short = (tag: number, value: number): TiffField => ({
    tag,
    type: "short",
    values: [value],
  });
  const long = (tag: number, values: number[]): TiffField => ({ tag, type: "long", values });
  return [
    long(254, [isOverview ? 1 : 0]),
    long(256, [columns]),
    long(257, [rows]),
    short(258, 32),
    // Deflate as in zlib; black is the least value; one sample; contiguous.
    short(259, 8),
    short(262, 1),
    short(277, 1),
    short(284, 1),
    // Floating-point differences; IEEE floats.
    short(317, 3),
    short(322, TILE),
    short(323, TILE),
    long(
      TILE_OFFSETS,
      tiles.map(() => 0),
    ),
    long(
      325,
      tiles.map(({ length }) => length),
    ),
    short(339, 3),
  ];
}

function tilesOf({ columns, rows, values }: FloatImage, padding: number): Uint8Array[] {
  const tiles: Uint8Array[] = [];
  const tile = new Float32Array(TILE * TILE);
  for (let top = 0; top < rows; top += TILE)
    for (let left = 0; left < columns; left += TILE) {
      tile.fill(padding);
      const width = Math.min(TILE, columns - left);
      for (let row = 0; row < Math.min(TILE, rows - top); row++) {
        const from = (top + row) * columns + left;
        tile.set(values.subarray(from, from + width), row * TILE);
      }
      tiles.push(deflateSync(predicted(tile)));
    }
  return tiles;
}

/**
 * Predictor 3 (Adobe Photoshop TIFF Technical Note 3): each row's bytes by their rank, most significant
 * first, then each byte less the one before it.
 */
function predicted(tile: Float32Array): Uint8Array {
  const bytes = new Uint8Array(tile.length * 4);
  const float = new DataView(new ArrayBuffer(4));
  for (let start = 0; start < tile.length; start += TILE) {
    const row = bytes.subarray(start * 4, (start + TILE) * 4);
    for (let i = 0; i < TILE; i++) {
      float.setFloat32(0, tile[start + i]!);
      for (let rank = 0; rank < 4; rank++) row[rank * TILE + i] = float.getUint8(rank);
    }
    for (let i = row.length - 1; i > 0; i--) row[i] = row[i]! - row[i - 1]!;
  }
  return bytes;
}

const encoder = new TextEncoder();
const even = (bytes: number) => bytes + (bytes % 2);
const countOf = ({ type, values }: TiffField) =>
  type === "ascii" ? encoder.encode(values).length + 1 : values.length;
const bytesOf = (field: TiffField) => countOf(field) * SIZE[field.type];

function bytesOfDirectory(fields: readonly TiffField[]): number {
  const outside = fields.map(bytesOf).filter((bytes) => bytes > 4);
  return 2 + ENTRY_BYTES * fields.length + 4 + outside.reduce((sum, bytes) => sum + even(bytes), 0);
}

function writeDirectory(
  view: DataView,
  start: number,
  fields: readonly TiffField[],
  next: number,
): void {
  view.setUint16(start, fields.length, true);
  let outside = start + 2 + ENTRY_BYTES * fields.length + 4;
  for (const [i, field] of fields.toSorted((a, b) => a.tag - b.tag).entries()) {
    const entry = start + 2 + ENTRY_BYTES * i;
    view.setUint16(entry, field.tag, true);
    view.setUint16(entry + 2, CODE[field.type], true);
    view.setUint32(entry + 4, countOf(field), true);
    const bytes = bytesOf(field);
    if (bytes <= 4) writeValues(view, entry + 8, field);
    else {
      view.setUint32(entry + 8, outside, true);
      writeValues(view, outside, field);
      outside += even(bytes);
    }
  }
  view.setUint32(start + 2 + ENTRY_BYTES * fields.length, next, true);
}

function writeValues(view: DataView, at: number, field: TiffField): void {
  if (field.type === "ascii") {
    new Uint8Array(view.buffer).set(encoder.encode(field.values), at);
    return;
  }
  for (const [i, value] of field.values.entries())
    if (field.type === "short") view.setUint16(at + 2 * i, value, true);
    else if (field.type === "long") view.setUint32(at + 4 * i, value, true);
    else view.setFloat64(at + 8 * i, value, true);
}
