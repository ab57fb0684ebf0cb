import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import {
  type HeightSheet,
  pixelMapping,
  pixelSideM,
} from "../../geodata/radio/terrain/height-sheet.ts";
import type { MetricGrid } from "../../geodata/radio/terrain/metric-grid.ts";
import {
  type MetricTerrain,
  makeMetricTerrain,
  type TerrainSource,
  VOID,
} from "../../geodata/radio/terrain/metric-terrain.ts";
import { fillFromSheet } from "../../geodata/radio/terrain/reproject.ts";
import { hashedBytes } from "../../geodata/radio/terrain/terrain-bytes.ts";
import { type Doubt, type HeightFile, MANY_KINDS, RefusedFileError } from "./height-file.ts";
import { type Mirror, mirrorOf } from "./mirrored-file.ts";
import { mosaic, moved } from "./mosaic.ts";
import { neededWindow } from "./needed-window.ts";
import { openHeightFile } from "./open-height-file.ts";

/** Pixels that are read of one file at once: 1 GB with what decoding needs. */
const MAX_PIXELS = 100_000_000;

export interface ReadFile {
  source: TerrainSource;
  /** What was read of it, pixels; 0 when it lies elsewhere. */
  pixels: number;
  voids: number;
  impossible: number;
}

export interface MadeTerrain {
  terrain: MetricTerrain;
  files: ReadFile[];
  /** What the files themselves make doubtful, and how one of them may have been turned over. */
  clues: { isEightBit: boolean; doubts: Doubt[]; mirror: Mirror | undefined };
}

/**
 * Makes one metric terrain of files, the earlier ones before the later ones: every file is read
 * where it lies under the grid, files of one grid are joined, and each sheet is carried over once.
 *
 * @param options.source whose heights, under which licence
 * @param options.assumed reference system of files that state none that is known
 * @throws RefusedFileError when a file cannot be used, or none has a height in the grid
 */
export async function makeTerrain(
  paths: readonly string[],
  grid: MetricGrid,
  options: { source?: string; assumed?: { name: string; crs: string } },
): Promise<MadeTerrain> {
  const files: ReadFile[] = [];
  const pieces: HeightSheet[] = [];
  const doubts: Doubt[] = [];
  const mirrors: Mirror[] = [];
  let isEightBit = false;
  for (const path of paths) {
    const file = await openHeightFile(path, options.assumed);
    try {
      const source = await sourceOf(file, path, grid, options.source);
      const { piece, voids, impossible, impossibleKinds } = await readPiece(file, grid);
      const pixels = piece ? piece.columns * piece.rows : 0;
      files.push({ source, pixels, voids, impossible });
      if (!piece) continue;
      pieces.push(piece);
      doubts.push(...file.doubts);
      if (impossibleKinds === MANY_KINDS) doubts.push(impossibleHeights(file.name, impossible));
      isEightBit ||= file.isEightBit;
      mirrors.push(mirrorOf(file));
    } finally {
      await file.close();
    }
  }

  const heightsM = new Int16Array(grid.columns * grid.rows).fill(VOID);
  let filled = 0;
  for (const sheet of mosaic(pieces)) filled += fillFromSheet(grid, heightsM, sheet);
  if (filled === 0) throw nothingThere(files);
  const sha256 = createHash("sha256").update(hashedBytes(grid, heightsM)).digest("hex");
  const sources = files.filter(({ pixels }) => pixels > 0).map(({ source }) => source);
  const header = { ...grid, voidValue: VOID, synthetic: false, sources, sha256 } as const;
  // Files that were joined are not turned over together.
  const mirror = mirrors.length === 1 ? mirrors[0] : undefined;
  const terrain = makeMetricTerrain({ ...header, sources }, heightsM);
  return { terrain, files, clues: { isEightBit, doubts, mirror } };
}

function nothingThere(files: readonly ReadFile[]): RefusedFileError {
  const isElsewhere = files.every(({ impossible }) => impossible === 0);
  return new RefusedFileError(
    files.map(({ source }) => source.file).join(", "),
    "không có độ cao nào trong vùng cần lấy",
    isElsewhere ? "tệp phủ lên vùng đó" : "số trong khoảng −500…9.000 m",
    isElsewhere
      ? "Hãy kiểm tra hệ tọa độ của tệp, hoặc chọn vùng khác bằng --bounds tây,nam,đông,bắc"
      : "Đơn vị có lẽ không phải mét (xăng-ti-mét, mi-li-mét): hãy đổi bằng gdal_calc.py",
  );
}

function impossibleHeights(name: string, count: number): Doubt {
  return {
    blocks: true,
    text:
      `${name}: ${count} điểm có nhiều số khác nhau ngoài khoảng −500…9.000 m: có lẽ đơn vị không phải mét ` +
      "(xăng-ti-mét, đề-xi-mét). Hãy đổi sang mét bằng gdal_calc.py.",
  };
}

async function readPiece(file: HeightFile, grid: MetricGrid) {
  const window = neededWindow(file, grid);
  if (!window) return { piece: undefined, voids: 0, impossible: 0, impossibleKinds: 0 };
  const { columns, rows, firstColumn, firstRow } = window;
  if (columns * rows > MAX_PIXELS)
    throw new RefusedFileError(
      file.name,
      `${columns} × ${rows} điểm ảnh trong vùng cần lấy`,
      `không quá ${MAX_PIXELS} điểm ảnh`,
      "Hãy thu nhỏ bằng gdalwarp -tr 10 10 -r average, hoặc chọn vùng hẹp hơn bằng --bounds",
    );
  const { heightsM, ...counts } = await file.read(window);
  const affine = moved(file.affine, firstColumn, firstRow);
  const piece: HeightSheet = { crs: file.crs, affine, columns, rows, heightsM };
  return { piece, ...counts };
}

async function sourceOf(
  file: HeightFile,
  path: string,
  { originEastingM, originNorthingM }: MetricGrid,
  source: string | undefined,
): Promise<TerrainSource> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  const cellSizeM = pixelSideM(pixelMapping(file), originEastingM, originNorthingM);
  return {
    file: file.name,
    sha256: hash.digest("hex"),
    crs: file.crsName,
    columns: file.columns,
    rows: file.rows,
    cellSizeM: Math.round(cellSizeM * 10) / 10,
    ...(source === undefined ? {} : { source }),
  };
}
