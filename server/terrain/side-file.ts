import { open, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type HeightFile, type PixelWindow, RefusedFileError } from "./height-file.ts";
import { openTiff, readable, type TiffFile } from "./tiff-pages.ts";
import { checkReadable, checkWhole, readSamples } from "./tiff-samples.ts";

/** What GDAL keeps beside a raster that cannot hold it: `FILE.aux.xml`, of its first band. */
export interface SideNotes {
  unit?: string;
  scale?: string;
  offset?: string;
  noData?: string;
}

/** Reads `FILE.aux.xml`; nothing where there is none. It may not say where the raster lies. */
export async function readSideNotes(path: string): Promise<SideNotes> {
  const xml = await contentOf(`${path}.aux.xml`);
  if (xml === undefined) return {};
  const text = xml.toString("utf8");
  if (/<(SRS|GeoTransform|GCPList)[\s>]/.test(text))
    throw new RefusedFileError(
      `${basename(path)}.aux.xml`,
      "hệ tọa độ hoặc vị trí ghi ngoài tệp ảnh",
      "hệ tọa độ và vị trí ghi trong chính tệp",
      "Hãy gộp lại bằng gdal_translate TỆP.tif MỚI.tif rồi nhập tệp mới",
    );
  const band = /<PAMRasterBand band="1">([\s\S]*?)<\/PAMRasterBand>/.exec(text)?.[1] ?? "";
  const item = (tag: string) => {
    const value = new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`).exec(band)?.[1]?.trim();
    return value === undefined || value === "" ? undefined : value;
  };
  const notes: SideNotes = {};
  for (const [key, tag] of [
    ["unit", "UnitType"],
    ["scale", "Scale"],
    ["offset", "Offset"],
    ["noData", "NoDataValue"],
  ] as const) {
    const value = item(tag);
    if (value !== undefined) notes[key] = value;
  }
  return notes;
}

/**
 * Opens the mask beside a raster, `FILE.msk`, a TIFF of the same size that is zero where the raster
 * is void; undefined without one.
 */
export async function openSideMask(
  path: string,
  { columns, rows }: Pick<HeightFile, "columns" | "rows">,
): Promise<{ tiff: TiffFile; path: string } | undefined> {
  const maskPath = `${path}.msk`;
  const name = basename(maskPath);
  if ((await contentOf(maskPath, 4)) === undefined) return undefined;
  const tiff = await openTiff(name, maskPath);
  if (tiff.main.columns === columns && tiff.main.rows === rows) return { tiff, path: maskPath };
  await tiff.close();
  throw new RefusedFileError(
    name,
    `mặt nạ ${tiff.main.columns} × ${tiff.main.rows}`,
    `${columns} × ${rows} như tệp ảnh`,
    "Hãy ghi mặt nạ vào tệp bằng gdal_translate -a_nodata -32768, hoặc bỏ tệp .msk nếu nó thừa",
  );
}

/** Which positions of a window a mask says are void: its zeros. */
export async function readMask(
  path: string,
  page: TiffFile["main"],
  window: PixelWindow,
): Promise<(position: number) => boolean> {
  const name = basename(path);
  checkReadable(name, page);
  await using file = await open(path);
  checkWhole(name, page, (await file.stat()).size);
  const { values, isMissing } = await readSamples(name, file, page, window);
  return (position) => values[position] === 0 || isMissing(position);
}

/** The bytes of a file, or its first ones; undefined where there is none. */
async function contentOf(path: string, first?: number): Promise<Buffer | undefined> {
  try {
    if (first === undefined) return await readFile(path);
    await using file = await open(path);
    const { buffer } = await file.read(Buffer.alloc(first), 0, first, 0);
    return buffer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    return readable(basename(path), () => {
      throw error;
    });
  }
}
