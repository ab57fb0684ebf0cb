import type { PathProfile } from "../path-profile.ts";
import type { MetricTerrain } from "./metric-terrain.ts";
import { sampleLine } from "./sample-line.ts";
import { groundDistanceM, type UtmPoint } from "./utm48.ts";

/** Where a path leaves the known ground. */
export interface TerrainGap {
  /** From the transmitter to the first unknown height, km. */
  atKm: number;
  /** Unknown heights among all of the path. */
  unknown: number;
  points: number;
}

export type TerrainProfile =
  | { profile: PathProfile; gap?: undefined }
  | { profile?: undefined; gap: TerrainGap };

/**
 * Bare ground along the straight line of the grid between two places, in equal steps of at most
 * `stepM` on the ground and at least two of them. With one height unknown there is no profile, only
 * the gap: a path is never computed over ground that nobody knows.
 */
export function profileBetween(
  terrain: MetricTerrain,
  from: UtmPoint,
  to: UtmPoint,
  stepM: number,
): TerrainProfile {
  const lengthKm = groundDistanceM(from, to) / 1000;
  // The tolerance keeps 3000 m in steps of 30 m at 100 steps.
  const steps = Math.max(2, Math.ceil((lengthKm * 1000) / stepM - 1e-6));
  const terrainHeightM = new Float64Array(steps + 1);
  const distanceKm = Float64Array.from({ length: steps + 1 }, (_, i) => (i / steps) * lengthKm);
  if (!sampleLine(terrain, from, to, terrainHeightM)) {
    const first = terrainHeightM.findIndex(Number.isNaN);
    const unknown = terrainHeightM.filter(Number.isNaN).length;
    return { gap: { atKm: distanceKm[first]!, unknown, points: steps + 1 } };
  }
  return { profile: { distanceKm, terrainHeightM, obstacleHeightM: terrainHeightM } };
}
