import { crc32, inflateRawSync } from "node:zlib";

/** A zip file that is not taken: what was found, one phrase. */
export class BadZipError extends Error {
  override name = "BadZipError";
}

/** What an archive may have: entries, bytes that come out of it, and how much more than went in. */
const MAX_ENTRIES = 200;
const MAX_BYTES = 200_000_000;
const MAX_RATIO = 100;
/** Bytes that the ratio does not count. */
const RATIO_FREE_BYTES = 1_000_000;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record, and its comment. */
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const ENCRYPTED = 1;
const SYMBOLIC_LINK = 0o120_000;
const ARCHIVE = /\.(zip|7z|rar|gz|tgz|bz2|xz|tar|kmz)$/i;

export interface ZipEntry {
  /** Path inside the archive, slashes forward. */
  name: string;
  /** The content, checked against size and CRC; throws BadZipError. */
  bytes(): Buffer;
}

/**
 * The files of a zip archive (APPNOTE 6.3, without Zip64, stored or deflated). Nothing is written
 * anywhere; names are still checked, as is everything that the archive says of itself.
 *
 * @throws BadZipError for what no honest archive of a few files has
 */
export function zipEntries(zip: Buffer): ZipEntry[] {
  const end = endRecord(zip);
  const count = zip.readUInt16LE(end + 10);
  const start = zip.readUInt32LE(end + 16);
  if (count > MAX_ENTRIES)
    throw new BadZipError(`zip có ${count} mục, cần không quá ${MAX_ENTRIES}`);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  const spent = { bytes: 0 };
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || zip.readUInt32LE(at) !== CENTRAL)
      throw new BadZipError("mục lục zip hỏng");
    const lengths = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const [nameBytes = 0] = lengths;
    const name = zip.toString("utf8", at + 46, at + 46 + nameBytes);
    const flags = zip.readUInt16LE(at + 8);
    const mode = zip.readUInt16LE(at + 40);
    checkName(name);
    if (names.has(name.toLowerCase())) throw new BadZipError(`hai mục cùng tên “${shown(name)}”`);
    names.add(name.toLowerCase());
    if ((flags & ENCRYPTED) !== 0) throw new BadZipError(`mục “${shown(name)}” đặt mật khẩu`);
    if ((mode & 0o170_000) === SYMBOLIC_LINK)
      throw new BadZipError(`mục “${shown(name)}” là liên kết`);
    const header = {
      name,
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      local: zip.readUInt32LE(at + 42),
    };
    if (!name.endsWith("/"))
      entries.push({ name, bytes: () => contentOf(zip, start, header, spent) });
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  return entries;
}

function endRecord(zip: Buffer): number {
  const last = zip.length - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--)
    if (zip.readUInt32LE(at) === END && zip.readUInt16LE(at + 20) === last - at) return at;
  throw new BadZipError("zip bị cắt ngắn hoặc hỏng");
}

function checkName(name: string): void {
  const parts = name.split("/");
  const escapes = parts.includes("..") || name.startsWith("/") || /^[a-z]:|[\\\0]/i.test(name);
  if (name === "" || escapes) throw new BadZipError(`tên mục “${shown(name)}” không an toàn`);
  if (ARCHIVE.test(name)) throw new BadZipError(`mục “${shown(name)}” là tệp nén trong tệp nén`);
}

interface Header {
  name: string;
  method: number;
  crc: number;
  packed: number;
  size: number;
  local: number;
}

function contentOf(zip: Buffer, central: number, header: Header, spent: { bytes: number }): Buffer {
  const { name, method, packed, size, local } = header;
  const bad = (why: string) => new BadZipError(`mục “${shown(name)}” ${why}`);
  if (local + 30 > central || zip.readUInt32LE(local) !== LOCAL) throw bad("trỏ ra ngoài tệp");
  const nameBytes = zip.readUInt16LE(local + 26);
  const from = local + 30 + nameBytes + zip.readUInt16LE(local + 28);
  if (zip.toString("utf8", local + 30, local + 30 + nameBytes) !== name)
    throw bad("có hai tên khác nhau");
  if (from + packed > central) throw bad("bị cắt ngắn");
  const most = Math.min(
    MAX_BYTES - spent.bytes,
    Math.max(RATIO_FREE_BYTES, packed * MAX_RATIO + RATIO_FREE_BYTES),
  );
  if (size > most) throw bad(`giải nén ra ${size} byte, quá lớn so với ${packed} byte đã nén`);
  const content = inflated(zip.subarray(from, from + packed), method, size, bad);
  spent.bytes += content.length;
  if (content.length !== size || crc32(content) !== header.crc) throw bad("không khớp mã kiểm tra");
  return content;
}

function inflated(
  packed: Buffer,
  method: number,
  size: number,
  bad: (why: string) => BadZipError,
): Buffer {
  if (method === 0) return packed;
  if (method !== 8) throw bad(`nén bằng cách ${method}, cần deflate`);
  try {
    // A stream that gives more than the archive says ends here. Zlib wants room for one byte.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw bad("không giải nén được đúng cỡ đã ghi");
  }
}

/** Without what a terminal would obey, and short. */
const shown = (name: string) => name.replaceAll(/\p{C}/gu, "?").slice(0, 80);
