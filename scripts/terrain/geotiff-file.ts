import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { fromFile, type GeoTIFF, type GeoTIFFImage } from "geotiff";
import type { PixelAffine } from "../../geodata/radio/terrain/height-sheet.ts";
import { crsOfKeys, type GeoKeys } from "./geo-keys.ts";
import { blankMissingBlocks, checkBlocks } from "./geotiff-blocks.ts";
import { voidTest } from "./geotiff-void.ts";
import { type HeightFile, RefusedFileError, toHeights } from "./height-file.ts";

/** GTRasterTypeGeoKey: positions are the pixels' centres instead of their corners (OGC 19-008). */
const PIXEL_IS_POINT = 2;
const METRE = 9001;
/** Codes of VerticalCSTypeGeoKey for heights above an ellipsoid, 30 m off the sea here. */
const isEllipsoidal = (code: unknown) =>
  code === 4979 || (Number(code) >= 5001 && Number(code) <= 5033);

/**
 * Opens a GeoTIFF or BigTIFF with one band of heights in metres, striped or tiled, compressed or
 * not, whole numbers or floating point.
 *
 * @param assumed what to do for a file that states no reference system that is known here
 * @throws RefusedFileError for everything that would have to be guessed
 */
export async function openGeoTiff(
  path: string,
  assumed: { name: string; crs: string } | undefined,
): Promise<HeightFile> {
  const name = basename(path);
  const tiff = await opened(name, () => fromFile(path));
  try {
    const image = await opened(name, () => tiff.getImage(0));
    return await describe(name, path, tiff, image, assumed);
  } catch (error) {
    await tiff.close();
    throw error;
  }
}

async function describe(
  name: string,
  path: string,
  tiff: GeoTIFF,
  image: GeoTIFFImage,
  assumed: { name: string; crs: string } | undefined,
): Promise<HeightFile> {
  const keys: GeoKeys = image.getGeoKeys() ?? {};
  refuseOtherThanHeights(name, image, keys);
  const stated = crsOfKeys(keys);
  const known = "unknown" in stated ? assumed : stated;
  if (!known)
    throw new RefusedFileError(
      name,
      `hệ tọa độ ${(stated as { unknown: string }).unknown}`,
      "một hệ mà proj4 biết (WGS 84, UTM, VN-2000, …)",
      "Hãy thêm --crs với mã EPSG hoặc chuỗi PROJ, hoặc đổi hệ bằng gdalwarp -t_srs EPSG:32648",
    );
  const { size } = await stat(path);
  await checkBlocks(name, image, size);
  const isVoid = voidTest(image);
  const scaling = await scalingOf(image);
  return {
    name,
    crsName: known.name,
    crs: known.crs,
    affine: await affineOf(name, image, keys),
    columns: image.getWidth(),
    rows: image.getHeight(),
    async read(window) {
      const { firstColumn, firstRow, columns, rows } = window;
      const box = [firstColumn, firstRow, firstColumn + columns, firstRow + rows];
      const [samples] = await opened(name, () =>
        image.readRasters({ window: box, samples: [0], interleave: false }),
      );
      const isMissing = await blankMissingBlocks(image, window);
      return toHeights(
        samples as ArrayLike<number>,
        (sample, position) => isVoid(sample) || isMissing(position),
        scaling,
      );
    },
    close: async () => {
      await tiff.close();
    },
  };
}

function refuseOtherThanHeights(name: string, image: GeoTIFFImage, keys: GeoKeys): void {
  const bands = image.getSamplesPerPixel();
  if (bands !== 1)
    throw new RefusedFileError(
      name,
      `${bands} kênh`,
      "một kênh độ cao",
      "Hãy chọn kênh bằng gdal_translate -b 1",
    );
  const vertical = keys.VerticalUnitsGeoKey;
  if (vertical !== undefined && vertical !== METRE)
    throw new RefusedFileError(
      name,
      `đơn vị độ cao EPSG:${String(vertical)}`,
      "mét (EPSG:9001)",
      "Hãy đổi sang mét bằng gdal_calc.py",
    );
  if (isEllipsoidal(keys.VerticalCSTypeGeoKey))
    throw new RefusedFileError(
      name,
      `độ cao trên elipxoit (EPSG:${String(keys.VerticalCSTypeGeoKey)})`,
      "độ cao trên mực nước biển",
      "Hãy đổi bằng gdalwarp -t_srs EPSG:4326+5773",
    );
}

/** From centres of pixels, with half a pixel for files that give corners. */
async function affineOf(name: string, image: GeoTIFFImage, keys: GeoKeys): Promise<PixelAffine> {
  const half = keys.GTRasterTypeGeoKey === PIXEL_IS_POINT ? 0 : 0.5;
  const matrix = image.fileDirectory.getValue("ModelTransformation");
  const scale = image.fileDirectory.getValue("ModelPixelScale");
  const ties = await image.getTiePoints();
  const [tie] = ties;
  let [xByColumn, xByRow, x] = [0, 0, 0];
  let [yByColumn, yByRow, y] = [0, 0, 0];
  if (matrix && matrix.length >= 8) {
    [xByColumn, xByRow, x] = [matrix[0]!, matrix[1]!, matrix[3]!];
    [yByColumn, yByRow, y] = [matrix[4]!, matrix[5]!, matrix[7]!];
  } else if (scale && tie && ties.length === 1) {
    [xByColumn, x] = [scale[0]!, tie.x - tie.i * scale[0]!];
    [yByRow, y] = [-scale[1]!, tie.y + tie.j * scale[1]!];
  }
  const determinant = xByColumn * yByRow - xByRow * yByColumn;
  if (!Number.isFinite(determinant + x + y) || determinant === 0)
    throw new RefusedFileError(
      name,
      "ảnh không gắn tọa độ đều",
      "một lưới đều (ModelPixelScale và một ModelTiepoint, hoặc ModelTransformation)",
      "Hãy nắn bằng gdalwarp",
    );
  return {
    xByColumn,
    xByRow,
    x0: x + half * (xByColumn + xByRow),
    yByColumn,
    yByRow,
    y0: y + half * (yByColumn + yByRow),
  };
}

/** SCALE and OFFSET of GDAL's metadata: height = sample * scale + offset. */
async function scalingOf(image: GeoTIFFImage): Promise<{ scale: number; offset: number }> {
  const items = (await image.getGDALMetadata(0)) ?? {};
  return { scale: Number(items.SCALE ?? 1), offset: Number(items.OFFSET ?? 0) };
}

/** What the library throws about a file becomes a sentence about the file. */
async function opened<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RefusedFileError(
      name,
      `tệp không đọc được (${reason})`,
      "GeoTIFF nguyên vẹn",
      "Hãy kiểm tra bằng gdalinfo -checksum rồi tải lại tệp",
    );
  }
}
