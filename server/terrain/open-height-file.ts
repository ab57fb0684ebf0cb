import { open } from "node:fs/promises";
import { basename } from "node:path";
import { openGeoTiff } from "./geotiff-file.ts";
import { type HeightFile, RefusedFileError } from "./height-file.ts";
import { openHgt, openZippedHgt } from "./hgt-file.ts";

/** First bytes of a zip archive with something in it, and of an empty one. */
const ZIP_STARTS = ["504b0304", "504b0506"];
/** First bytes of TIFF and BigTIFF in both byte orders (TIFF 6.0, section 2). */
const TIFF_STARTS = ["49492a00", "4d4d002a", "49492b00", "4d4d002b"];

/**
 * Opens a file of heights by its name (.hgt) or its first bytes (GeoTIFF, zip).
 *
 * @param assumed reference system of GeoTIFFs that state none that is known here
 */
export async function openHeightFile(
  path: string,
  assumed?: { name: string; crs: string },
): Promise<HeightFile> {
  const name = basename(path);
  const start = await startOf(name, path);
  if (/\.hgt$/i.test(name)) return openHgt(path);
  if (ZIP_STARTS.includes(start)) return openZippedHgt(path);
  if (TIFF_STARTS.includes(start)) return openGeoTiff(path, assumed);
  throw new RefusedFileError(
    name,
    start === "" ? "tệp rỗng" : `tệp bắt đầu bằng các byte ${start}`,
    "GeoTIFF, .hgt hoặc .hgt.zip",
    "Hãy giải nén tệp, hoặc đổi định dạng bằng gdal_translate -of GTiff",
  );
}

async function startOf(name: string, path: string): Promise<string> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead).toString("hex");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RefusedFileError(
      name,
      code === "ENOENT" ? "đường dẫn không có tệp nào" : `lỗi ${code} khi mở`,
      "một tệp đọc được",
      `Hãy kiểm tra đường dẫn ${path}`,
    );
  }
}
