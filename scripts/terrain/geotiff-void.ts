import type { GeoTIFFImage } from "geotiff";

/** SampleFormat "IEEE floating point" (TIFF 6.0, section 19). */
const FLOATING_POINT = 3;

/** Which samples are void: those that GDAL_NODATA names, and NaN. */
export function voidTest(image: GeoTIFFImage): (sample: number) => boolean {
  const isFloat32 = image.getSampleFormat(0) === FLOATING_POINT && image.getBitsPerSample(0) === 32;
  const stated = statedVoid(image);
  if (stated === undefined) return Number.isNaN;
  // The tag is text: "-3.4e+38" means the nearest value that a sample can have.
  const voidSample = isFloat32 ? Math.fround(stated) : stated;
  return (sample) => sample === voidSample || Number.isNaN(sample);
}

/** The number of GDAL_NODATA, which may end with NUL and spaces; undefined without one. */
function statedVoid(image: GeoTIFFImage): number | undefined {
  const text = image.fileDirectory.getValue("GDAL_NODATA");
  if (typeof text !== "string") return undefined;
  const trimmed = text.replaceAll("\0", "").trim();
  const value = trimmed === "" ? Number.NaN : Number(trimmed);
  return Number.isNaN(value) ? undefined : value;
}
