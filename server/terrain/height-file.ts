import type { PixelAffine } from "../../geodata/radio/terrain/height-sheet.ts";

/** Part of a raster in whole pixels: from a first column and row, so many. */
export interface PixelWindow {
  firstColumn: number;
  firstRow: number;
  columns: number;
  rows: number;
}

/** A file with heights, opened; nothing of its raster has been read yet. */
export interface HeightFile {
  /** Name without its folder. */
  name: string;
  /** What people call its reference system, e.g. `EPSG:3405`. */
  crsName: string;
  /** Definition that proj4 understands. */
  crs: string;
  /** Of the whole raster: (0, 0) is the centre of its first pixel. */
  affine: PixelAffine;
  columns: number;
  rows: number;
  /** A sample has so few bits that it holds 256 numbers at most. */
  isEightBit: boolean;
  /** What the file itself states and is hard to believe. */
  doubts: readonly Doubt[];
  /** Throws RefusedFileError when the raster is damaged. */
  read(window: PixelWindow): Promise<ReadHeights>;
  close(): Promise<void>;
}

/** Something that may be wrong with heights, and what to do: whole sentences. */
export interface Doubt {
  text: string;
  /** A fault was recognised: nothing is stored unless the doubt is accepted. */
  blocks: boolean;
}

export interface ReadHeights {
  /** Metres above sea level, row-major; NaN = void. */
  heightsM: Float32Array;
  /** Pixels that the file itself calls void. */
  voids: number;
  /** Pixels that no ground can have; taken as void. */
  impossible: number;
  /** How many different numbers these were, counted up to ten: nodata is one, another unit many. */
  impossibleKinds: number;
}

/** Land lies between the Dead Sea (-430 m) and Everest (8,849 m). */
const LOWEST_M = -500;
const HIGHEST_M = 9000;
/** So many different numbers are no longer a few fill values. */
export const MANY_KINDS = 10;

/** Heights from raw samples: `isVoid` says which are none, then what no ground can have is taken out. */
export function toHeights(
  samples: ArrayLike<number>,
  isVoid: (sample: number, position: number) => boolean,
  { scale, offset }: { scale: number; offset: number },
): ReadHeights {
  const heightsM = new Float32Array(samples.length).fill(Number.NaN);
  let voids = 0;
  let impossible = 0;
  const kinds = new Set<number>();
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]!;
    const heightM = sample * scale + offset;
    if (isVoid(sample, i)) voids += 1;
    else if (heightM >= LOWEST_M && heightM <= HIGHEST_M) heightsM[i] = heightM;
    else {
      impossible += 1;
      if (kinds.size < MANY_KINDS) kinds.add(sample);
    }
  }
  return { heightsM, voids, impossible, impossibleKinds: kinds.size };
}

/** A file cannot be taken over: what it is, what is wanted, what to do. One sentence each. */
export class RefusedFileError extends Error {
  override name = "RefusedFileError";
  constructor(file: string, got: string, expected: string, advice: string) {
    super(`${file}: nhận được ${got}; cần ${expected}. ${advice}.`);
  }
}
