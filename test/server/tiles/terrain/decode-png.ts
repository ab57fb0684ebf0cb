import { inflateSync } from "node:zlib";
import { expect } from "vitest";

/** Pixels of an 8-bit RGB PNG whose rows are filtered by "Sub", read by the format's own rules. */
export function decodePng(png: Buffer): { width: number; height: number; rgb: Uint8Array } {
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    if (type === "IDAT") data.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const rows = inflateSync(Buffer.concat(data));
  const rgb = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    expect(rows[row * (width * 3 + 1)]).toBe(1);
    for (let i = 0; i < width * 3; i++)
      rgb[row * width * 3 + i] =
        rows[row * (width * 3 + 1) + 1 + i]! + (i < 3 ? 0 : rgb[row * width * 3 + i - 3]!);
  }
  return { width, height, rgb };
}
