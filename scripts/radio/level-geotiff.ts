import { writeArrayBuffer } from "geotiff";
import type { PixelGrid } from "../../geodata/radio/sweep/polar-raster.ts";
import { UTM48 } from "../../geodata/radio/terrain/utm48.ts";

/** What stands for "not computed" in the file, dBm: no level is as low. */
const LEVEL_NODATA = -9999;

/** A raster of levels, dBm, as a GeoTIFF (Float32, UTM 48N); NaN becomes nodata. */
export function levelGeotiff(pixels: PixelGrid, levelDbm: Float32Array): Uint8Array {
  const { originEastingM, originNorthingM, cellSizeM, columns, rows } = pixels;
  const values = levelDbm.map((level) => (Number.isNaN(level) ? LEVEL_NODATA : level));
  const buffer = writeArrayBuffer(values, {
    width: columns,
    height: rows,
    GTModelTypeGeoKey: 1,
    GTRasterTypeGeoKey: 1,
    ProjectedCSTypeGeoKey: Number(UTM48.split(":")[1]),
    ModelPixelScale: [cellSizeM, cellSizeM, 0],
    // The upper left corner of the upper left pixel.
    ModelTiepoint: [0, 0, 0, originEastingM - cellSizeM / 2, originNorthingM + cellSizeM / 2, 0],
    GDAL_NODATA: String(LEVEL_NODATA),
    SampleFormat: [3],
    BitsPerSample: [32],
  });
  return new Uint8Array(buffer);
}
