import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { GeoTIFFImage } from "geotiff";
import type { PixelAffine } from "../../geodata/radio/terrain/height-sheet.ts";
import { crsOfKeys, type GeoKeys } from "./geo-keys.ts";
import { type HeightFile, type PixelWindow, RefusedFileError, toHeights } from "./height-file.ts";
import { scalingOf } from "./sample-scaling.ts";
import { openSideMask, readMask, readSideNotes } from "./side-file.ts";
import { openTiff, readable, type TiffFile, type TiffPage } from "./tiff-pages.ts";
import { checkReadable, checkWhole, readSamples } from "./tiff-samples.ts";
import { verticalReference } from "./vertical-units.ts";
import { voidTest } from "./void-samples.ts";

/** GTRasterTypeGeoKey: positions are the pixels' centres instead of their corners (OGC 19-008). */
const PIXEL_IS_POINT = 2;
/** ExtraSamples: transparency, premultiplied or not (TIFF 6.0, section 18). */
const ALPHA = [1, 2];

/**
 * Opens a GeoTIFF or BigTIFF with one band of heights, striped or tiled, compressed without loss or
 * not, whole numbers or floating point. What its mask, its alpha band or the mask beside it hides
 * is void; heights come in metres.
 *
 * @param assumed what to do for a file that states no reference system that is known here
 * @throws RefusedFileError for everything that would have to be guessed
 */
export async function openGeoTiff(
  path: string,
  assumed: { name: string; crs: string } | undefined,
): Promise<HeightFile> {
  const name = basename(path);
  const tiff = await openTiff(name, path);
  try {
    return await describe(name, path, tiff, assumed);
  } catch (error) {
    await tiff.close();
    throw error;
  }
}

async function describe(
  name: string,
  path: string,
  tiff: TiffFile,
  assumed: { name: string; crs: string } | undefined,
): Promise<HeightFile> {
  const { main } = tiff;
  const { image } = main;
  refuseOtherThanHeights(name, main);
  checkReadable(name, main);
  const keys: GeoKeys = (await readable(name, () => image.getGeoKeys())) ?? {};
  const stated = crsOfKeys(keys);
  const known = "unknown" in stated ? assumed : stated;
  if (!known)
    throw new RefusedFileError(
      name,
      `hệ tọa độ ${(stated as { unknown: string }).unknown}`,
      "một hệ mà proj4 biết (WGS 84, UTM, VN-2000, …)",
      "Hãy thêm --crs với mã EPSG hoặc chuỗi PROJ, hoặc đổi hệ bằng gdalwarp -t_srs EPSG:32648",
    );
  const notes = await readSideNotes(path);
  const items = (await readable(name, () => image.getGDALMetadata(0))) ?? {};
  const { metresPerUnit, doubts } = verticalReference(name, keys, [
    text(items.UNITTYPE),
    notes.unit,
  ]);
  const { scale, offset } = scalingOf(
    name,
    { scale: text(items.SCALE), offset: text(items.OFFSET) },
    notes,
  );
  const noData = image.fileDirectory.getValue("GDAL_NODATA");
  const isFloat32 = main.format === 3 && main.bits === 32;
  const isVoid = voidTest(name, [text(noData), notes.noData], isFloat32);
  {
    await using file = await open(path);
    checkWhole(name, main, (await file.stat()).size);
  }
  return {
    name,
    crsName: known.name,
    crs: known.crs,
    affine: await affineOf(name, image, keys),
    columns: main.columns,
    rows: main.rows,
    isEightBit: main.format !== 3 && main.bits <= 8 && scale === 1 && offset === 0,
    doubts,
    async read(window) {
      await using file = await open(path);
      const { values, isMissing } = await readSamples(name, file, main, window);
      const isHidden = await hiddenBy(path, tiff, window);
      return toHeights(
        values,
        (sample, position) => isVoid(sample) || isMissing(position) || isHidden(position),
        { scale: scale * metresPerUnit, offset: offset * metresPerUnit },
      );
    },
    close: () => tiff.close(),
  };
}

/** Which positions the file's mask, its alpha band or the mask beside it make void. */
async function hiddenBy(
  path: string,
  { main, mask }: TiffFile,
  window: PixelWindow,
): Promise<(position: number) => boolean> {
  const tests: ((position: number) => boolean)[] = [];
  if (mask) tests.push(await readMask(path, mask, window));
  if (main.bands === 2) {
    await using file = await open(path);
    const { values, isMissing } = await readSamples(basename(path), file, main, window, 1);
    tests.push((position) => values[position] === 0 || isMissing(position));
  }
  const beside = await openSideMask(path, main);
  if (beside) {
    tests.push(await readMask(beside.path, beside.tiff.main, window));
    await beside.tiff.close();
  }
  return (position) => tests.some((isHidden) => isHidden(position));
}

function refuseOtherThanHeights(name: string, { image, bands }: TiffPage): void {
  const directory = image.fileDirectory;
  const extra = [...(directory.getValue("ExtraSamples") ?? [])] as number[];
  const hasAlpha = bands === 2 && extra.length === 1 && ALPHA.includes(extra[0]!);
  if (bands !== 1 && !hasAlpha)
    throw new RefusedFileError(
      name,
      `${bands} kênh`,
      "một kênh độ cao",
      "Hãy chọn kênh bằng gdal_translate -b 1",
    );
  // PhotometricInterpretation 3: samples are places in a table of colours.
  if (directory.getValue("PhotometricInterpretation") === 3)
    throw new RefusedFileError(
      name,
      "ảnh có bảng màu",
      "một kênh độ cao",
      "Hãy dùng tệp độ cao gốc thay cho ảnh đã tô màu",
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

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
