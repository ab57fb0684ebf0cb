import type { GeoTIFFImage } from "geotiff";
import { type PixelWindow, RefusedFileError } from "./height-file.ts";

/**
 * Refuses a file that ends before its raster does: the library would read the missing part as
 * zeros, which is sea level.
 */
export async function checkBlocks(
  name: string,
  image: GeoTIFFImage,
  fileBytes: number,
): Promise<void> {
  const { offsets, counts } = await blocksOf(image);
  let end = 0;
  for (const [block, offset] of offsets.entries())
    end = Math.max(end, Number(offset) + Number(counts[block] ?? Number.NaN));
  if (!(end <= fileBytes) || offsets.length !== counts.length)
    throw new RefusedFileError(
      name,
      `${fileBytes} byte`,
      Number.isNaN(end) ? "bảng khối đầy đủ" : `ít nhất ${end} byte như bảng khối của tệp ghi`,
      "Tệp bị cắt ngắn: hãy tải lại",
    );
}

/**
 * Whether a position of a read window lies in a block that the file leaves out (a sparse file):
 * void, while the library gives it the void value of the tag, or zero without one.
 */
export async function blankMissingBlocks(
  image: GeoTIFFImage,
  window: PixelWindow,
): Promise<(position: number) => boolean> {
  const { counts } = await blocksOf(image);
  const missing = new Set<number>();
  for (const [block, count] of counts.entries()) if (Number(count) === 0) missing.add(block);
  if (missing.size === 0) return () => false;
  const [blockColumns, blockRows] = [image.getTileWidth(), image.getTileHeight()];
  const across = Math.ceil(image.getWidth() / blockColumns);
  return (position) => {
    const column = window.firstColumn + (position % window.columns);
    const row = window.firstRow + Math.floor(position / window.columns);
    return missing.has(Math.floor(row / blockRows) * across + Math.floor(column / blockColumns));
  };
}

type Numbers = ArrayLike<number | bigint> & Iterable<number | bigint>;

async function blocksOf(
  image: GeoTIFFImage,
): Promise<{ offsets: (number | bigint)[]; counts: (number | bigint)[] }> {
  const [offsets, counts] = image.isTiled
    ? [
        image.fileDirectory.loadValue("TileOffsets"),
        image.fileDirectory.loadValue("TileByteCounts"),
      ]
    : [
        image.fileDirectory.loadValue("StripOffsets"),
        image.fileDirectory.loadValue("StripByteCounts"),
      ];
  return { offsets: listOf(await offsets), counts: listOf(await counts) };
}

function listOf(value: unknown): (number | bigint)[] {
  if (value === undefined) return [];
  return typeof value === "number" || typeof value === "bigint"
    ? [value]
    : Array.from(value as Numbers);
}
