/** Radio-climatic zone of a profile point (P.1812 section 3.3), with the codes of ITU profile files. */
export const ZONE = { sea: 1, coastal: 3, inland: 4 } as const;

/** What lies between two antennas. All arrays have one entry per point, from transmitter to receiver. */
export interface PathProfile {
  /** Distance from the transmitter, km: starts at 0 and rises strictly. */
  readonly distanceKm: Float64Array;
  /** Bare ground above mean sea level, m. */
  readonly terrainHeightM: Float64Array;
  /**
   * g = h + R: ground with what stands on it, m above mean sea level. The same array as
   * `terrainHeightM` when nothing stands anywhere. Its first and last value are never read: an
   * antenna's own clutter is not an obstacle before it.
   */
  readonly obstacleHeightM: Float64Array;
  /** Codes of `ZONE`; undefined when the whole path is inland. */
  readonly zones?: Uint8Array | undefined;
}

export interface PathProfileParts {
  distanceKm: ArrayLike<number>;
  terrainHeightM: ArrayLike<number>;
  /** Representative clutter height R above ground, m; 0 everywhere when absent. */
  clutterHeightM?: ArrayLike<number>;
  zones?: ArrayLike<number>;
}

/** Two ends and something between them: fewer points have no horizon. */
export const MIN_PROFILE_POINTS = 3;

/** Copies and checks the parts. Throws a RangeError that says which point was got and what was expected. */
export function makePathProfile(parts: PathProfileParts): PathProfile {
  const distanceKm = Float64Array.from(parts.distanceKm);
  const terrainHeightM = Float64Array.from(parts.terrainHeightM);
  checkDistances(distanceKm);
  checkColumn("terrain heights", terrainHeightM, distanceKm.length);
  return {
    distanceKm,
    terrainHeightM,
    obstacleHeightM: obstacleHeights(terrainHeightM, parts.clutterHeightM),
    zones: parts.zones && checkedZones(parts.zones, distanceKm.length),
  };
}

function checkDistances(distanceKm: Float64Array): void {
  if (distanceKm.length < MIN_PROFILE_POINTS)
    throw new RangeError(
      `got ${distanceKm.length} profile points, expected at least ${MIN_PROFILE_POINTS}`,
    );
  if (distanceKm[0] !== 0)
    throw new RangeError(`got ${distanceKm[0]} km at the first point, expected 0`);
  for (let i = 1; i < distanceKm.length; i++)
    if (!(distanceKm[i]! > distanceKm[i - 1]! && distanceKm[i]! < Infinity))
      throw new RangeError(
        `got ${distanceKm[i]} km at point ${i + 1}, expected more than ${distanceKm[i - 1]} km`,
      );
}

function checkColumn(name: string, values: Float64Array, points: number): void {
  if (values.length !== points)
    throw new RangeError(`got ${values.length} ${name}, expected one for each of ${points} points`);
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new RangeError(
      `got ${values[wrong]} among the ${name} at point ${wrong + 1}, expected a number of metres`,
    );
}

function obstacleHeights(
  terrainHeightM: Float64Array,
  clutterHeightM: ArrayLike<number> | undefined,
): Float64Array {
  if (clutterHeightM === undefined) return terrainHeightM;
  const obstacleHeightM = Float64Array.from(clutterHeightM);
  checkColumn("clutter heights", obstacleHeightM, terrainHeightM.length);
  const last = obstacleHeightM.length - 1;
  obstacleHeightM[0] = 0;
  obstacleHeightM[last] = 0;
  if (obstacleHeightM.every((clutter) => clutter === 0)) return terrainHeightM;
  for (let i = 0; i <= last; i++) obstacleHeightM[i]! += terrainHeightM[i]!;
  return obstacleHeightM;
}

function checkedZones(zones: ArrayLike<number>, points: number): Uint8Array {
  if (zones.length !== points)
    throw new RangeError(`got ${zones.length} zones, expected one for each of ${points} points`);
  const known: readonly number[] = Object.values(ZONE);
  for (let i = 0; i < points; i++)
    if (!known.includes(zones[i]!))
      throw new RangeError(
        `got zone ${zones[i]} at point ${i + 1}, expected 1 (sea), 3 (coastal) or 4 (inland)`,
      );
  return Uint8Array.from(zones);
}

/** Length of the path, km. */
export function pathLengthKm({ distanceKm }: PathProfile): number {
  return distanceKm[distanceKm.length - 1]!;
}
