import { bulgePerKm2 } from "../../../geodata/radio/diffraction/bullington.ts";
import type { P1812Terms } from "../../../geodata/radio/p1812/terms.ts";
import type { PathProfile } from "../../../geodata/radio/path-profile.ts";

/** A point of the path and how near the direct ray comes to it. */
export interface PathPoint {
  atKm: number;
  groundM: number;
  /** What stands there, m above ground. */
  clutterM: number;
  /** Direct ray above the ground with what stands on it, over the bulge of the median Earth, m; negative: it is cut. */
  clearanceM: number;
  /** Radius of the first Fresnel zone there, m. */
  fresnelM: number;
}

/** A point that comes near the direct ray, and what of it does: the bare ground, or only what stands on it. */
export interface Obstacle extends PathPoint {
  by: "terrain" | "clutter";
}

/** Enough of the first zone for no loss to speak of: an engineer's rule. */
const CLEAR_SHARE = 0.6;

/** Of the first Fresnel zone, how much the ray keeps free. */
export const freeShare = ({ clearanceM, fresnelM }: PathPoint) => clearanceM / fresnelM;

/** Clearance of every point between the antennas. */
export function clearances(
  { distanceKm, terrainHeightM, obstacleHeightM }: PathProfile,
  terms: P1812Terms,
  frequencyGHz: number,
): PathPoint[] {
  const lengthKm = terms.lengthKm;
  const bulge = bulgePerKm2(terms.medianRadiusKm);
  const rise = (terms.rxHeightAmslM - terms.txHeightAmslM) / lengthKm;
  return Array.from({ length: distanceKm.length - 2 }, (_, i) => {
    const atKm = distanceKm[i + 1]!;
    const groundM = terrainHeightM[i + 1]!;
    const topM = obstacleHeightM[i + 1]!;
    const restKm = lengthKm - atKm;
    return {
      atKm,
      groundM,
      clutterM: topM - groundM,
      clearanceM: terms.txHeightAmslM + rise * atKm - bulge * atKm * restKm - topM,
      // lambda = 0.2998 / f m; metres from km.
      fresnelM: Math.sqrt(((0.2998 / frequencyGHz) * 1000 * atKm * restKm) / lengthKm),
    };
  });
}

/** Of each run of points that enter 0.6 of the first Fresnel zone the one that enters it most. */
export function obstaclesOf(points: readonly PathPoint[]): Obstacle[] {
  const obstacles: PathPoint[] = [];
  let worst: PathPoint | undefined;
  for (const point of points) {
    if (freeShare(point) < CLEAR_SHARE) {
      if (!worst || freeShare(point) < freeShare(worst)) worst = point;
    } else if (worst) {
      obstacles.push(worst);
      worst = undefined;
    }
  }
  if (worst) obstacles.push(worst);
  return obstacles.map((point) => ({ ...point, by: blockedBy(point) }));
}

/** The bare ground, where it alone cuts the ray, or enters the zone of one that nothing cuts. */
export function blockedBy(point: PathPoint): Obstacle["by"] {
  const overGround = { ...point, clearanceM: point.clearanceM + point.clutterM };
  const limit = point.clearanceM < 0 ? 0 : CLEAR_SHARE;
  return freeShare(overGround) < limit ? "terrain" : "clutter";
}
