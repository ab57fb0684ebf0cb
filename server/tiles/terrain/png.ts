import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bits per sample and the colour type "truecolour" (PNG 3rd edition, 11.2.1). */
const BIT_DEPTH = 8;
const TRUECOLOUR = 2;
const CHANNELS = 3;
/** Filter type "Sub" (PNG, 9.2): the difference from the pixel on the left. Relief is smooth. */
const FILTER_SUB = 1;

/**
 * A PNG of 8-bit red, green and blue samples.
 *
 * @param rgb row by row from the top, three bytes a pixel
 */
export function encodePng(rgb: Uint8Array, width: number, height: number): Buffer {
  if (rgb.length !== width * height * CHANNELS)
    throw new Error(`got ${rgb.length} samples, expected ${width} x ${height} x ${CHANNELS}`);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = BIT_DEPTH;
  header[9] = TRUECOLOUR;

  const stride = width * CHANNELS;
  const filtered = Buffer.alloc(height * (stride + 1));
  for (let row = 0; row < height; row++) {
    const to = row * (stride + 1);
    const from = row * stride;
    filtered[to] = FILTER_SUB;
    for (let i = 0; i < stride; i++) {
      const left = i < CHANNELS ? 0 : rgb[from + i - CHANNELS]!;
      filtered[to + 1 + i] = rgb[from + i]! - left;
    }
  }
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(filtered, { level: 6 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}
