import { makePathProfile, type PathProfile } from "../../../geodata/radio/path-profile.ts";

/**
 * The same stands all along a path, except within `clearM` of either antenna: P.1812-8 puts nothing on
 * an antenna's own place (R = 0), and a place is a cell of the terrain. Were it a point, a finer step
 * would move the wall towards the antenna, and the loss would grow without end.
 */
export function withEvenClutter(
  { distanceKm, terrainHeightM }: PathProfile,
  clutterM: number,
  clearM: number,
): PathProfile {
  const lengthKm = distanceKm[distanceKm.length - 1]!;
  // In steps of a cell the first point after an antenna stands, however little the length is off.
  const clearKm = lengthKm / Math.max(2, Math.ceil((lengthKm * 1000) / clearM - 1e-6)) - 1e-9;
  const clutterHeightM = distanceKm.map((atKm) =>
    Math.min(atKm, lengthKm - atKm) < clearKm ? 0 : clutterM,
  );
  return makePathProfile({ distanceKm, terrainHeightM, clutterHeightM });
}
