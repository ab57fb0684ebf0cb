import type { PolarGrid } from "./polar-grid.ts";

/**
 * What a sweep found at each place of its grid, ray by ray from the mast outwards: all that every
 * band and sector of the mast needs. Entry `ray * steps + step - 1`; NaN in all four where the
 * ground on the way is not known.
 */
export interface PolarSweep {
  readonly grid: PolarGrid;
  /** Antenna above mean sea level, m. */
  readonly txHeightAmslM: number;
  /** Receiver above its ground, m. */
  readonly rxHeightAglM: number;
  /** Effective Earth radius, km. */
  readonly radiusKm: number;
  /** Bands below this are not answered: their first Fresnel zone is wider than was looked at. */
  readonly lowestFrequencyGHz: number;
  /** Bullington nu at 1 GHz; -Infinity with clearance for every band. */
  readonly nuAt1GHz: Float32Array;
  /** Antenna and receiver above the smooth surface of the way (P.1812-8 eqs. 37), m. */
  readonly txAboveSmoothM: Float32Array;
  readonly rxAboveSmoothM: Float32Array;
  /** Ground above mean sea level, m. */
  readonly groundM: Float32Array;
  /** Slope at which the signal leaves the mast, mrad: to the receiver, or to the horizon before it. */
  readonly departureMrad: Float32Array;
}

type SweepParts = Omit<PolarSweep, keyof SweepArrays>;
type SweepArrays = Pick<
  PolarSweep,
  "nuAt1GHz" | "txAboveSmoothM" | "rxAboveSmoothM" | "groundM" | "departureMrad"
>;
/** Arrays of a sweep, of equal length. */
const ARRAYS = 5;

/** Bytes of a sweep's arrays: a buffer for `makePolarSweep`. */
export function bytesOfSweep({ rays, steps }: PolarGrid): number {
  return ARRAYS * rays * steps * Float32Array.BYTES_PER_ELEMENT;
}

/** A sweep in a buffer, e.g. one that several workers share. */
export function makePolarSweep(
  parts: SweepParts,
  buffer: ArrayBuffer | SharedArrayBuffer = new ArrayBuffer(bytesOfSweep(parts.grid)),
): PolarSweep {
  const length = parts.grid.rays * parts.grid.steps;
  const array = (at: number) => new Float32Array(buffer, at * length * 4, length);
  return {
    ...parts,
    nuAt1GHz: array(0),
    txAboveSmoothM: array(1),
    rxAboveSmoothM: array(2),
    groundM: array(3),
    departureMrad: array(4),
  };
}
