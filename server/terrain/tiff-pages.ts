import { fromFile, type GeoTIFF, type GeoTIFFImage } from "geotiff";
import { RefusedFileError } from "./height-file.ts";

/** NewSubfileType bits (TIFF 6.0, section 8): a smaller copy of another page, a transparency mask. */
const REDUCED = 1;
const MASK = 4;
/** PhotometricInterpretation of a transparency mask. */
const MASK_PHOTOMETRIC = 4;
/** SubfileType of TIFF 5: a smaller copy. */
const OLD_REDUCED = 2;
/** Pages of a file; overviews and their masks of the largest rasters are about 30. */
const MAX_PAGES = 200;

/** One raster of a TIFF as its directory describes it. */
export interface TiffPage {
  image: GeoTIFFImage;
  littleEndian: boolean;
  columns: number;
  rows: number;
  bands: number;
  /** Bits of a sample, the same in all bands; SampleFormat: 1 whole, 2 signed, 3 floating point. */
  bits: number;
  format: number;
  compression: number;
  predictor: number;
  /** Each band in blocks of its own (PlanarConfiguration 2). */
  isPlanar: boolean;
  isTiled: boolean;
  blockColumns: number;
  blockRows: number;
  offsets: ArrayLike<number>;
  counts: ArrayLike<number>;
}

export interface TiffFile {
  /** The heights. */
  main: TiffPage;
  /** Which pixels of `main` are known, where the file says so. */
  mask: TiffPage | undefined;
  close(): Promise<void>;
}

/**
 * Opens a TIFF or BigTIFF with one raster, its overviews and its mask.
 *
 * @throws RefusedFileError for a file of several rasters, or one that cannot be read
 */
export async function openTiff(name: string, path: string): Promise<TiffFile> {
  const tiff = await readable(name, () => fromFile(path));
  // geotiff 3.0.5 takes long lists that it reads later (offsets of more than some 80 blocks) for
  // little-endian whatever the file is; what it reads at once it reads right.
  tiff.parser.eager = true;
  try {
    const pages = await readable(name, () => pagesOf(tiff));
    const [main, ...others] = pages;
    if (!main || kindOf(main) !== "raster") throw unusable(name, "trang đầu không phải ảnh chính");
    const rasters = others.filter((page) => kindOf(page) === "raster");
    if (rasters.length > 0) throw unusable(name, `${rasters.length + 1} trang ảnh`);
    const masks = others.filter((page) => kindOf(page) === "mask");
    const mask = masks.find(({ columns, rows }) => columns === main.columns && rows === main.rows);
    if (masks.length > 0 && !mask) throw unusable(name, "mặt nạ khác cỡ với ảnh");
    return { main, mask, close: async () => void (await tiff.close()) };
  } catch (error) {
    await tiff.close();
    throw error;
  }
}

async function pagesOf(tiff: GeoTIFF): Promise<TiffPage[]> {
  const pages: TiffPage[] = [];
  const places = new Set<number>();
  for (;;) {
    const image = await tiff.getImage(pages.length);
    pages.push(pageOf(image));
    const next = image.fileDirectory.nextIFDByteOffset;
    if (next === 0) return pages;
    if (places.has(next) || pages.length === MAX_PAGES) throw new Error("the pages have no end");
    places.add(next);
  }
}

function pageOf(image: GeoTIFFImage): TiffPage {
  const directory = image.fileDirectory;
  const bits = [...(directory.getValue("BitsPerSample") ?? [1])] as number[];
  const formats = [...(directory.getValue("SampleFormat") ?? [1])] as number[];
  const same = (values: number[]) => (new Set(values).size === 1 ? values[0]! : 0);
  const table = (name: string) => (directory.getValue(name as never) ?? []) as ArrayLike<number>;
  const { isTiled } = image;
  return {
    image,
    littleEndian: image.littleEndian,
    columns: image.getWidth(),
    rows: image.getHeight(),
    bands: image.getSamplesPerPixel(),
    bits: same(bits),
    format: same(formats),
    compression: directory.getValue("Compression") ?? 1,
    predictor: (directory.getValue("Predictor" as never) as number | undefined) ?? 1,
    isPlanar: image.planarConfiguration === 2 && image.getSamplesPerPixel() > 1,
    isTiled,
    blockColumns: image.getTileWidth(),
    blockRows: image.getTileHeight(),
    offsets: table(isTiled ? "TileOffsets" : "StripOffsets"),
    counts: table(isTiled ? "TileByteCounts" : "StripByteCounts"),
  };
}

function kindOf({ image }: TiffPage): "raster" | "overview" | "mask" {
  const directory = image.fileDirectory;
  const type = directory.getValue("NewSubfileType") ?? 0;
  if ((type & REDUCED) !== 0 || directory.getValue("SubfileType") === OLD_REDUCED)
    return "overview";
  const isMask = directory.getValue("PhotometricInterpretation") === MASK_PHOTOMETRIC;
  return (type & MASK) !== 0 || isMask ? "mask" : "raster";
}

function unusable(name: string, got: string): RefusedFileError {
  return new RefusedFileError(
    name,
    got,
    "một trang ảnh độ cao, có thể kèm ảnh thu nhỏ và mặt nạ",
    "Hãy tách trang cần dùng bằng gdal_translate GTIFF_DIR:1:TỆP.tif MỚI.tif",
  );
}

/** What a library throws about a file becomes a sentence about the file. */
export async function readable<T>(name: string, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedFileError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new RefusedFileError(
      name,
      `tệp không đọc được (${reason})`,
      "GeoTIFF nguyên vẹn",
      "Hãy kiểm tra bằng gdalinfo -checksum rồi tải lại tệp",
    );
  }
}
