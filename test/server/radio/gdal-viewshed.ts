import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MetricTerrain } from "../../../geodata/radio/terrain/metric-terrain.ts";

/** A cell of the terrain. */
export interface Cell {
  column: number;
  row: number;
}

/** What is seen from a cell; undefined beyond what gdal_viewshed was asked for. */
export type Picture = (column: number, row: number) => boolean | undefined;

/** Writes the terrain as a GeoTIFF in EPSG:32648, its heights as they are; returns its path. */
export function writeGeoTiff(folder: string, { header, heightsM }: MetricTerrain): string {
  const { columns, rows, cellSizeM, originEastingM, originNorthingM, voidValue } = header;
  const raw = join(folder, "ground.bin");
  writeFileSync(raw, new Uint8Array(heightsM.buffer, heightsM.byteOffset, heightsM.byteLength));
  writeFileSync(
    join(folder, "ground.hdr"),
    `ENVI\nsamples = ${columns}\nlines = ${rows}\nbands = 1\ndata type = 2\ninterleave = bsq\nbyte order = 0\n`,
  );
  const [west, north] = [originEastingM - cellSizeM / 2, originNorthingM + cellSizeM / 2];
  const [east, south] = [west + columns * cellSizeM, north - rows * cellSizeM];
  const path = join(folder, "ground.tif");
  const corners = [west, north, east, south].map(String);
  const how = ["-a_srs", header.crs, "-a_nodata", String(voidValue), "-a_ullr", ...corners];
  execFileSync("gdal_translate", ["-q", ...how, raw, path], { stdio: "pipe" });
  return path;
}

/**
 * `gdal_viewshed` from a cell, heights in m above ground. `-cc 0.75` is 1 - 1/k for k = 4/3: of the
 * Earth's bulge, what refraction leaves. GDAL 3.6 calls its curvature coefficient so; it divides by
 * the diameter of the ellipsoid's equator, 0.1 % longer than ours: 7 mm at 10 km.
 */
export function gdalPicture(
  geotiff: string,
  { header }: MetricTerrain,
  observer: Cell,
  observerM: number,
  targetM: number,
  rangeM: number,
): Picture {
  const { cellSizeM, originEastingM, originNorthingM } = header;
  const seen = `${geotiff}.seen.bin`;
  const options = {
    "-ox": originEastingM + observer.column * cellSizeM,
    "-oy": originNorthingM - observer.row * cellSizeM,
    "-oz": observerM,
    "-tz": targetM,
    "-cc": 0.75,
    "-md": rangeM,
    "-vv": 1,
    "-iv": 0,
    "-ov": 2,
  };
  const words = Object.entries(options).flatMap(([name, value]) => [name, String(value)]);
  execFileSync("gdal_viewshed", ["-q", ...words, "-f", "ENVI", geotiff, seen], { stdio: "pipe" });
  const text = readFileSync(`${geotiff}.seen.hdr`, "utf8");
  const [columns, rows] = ["samples", "lines"].map((name) =>
    Number(new RegExp(`${name} *= *(\\d+)`).exec(text)?.[1]),
  ) as [number, number];
  // The north-west corner of the north-west pixel.
  const [, , , west, north] = (/map info *= *\{([^}]*)\}/.exec(text)?.[1] ?? "").split(",");
  const firstColumn = Math.round((Number(west) - originEastingM) / cellSizeM + 0.5);
  const firstRow = Math.round((originNorthingM - Number(north)) / cellSizeM + 0.5);
  const pixels = readFileSync(seen);
  if (pixels.length !== columns * rows) throw new Error(`${pixels.length} pixels in ${text}`);
  return (column, row) => {
    const [x, y] = [column - firstColumn, row - firstRow];
    if (x < 0 || y < 0 || x >= columns || y >= rows) return undefined;
    const value = pixels[y * columns + x];
    return value === 2 ? undefined : value === 1;
  };
}
