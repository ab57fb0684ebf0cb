import type { FloatImage } from "./tiled-tiff.ts";

/** An overview is not made of what a screen shows whole, pixels. */
const SMALL = 256;

/**
 * A raster of levels, dBm, and its overviews, each half the size of the one before, until one fits into
 * a tile (one at least). A pixel of an overview is the mean of the computed ones among its four, in dB:
 * what half of the ground under it reaches, levels being normally distributed in dB. The mean power
 * would let one bright pixel hide three dark ones; the nearest pixel would drop ridges.
 * Nodata only where none of the four is computed.
 */
export function withOverviews(image: FloatImage, nodata: number): FloatImage[] {
  const images = [image];
  let last = image;
  do {
    last = halved(last, nodata);
    images.push(last);
  } while (Math.max(last.columns, last.rows) > SMALL);
  return images;
}

function halved({ columns, rows, values }: FloatImage, nodata: number): FloatImage {
  const halfColumns = Math.ceil(columns / 2);
  const halfRows = Math.ceil(rows / 2);
  const half = new Float32Array(halfColumns * halfRows);
  for (let row = 0; row < halfRows; row++)
    for (let column = 0; column < halfColumns; column++) {
      let sum = 0;
      let computed = 0;
      for (let y = 2 * row; y < Math.min(2 * row + 2, rows); y++)
        for (let x = 2 * column; x < Math.min(2 * column + 2, columns); x++) {
          const value = values[y * columns + x]!;
          if (value === nodata) continue;
          sum += value;
          computed += 1;
        }
      half[row * halfColumns + column] = computed === 0 ? nodata : sum / computed;
    }
  return { columns: halfColumns, rows: halfRows, values: half };
}
