import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { gridCovering } from "../../../geodata/radio/terrain/metric-grid.ts";
import { makeTerrain } from "../../../server/terrain/make-terrain.ts";
import { openHeightFile } from "../../../server/terrain/open-height-file.ts";
import { BadZipError, zipEntries } from "../../../server/terrain/zip-entries.ts";
import { writeHgt } from "./surface.ts";

const folder = mkdtempSync(join(tmpdir(), "zipped-hgt-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Part {
  name: string;
  content: Buffer;
  method?: 0 | 8 | 12;
  flags?: number;
  mode?: number;
  /** What the archive says instead of the truth. */
  size?: number;
  crc?: number;
  localName?: string;
}

/** A zip archive as APPNOTE 6.3 has it. */
function zip(parts: readonly Part[], comment = ""): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const { name, content, method = 8, flags = 0, mode = 0o100_644, localName = name } = part;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(part.crc ?? crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.size ?? content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const localFields = Buffer.from(fields);
    localFields.writeUInt16LE(Buffer.byteLength(localName), 22);
    const local = Buffer.concat([
      Buffer.from("PK\x03\x04"),
      localFields,
      Buffer.from(localName),
      packed,
    ]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    centrals.push(
      Buffer.concat([Buffer.from("PK\x01\x02\x14\x03"), fields, rest, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, central, end, Buffer.from(comment)]);
}

function write(name: string, bytes: Buffer): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

const tilePath = writeHgt(folder, "N21E106.hgt");
const tile = readFileSync(tilePath);
const readme = { name: "readme.txt", content: Buffer.from("SRTM") };

test("a zipped tile is the tile: any case, in a folder, beside other files, stored or deflated", async () => {
  const grid = gridCovering([106.8, 21.8, 106.9, 21.9], 90);
  const { terrain } = await makeTerrain([tilePath], grid, {});
  for (const [name, parts] of [
    ["N21E106.hgt.zip", [{ name: "N21E106.hgt", content: tile }]],
    ["a.zip", [readme, { name: "srtm/n21e106.HGT", content: tile, method: 0 }]],
    [
      "B.ZIP",
      [
        { name: "x/", content: Buffer.alloc(0) },
        { name: "x/N21E106.SRTMGL3.hgt", content: tile },
      ],
    ],
    [
      "mac.zip",
      [
        { name: "N21E106.hgt", content: tile },
        { name: "__MACOSX/._N21E106.hgt", content: Buffer.from("x") },
      ],
    ],
  ] as [string, Part[]][]) {
    const zipped = await makeTerrain([write(name, zip(parts, "srtm"))], grid, {});
    expect(zipped.terrain.header.sha256).toBe(terrain.header.sha256);
    expect(zipped.files[0]?.source).toMatchObject({ file: name, columns: 1201 });
  }
});

const REFUSED: [why: string, parts: Part[], sentence: RegExp][] = [
  ["no tile", [readme], /0 tệp \.hgt; cần một tệp \.hgt trong zip\. Hãy giải nén/],
  [
    "two tiles",
    [
      { name: "N21E106.hgt", content: tile },
      { name: "N21E107.hgt", content: tile },
    ],
    /2 tệp \.hgt/,
  ],
  ["no place in the name", [{ name: "hills.hgt", content: tile }], /tên “hills\.hgt”/],
  ["a wrong size", [{ name: "N21E106.hgt", content: tile.subarray(2) }], /2884800 byte; cần/],
  ["a path upwards", [{ name: "../N21E106.hgt", content: tile }], /không an toàn/],
  ["an absolute path", [{ name: "/N21E106.hgt", content: tile }], /không an toàn/],
  ["a drive", [{ name: "C:/N21E106.hgt", content: tile }], /không an toàn/],
  ["a backslash", [{ name: "..\\N21E106.hgt", content: tile }], /không an toàn/],
  [
    "an archive inside",
    [
      { name: "N21E106.hgt", content: tile },
      { name: "b.zip", content: tile },
    ],
    /tệp nén trong tệp nén/,
  ],
  ["a link", [{ name: "N21E106.hgt", content: tile, mode: 0o120_777 }], /là liên kết/],
  ["a password", [{ name: "N21E106.hgt", content: tile, flags: 1 }], /đặt mật khẩu/],
  ["two of a name", [readme, { ...readme, name: "README.txt" }], /hai mục cùng tên/],
  [
    "another name inside",
    [{ name: "N21E106.hgt", content: tile, localName: "N22E107.hgt" }],
    /hai tên khác nhau/,
  ],
  ["a false sum", [{ name: "N21E106.hgt", content: tile, crc: 1 }], /không khớp mã kiểm tra/],
  [
    "a false size",
    [{ name: "N21E106.hgt", content: tile, size: 1000 }],
    /không giải nén được đúng cỡ/,
  ],
  ["a bomb", [{ name: "N21E106.hgt", content: Buffer.alloc(25_934_402) }], /quá lớn so với/],
  ["another method", [{ name: "N21E106.hgt", content: tile, method: 12 }], /nén bằng cách 12/],
  [
    "many entries",
    Array.from({ length: 201 }, (_, i) => ({ name: `${i}`, content: Buffer.from("x") })),
    /201 mục/,
  ],
];

test.each(REFUSED)("%s is refused in a sentence", async (_, parts, sentence) => {
  const path = write("bad.zip", zip(parts));
  await expect(openHeightFile(path)).rejects.toThrow(sentence);
  await expect(openHeightFile(path)).rejects.toMatchObject({ name: "RefusedFileError" });
});

test("hostile archives of others are refused in a sentence, and leave nothing behind", async () => {
  const hostile = resolve(import.meta.dirname, "../../../../shared/uploads/hostile-zip");
  const names = readdirSync(hostile);
  expect(names.length).toBeGreaterThanOrEqual(7);
  const before = readdirSync(folder);
  for (const name of names)
    await expect(openHeightFile(join(hostile, name))).rejects.toMatchObject({
      name: "RefusedFileError",
      message: expect.stringContaining(name),
    });
  expect(readdirSync(folder)).toEqual(before);
});

test("an archive with any bytes changed or cut is read right or refused, never anything else", () => {
  const small = { name: "N21E106.hgt", content: Buffer.from("ground ".repeat(20)) };
  const whole = zip([readme, small]);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 }),
      fc.nat(whole.length),
      fc.boolean(),
      (changes, length, isCut) => {
        const bytes = Buffer.from(isCut ? whole.subarray(0, length) : whole);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        try {
          for (const entry of zipEntries(bytes)) {
            const content = entry.bytes();
            expect([small.content, readme.content].some((one) => one.equals(content))).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(BadZipError);
        }
      },
    ),
    { numRuns: 2000, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: true },
  );
});
