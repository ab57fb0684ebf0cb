import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";

/**
 * A JSON text that is kept without its end: only the time of the answer changes from one second
 * to the next. The kept part is compressed once, up to a byte boundary (a "sync flush"), and the
 * end is added to it uncompressed; a gzip stream may hold both kinds of blocks (RFC 1951, 3.2.4).
 */
export interface StampedBody {
  /** The whole text with its end. */
  plain(end: string): Buffer;
  /** The same as one gzip member. */
  gzipped(end: string): Promise<Buffer>;
}

/** RFC 1952, 2.3: magic number, deflate, no flags, no time, unknown system. */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const LAST_STORED_BLOCK = 1;
const DEFLATE_LEVEL = 6;

export function makeStampedBody(head: Buffer): StampedBody {
  let deflated: Promise<{ bytes: Buffer; crc: number }> | undefined;

  async function deflateHead() {
    const bytes = await promisify(deflateRaw)(head, {
      level: DEFLATE_LEVEL,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    return { bytes, crc: crc32(head) };
  }

  const plain = (end: string) => Buffer.concat([head, Buffer.from(end)]);

  async function gzipped(end: string) {
    deflated ??= deflateHead();
    const { bytes, crc } = await deflated;
    const tail = Buffer.from(end);
    const block = Buffer.alloc(5);
    block[0] = LAST_STORED_BLOCK;
    block.writeUInt16LE(tail.length, 1);
    block.writeUInt16LE(tail.length ^ 0xffff, 3);
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(crc32(tail, crc), 0);
    trailer.writeUInt32LE((head.length + tail.length) % 2 ** 32, 4);
    return Buffer.concat([GZIP_HEADER, bytes, block, tail, trailer]);
  }

  return { plain: lastOf(plain), gzipped: lastOf(gzipped) };
}

/** Within the second that an end names, everybody gets the same bytes. */
function lastOf<T>(make: (end: string) => T): (end: string) => T {
  let last: { end: string; made: T } | undefined;
  return (end) => {
    if (last?.end !== end) last = { end, made: make(end) };
    return last.made;
  };
}
