/**
 * What an antenna radiates in one direction, relative to its strongest one. Every pattern here is a
 * horizontal and a vertical cut of losses that are added up: gain = -min(H + V, floor), dB, never
 * above 0. Patterns are plain data, so they cross to a worker as they are.
 */

/** Both cuts fall with the square of the angle, 3 dB at half the beamwidth, down to their floors. */
export interface ParabolicPattern {
  readonly kind: "parabolic";
  /** Between the two directions that are 3 dB down, degrees. */
  readonly horizontalBeamwidthDeg: number;
  readonly verticalBeamwidthDeg: number;
  /** Greatest loss of each cut and of their sum, dB. */
  readonly horizontalFloorDb: number;
  readonly verticalFloorDb: number;
  readonly combinedFloorDb: number;
  /** Gain in the strongest direction, dBi; absent where a pattern may have any. */
  readonly peakGainDbi?: number;
}

/** Both cuts as measured, in equal steps over 360 degrees, linear in dB between two samples. */
export interface SampledPattern {
  readonly kind: "sampled";
  /** Loss, dB, from straight ahead clockwise as seen from above. */
  readonly horizontalLossDb: Float32Array;
  /** Loss, dB, from the horizon ahead downwards: 90 degrees is the ground, 270 the sky. */
  readonly verticalLossDb: Float32Array;
  readonly peakGainDbi: number;
}

export type AntennaPattern = ParabolicPattern | SampledPattern;

/** Greatest losses of a pattern, dB; Infinity where it has none. */
export interface LossFloors {
  readonly horizontalFloorDb: number;
  readonly verticalFloorDb: number;
  readonly combinedFloorDb: number;
}

const NO_FLOORS: LossFloors = {
  horizontalFloorDb: Infinity,
  verticalFloorDb: Infinity,
  combinedFloorDb: Infinity,
};

export function floorsOf(pattern: AntennaPattern): LossFloors {
  return pattern.kind === "parabolic" ? pattern : NO_FLOORS;
}

/** Loss of the horizontal cut before its floor, dB, `offsetDeg` clockwise from straight ahead. */
export function horizontalLossDb(pattern: AntennaPattern, offsetDeg: number): number {
  return pattern.kind === "parabolic"
    ? parabolaDb(offsetDeg - 360 * Math.round(offsetDeg / 360), pattern.horizontalBeamwidthDeg)
    : sampleDb(pattern.horizontalLossDb, offsetDeg);
}

/** Loss of the vertical cut before its floor, dB, `offsetDeg` above the antenna's own horizon. */
export function verticalLossDb(pattern: AntennaPattern, offsetDeg: number): number {
  return pattern.kind === "parabolic"
    ? parabolaDb(offsetDeg, pattern.verticalBeamwidthDeg)
    : sampleDb(pattern.verticalLossDb, -offsetDeg);
}

/** Gain of the two cuts together, dB. */
export function combinedGainDb(
  horizontalDb: number,
  verticalDb: number,
  floors: LossFloors,
): number {
  // 0 - loss, for -loss would make -0 of 0.
  return (
    0 -
    Math.min(
      Math.min(horizontalDb, floors.horizontalFloorDb) +
        Math.min(verticalDb, floors.verticalFloorDb),
      floors.combinedFloorDb,
    )
  );
}

/**
 * Gain relative to the peak, dB, at most 0: `azimuthOffsetDeg` clockwise from straight ahead,
 * `elevationOffsetDeg` upwards from the antenna's own horizon.
 */
export function patternGainDb(
  pattern: AntennaPattern,
  azimuthOffsetDeg: number,
  elevationOffsetDeg: number,
): number {
  return combinedGainDb(
    horizontalLossDb(pattern, azimuthOffsetDeg),
    verticalLossDb(pattern, elevationOffsetDeg),
    floorsOf(pattern),
  );
}

function parabolaDb(offsetDeg: number, beamwidthDeg: number): number {
  const beamwidths = offsetDeg / beamwidthDeg;
  return 12 * beamwidths * beamwidths;
}

function sampleDb(lossDb: Float32Array, angleDeg: number): number {
  const turn = angleDeg / 360;
  const position = (turn - Math.floor(turn)) * lossDb.length;
  const before = Math.floor(position);
  const fraction = position - before;
  // `turn - floor(turn)` rounds to 1 just below 0.
  const first = lossDb[before % lossDb.length]!;
  const next = lossDb[(before + 1) % lossDb.length]!;
  return first + fraction * (next - first);
}
