import { inflateSync, zstdDecompressSync } from "node:zlib";
import { getDecoder } from "geotiff";
// @ts-expect-error lerc 3.0.0, which geotiff brings, ships no types.
import Lerc from "lerc";

/** What is used of `Lerc.decode`. */
interface DecodedLerc {
  width: number;
  height: number;
  pixels: Uint8Array[] | Int16Array[] | Int32Array[] | Float32Array[] | Float64Array[];
  /** 1 where a pixel has a value; absent where all have. */
  mask?: Uint8Array | null;
}

/** Compression codes of the TIFF tag that lose nothing, by libtiff's names. */
const NONE = 1;
const LZW = 5;
const DEFLATE = [8, 32_946];
const PACKBITS = 32_773;
const LERC = 34_887;
const ZSTD = 50_000;

/** Names of those that are not read here, for the sentence that refuses them. */
const OTHER_NAMES: Record<number, string> = {
  2: "CCITT RLE",
  3: "CCITT G3",
  4: "CCITT G4",
  6: "JPEG cũ",
  7: "JPEG",
  34712: "JPEG 2000",
  34925: "LZMA",
  50001: "WebP",
  50002: "JPEG XL",
  52546: "JPEG XL",
};

/** How a block that is refused is called; undefined for those that `decompress` and `decodeLerc` read. */
export function unreadCompression(code: number): string | undefined {
  if ([NONE, LZW, ...DEFLATE, PACKBITS, LERC, ZSTD].includes(code)) return undefined;
  return OTHER_NAMES[code] ?? `mã ${code}`;
}

export const isLerc = (code: number) => code === LERC;

/**
 * The bytes of a block before compression, of a predictor still encoded. The number of bytes is what
 * the stream gives and may be too few.
 *
 * @param mostBytes a stream that inflates to more is an error
 */
export async function decompress(
  code: number,
  bytes: Uint8Array<ArrayBuffer>,
  mostBytes: number,
): Promise<Uint8Array> {
  const limit = { maxOutputLength: mostBytes };
  if (code === NONE) return bytes;
  if (DEFLATE.includes(code)) return inflateSync(bytes, limit);
  if (code === ZSTD) return zstdDecompressSync(bytes, limit);
  if (code === PACKBITS) return unpackBits(bytes, mostBytes);
  // Bit order of LZW before TIFF 6.0, as libtiff tells it.
  if (bytes[0] === 0 && (bytes[1]! & 1) === 1) throw new Error("LZW of TIFF 5");
  const decoder = await getDecoder(LZW, {
    tileWidth: 0,
    tileHeight: 0,
    planarConfiguration: 1,
    bitsPerSample: [8],
    predictor: 1,
  });
  const { buffer, byteOffset, byteLength } = bytes;
  return new Uint8Array(await decoder.decode(buffer.slice(byteOffset, byteOffset + byteLength)));
}

/** PackBits (TIFF 6.0, section 9); -128 is no operation, which geotiff 3.0.5 takes for a run. */
function unpackBits(bytes: Uint8Array, mostBytes: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = new Uint8Array(mostBytes);
  let length = 0;
  for (let i = 0; i < bytes.length; ) {
    const header = view.getInt8(i++);
    if (header === -128) continue;
    const run = header < 0 ? 1 - header : 1 + header;
    if (length + run > mostBytes) throw new Error("PackBits longer than its block");
    if (header < 0) out.fill(bytes[i++]!, length, length + run);
    else {
      out.set(bytes.subarray(i, i + run), length);
      i += run;
    }
    length += run;
  }
  return out.subarray(0, length);
}

/**
 * A LERC block of one band: its numbers as bytes, low byte first (in a big-endian file libtiff
 * swaps before it compresses, so that they are still swapped). `valid` says which pixels have a
 * value: the others hold a zero.
 */
export function decodeLerc(
  bytes: Uint8Array<ArrayBuffer>,
  parameters: ArrayLike<number> | undefined,
  mostBytes: number,
): { columns: number; rows: number; bytes: Uint8Array; valid: Uint8Array | undefined } {
  // The second of LercParameters: 0 nothing, 1 Deflate, 2 Zstandard over the LERC blob.
  const over = parameters?.[1] ?? 0;
  const limit = { maxOutputLength: mostBytes };
  let blob: Uint8Array = bytes;
  if (over === 1) blob = inflateSync(bytes, limit);
  else if (over === 2) blob = zstdDecompressSync(bytes, limit);
  else if (over !== 0) throw new Error(`LERC with compression ${over}`);
  const { width, height, pixels, mask }: DecodedLerc = Lerc.decode(Uint8Array.from(blob).buffer);
  const [values] = pixels;
  if (!values || pixels.length !== 1) throw new Error(`LERC of ${pixels.length} bands`);
  const numbers = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { columns: width, rows: height, bytes: numbers, valid: mask ?? undefined };
}
