import { type AntennaPattern, patternGainDb } from "./antenna-pattern.ts";

/**
 * Gain of a mounted antenna relative to its peak, dB, at most 0. `azimuthDeg` and `towardsAzimuthDeg`
 * run clockwise from true north; `towardsElevationDeg` is positive up from the horizontal at the
 * antenna; `downtiltDeg` is positive down and tilts every azimuth alike: it is simply added to the
 * elevation. So electrical tilt behaves; a mechanical one would lift the back of the antenna, which
 * planning tools neglect up to some 10 degrees. What a `.msi` file already tilts (`peakDowntiltDeg`)
 * is not passed again.
 */
export function sectorGainDb(
  pattern: AntennaPattern,
  azimuthDeg: number,
  downtiltDeg: number,
  towardsAzimuthDeg: number,
  towardsElevationDeg: number,
): number {
  return patternGainDb(pattern, towardsAzimuthDeg - azimuthDeg, towardsElevationDeg + downtiltDeg);
}
