import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** A raster of 32-bit floats in degrees, for GDAL to make other files of. */
export interface MadeRaster {
  columns: number;
  rows: number;
  west: number;
  north: number;
  stepDeg: number;
  value: (column: number, row: number) => number;
}

/** Writes `NAME.bin` with its ENVI header, which GDAL reads without help; returns its path. */
export function writeRaster(folder: string, name: string, raster: MadeRaster): string {
  const { columns, rows, west, north, stepDeg, value } = raster;
  const bytes = Buffer.alloc(columns * rows * 4);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      bytes.writeFloatLE(value(column, row), (row * columns + column) * 4);
  const path = join(folder, `${name}.bin`);
  writeFileSync(path, bytes);
  const place = ["Geographic Lat/Lon", 1, 1, west, north, stepDeg, stepDeg, "WGS-84"].join(", ");
  writeFileSync(
    join(folder, `${name}.hdr`),
    `ENVI\nsamples = ${columns}\nlines = ${rows}\nbands = 1\nheader offset = 0\nfile type = ENVI Standard\n` +
      `data type = 4\ninterleave = bsq\nbyte order = 0\nmap info = {${place}}\n`,
  );
  return path;
}

/** Runs a program of GDAL in a folder. */
export function gdal(folder: string, program: string, ...args: string[]): string {
  return execFileSync(program, [...args, "-q"], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Values of the first band at pixels, as GDAL sees them; NaN where it has none. */
export function valuesAt(path: string, pixels: readonly (readonly [number, number])[]): number[] {
  const input = pixels.map(([column, row]) => `${column} ${row}`).join("\n");
  const out = execFileSync("gdallocationinfo", ["-valonly", "-b", "1", path], {
    input: `${input}\n`,
    encoding: "utf8",
  });
  return out
    .trim()
    .split("\n")
    .map((line) => (line.trim() === "" ? Number.NaN : Number(line)));
}
