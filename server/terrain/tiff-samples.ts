import type { FileHandle } from "node:fs/promises";
import { type PixelWindow, RefusedFileError } from "./height-file.ts";
import { decodeLerc, decompress, isLerc, unreadCompression } from "./tiff-codecs.ts";
import { readable, type TiffPage } from "./tiff-pages.ts";

/**
 * Blocks of a TIFF into numbers, instead of geotiff 3.0.5, which undoes predictor 2 of big-endian
 * files in the wrong byte order, knows none for 64 bits, reads the LERC blobs of big-endian files
 * swapped, drops their masks, and takes what a short block lacks for zeros.
 */

/** A block takes so much memory at most, bytes; a larger one is a file in a single strip. */
const MAX_BLOCK_BYTES = 512_000_000;
/** What an encoder may add after the last row that counts. */
const SLACK_BYTES = 65_536;

const UNSIGNED = 1;
const SIGNED = 2;
const FLOATING_POINT = 3;

/** Samples of one band in a window, row-major, and which of them the file leaves out. */
export interface Samples {
  values: Float32Array | Float64Array;
  isMissing: (position: number) => boolean;
}

/** Throws RefusedFileError for a page that `readSamples` would have to guess at. */
export function checkReadable(name: string, page: TiffPage): void {
  const { bits, format, predictor, compression, bands } = page;
  const refuse = (got: string, expected: string, advice: string) =>
    new RefusedFileError(name, got, expected, advice);
  const rewrite = "gdal_translate -co COMPRESS=DEFLATE TỆP.tif MỚI.tif";
  const compressed = unreadCompression(compression);
  if (compressed !== undefined)
    throw refuse(
      `nén ${compressed}`,
      "nén không mất độ cao (Deflate, LZW, PackBits, Zstandard, LERC) hoặc không nén",
      `Hãy đổi bằng ${rewrite}`,
    );
  const whole = [8, 16, 32, 64].includes(bits);
  const isType =
    (format === UNSIGNED && bits >= 1 && (bits <= 32 || bits === 64)) ||
    (format === SIGNED && whole) ||
    (format === FLOATING_POINT && [16, 32, 64].includes(bits));
  if (!isType)
    throw refuse(
      `mẫu ${bits || "nhiều cỡ"} bit kiểu ${format || "lẫn lộn"}`,
      "số nguyên hoặc số thực 8 đến 64 bit, mọi kênh như nhau",
      "Hãy đổi bằng gdal_translate -ot Float32 TỆP.tif MỚI.tif",
    );
  const isPredictor =
    predictor === 1 ||
    (predictor === 2 && whole && !isLerc(compression)) ||
    (predictor === 3 && format === FLOATING_POINT && !isLerc(compression));
  const fillOrder = page.image.fileDirectory.getValue("FillOrder" as never) as number | undefined;
  if (
    !isPredictor ||
    (fillOrder ?? 1) !== 1 ||
    (isLerc(compression) && bands > 1 && !page.isPlanar)
  )
    throw refuse(
      `predictor ${predictor}, FillOrder ${fillOrder ?? 1}, ${bands} kênh, ${bits} bit`,
      "một cách ghi mà chương trình đọc được",
      `Hãy đổi bằng ${rewrite}`,
    );
  if (blockBytes(page) > MAX_BLOCK_BYTES)
    throw refuse(
      `khối ${page.blockColumns} × ${page.blockRows} điểm ảnh`,
      `khối không quá ${MAX_BLOCK_BYTES} byte`,
      `Hãy đổi bằng gdal_translate -co TILED=YES -co COMPRESS=DEFLATE TỆP.tif MỚI.tif`,
    );
}

/** Refuses a file that ends before its raster does: the missing part is not sea level. */
export function checkWhole(name: string, page: TiffPage, fileBytes: number): void {
  const { offsets, counts } = page;
  const blocks = across(page) * Math.ceil(page.rows / page.blockRows);
  const expected = page.isPlanar ? blocks * page.bands : blocks;
  let end = 0;
  for (let block = 0; block < expected; block++)
    end = Math.max(end, Number(offsets[block]) + Number(counts[block] ?? Number.NaN));
  // Written so that NaN is refused too.
  if (!(end <= fileBytes))
    throw new RefusedFileError(
      name,
      `${fileBytes} byte`,
      Number.isNaN(end) ? "bảng khối đầy đủ" : `ít nhất ${end} byte như bảng khối của tệp ghi`,
      "Tệp bị cắt ngắn: hãy tải lại",
    );
}

/** Reads a band of a page where it lies in a window of whole pixels. */
export async function readSamples(
  name: string,
  file: FileHandle,
  page: TiffPage,
  window: PixelWindow,
  band = 0,
): Promise<Samples> {
  const { firstColumn, firstRow, columns, rows } = window;
  const { blockColumns, blockRows } = page;
  const length = columns * rows;
  // Heights of 32-bit whole numbers have more digits than a 32-bit float.
  const values =
    page.bits > 16 && !(page.format === FLOATING_POINT && page.bits === 32)
      ? new Float64Array(length)
      : new Float32Array(length);
  let missing: Uint8Array | undefined;
  for (let y = Math.floor(firstRow / blockRows); y * blockRows < firstRow + rows; y++)
    for (
      let x = Math.floor(firstColumn / blockColumns);
      x * blockColumns < firstColumn + columns;
      x++
    ) {
      const block = await readable(name, () => readBlock(file, page, x, y, band));
      const [left, top] = [x * blockColumns, y * blockRows];
      const right = Math.min(left + blockColumns, firstColumn + columns);
      const bottom = Math.min(top + blockRows, firstRow + rows);
      for (let row = Math.max(top, firstRow); row < bottom; row++)
        for (let column = Math.max(left, firstColumn); column < right; column++) {
          const to = (row - firstRow) * columns + column - firstColumn;
          const from = (row - top) * blockColumns + column - left;
          if (block && block.valid?.[from] !== 0) values[to] = block.values[from]!;
          else {
            missing ??= new Uint8Array(length);
            missing[to] = 1;
          }
        }
    }
  return { values, isMissing: (position) => missing?.[position] === 1 };
}

const across = ({ columns, blockColumns }: TiffPage) => Math.ceil(columns / blockColumns);
/** Samples that lie beside each other in a block. */
const stride = ({ isPlanar, bands }: TiffPage) => (isPlanar ? 1 : bands);
const rowBytes = (page: TiffPage) => Math.ceil((page.blockColumns * stride(page) * page.bits) / 8);
const blockBytes = (page: TiffPage) => rowBytes(page) * page.blockRows;

/** A block of one band; undefined for one that the file leaves out (a sparse file). */
async function readBlock(
  file: FileHandle,
  page: TiffPage,
  x: number,
  y: number,
  band: number,
): Promise<{ values: ArrayLike<number>; valid?: Uint8Array | undefined } | undefined> {
  const blocks = across(page) * Math.ceil(page.rows / page.blockRows);
  const block = (page.isPlanar ? band * blocks : 0) + y * across(page) + x;
  const bytes = new Uint8Array(Number(page.counts[block]));
  if (bytes.length === 0) return undefined;
  const { bytesRead } = await file.read(bytes, 0, bytes.length, Number(page.offsets[block]));
  if (bytesRead !== bytes.length) throw new Error("the file ends in the middle of a block");

  const rows = page.isTiled
    ? page.blockRows
    : Math.min(page.blockRows, page.rows - y * page.blockRows);
  const expected = rowBytes(page) * rows;
  const most = blockBytes(page) + SLACK_BYTES;
  if (isLerc(page.compression)) {
    const parameters = page.image.fileDirectory.getValue("LercParameters") as never;
    const lerc = decodeLerc(bytes, parameters, most);
    if (lerc.columns !== page.blockColumns || lerc.bytes.length < expected)
      throw new Error(`a LERC block of ${lerc.columns} x ${lerc.rows} pixels`);
    return { values: numbersOf(page, lerc.bytes, rows, band), valid: lerc.valid };
  }
  const decoded = await decompress(page.compression, bytes, most);
  if (decoded.length < expected)
    throw new Error(`a block gives ${decoded.length} bytes, its pixels take ${expected}`);
  return { values: numbersOf(page, decoded, rows, band) };
}

/** The numbers of a band in a block's bytes, the predictor undone. */
function numbersOf(page: TiffPage, bytes: Uint8Array, rows: number, band: number): Float64Array {
  const { predictor, bits, blockColumns } = page;
  const step = stride(page);
  const width = rowBytes(page);
  const out = new Float64Array(blockColumns * rows);
  const first = page.isPlanar ? 0 : band;
  // Predictor 3 stores the bytes of a row by significance, the highest first, in every file.
  const littleEndian = predictor === 3 ? false : page.littleEndian;
  for (let row = 0; row < rows; row++) {
    let line = bytes.subarray(row * width, (row + 1) * width);
    if (predictor === 3) line = floatingPointRow(line, step, bits / 8);
    else if (predictor === 2) accumulate(line, step, bits / 8, littleEndian);
    const read = sampleReader(page, line, littleEndian);
    for (let column = 0; column < blockColumns; column++)
      out[row * blockColumns + column] = read(column * step + first);
  }
  return out;
}

/** Horizontal differencing (TIFF 6.0, section 14): sums of whole numbers, in the file's byte order. */
function accumulate(line: Uint8Array, step: number, size: number, littleEndian: boolean): void {
  for (let i = step * size; i < line.length; i += size) {
    let carry = 0;
    for (let byte = 0; byte < size; byte++) {
      const at = i + (littleEndian ? byte : size - 1 - byte);
      const sum = line[at]! + line[at - step * size]! + carry;
      line[at] = sum;
      carry = sum >> 8;
    }
  }
}

/** Floating point differencing (Adobe Photoshop TIFF Technical Note 3); big-endian numbers. */
function floatingPointRow(line: Uint8Array, step: number, size: number): Uint8Array {
  for (let i = step; i < line.length; i++) line[i] = line[i]! + line[i - step]!;
  const samples = line.length / size;
  const numbers = new Uint8Array(line.length);
  for (let i = 0; i < samples; i++)
    for (let byte = 0; byte < size; byte++) numbers[i * size + byte] = line[byte * samples + i]!;
  return numbers;
}

function sampleReader(
  { bits, format }: TiffPage,
  line: Uint8Array,
  littleEndian: boolean,
): (sample: number) => number {
  const view = new DataView(line.buffer, line.byteOffset, line.byteLength);
  if (format === FLOATING_POINT) {
    if (bits === 16) return (i) => halfFloat(view.getUint16(i * 2, littleEndian));
    if (bits === 32) return (i) => view.getFloat32(i * 4, littleEndian);
    return (i) => view.getFloat64(i * 8, littleEndian);
  }
  const signed = format === SIGNED;
  if (bits === 8) return (i) => (signed ? view.getInt8(i) : view.getUint8(i));
  if (bits === 16)
    return (i) =>
      signed ? view.getInt16(i * 2, littleEndian) : view.getUint16(i * 2, littleEndian);
  if (bits === 32)
    return (i) =>
      signed ? view.getInt32(i * 4, littleEndian) : view.getUint32(i * 4, littleEndian);
  if (bits === 64)
    return (i) =>
      Number(
        signed ? view.getBigInt64(i * 8, littleEndian) : view.getBigUint64(i * 8, littleEndian),
      );
  // Packed, the highest bit first, in files of both byte orders.
  return (i) => {
    let value = 0;
    for (let bit = i * bits; bit < (i + 1) * bits; bit++)
      value = value * 2 + ((line[bit >> 3]! >> (7 - (bit & 7))) & 1);
    return value;
  };
}

/** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
function halfFloat(bits: number): number {
  const sign = bits >> 15 === 1 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
