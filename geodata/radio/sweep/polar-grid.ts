/** Places around a mast at which the ground is looked at: rays from north clockwise, equal steps. */
export interface PolarGrid {
  /** Between neighbours on a ray, m; the first lies one step from the mast. */
  readonly stepM: number;
  /** Places on each ray. */
  readonly steps: number;
  /** Rays, the first towards grid north, the others clockwise at equal angles. */
  readonly rays: number;
}

/**
 * A grid out to `rangeM`. `outerSpacingM` is what lies between neighbouring rays at that range: at
 * twice the step the mean area of a place is that of a square pixel of one step.
 */
export function makePolarGrid(rangeM: number, stepM: number, outerSpacingM = 2 * stepM): PolarGrid {
  if (!(stepM > 0 && rangeM >= 2 * stepM && rangeM < Infinity))
    throw new RangeError(
      `got a range of ${rangeM} m in steps of ${stepM} m, expected at least two steps`,
    );
  if (!(outerSpacingM > 0))
    throw new RangeError(`got ${outerSpacingM} m between rays, expected more than 0`);
  return {
    stepM,
    steps: Math.ceil(rangeM / stepM),
    rays: Math.max(8, Math.ceil((2 * Math.PI * rangeM) / outerSpacingM)),
  };
}

/** Direction of a ray: metres east and north for each metre along it. */
export function directionOf(ray: number, { rays }: PolarGrid): { east: number; north: number } {
  const azimuthRad = (2 * Math.PI * ray) / rays;
  return { east: Math.sin(azimuthRad), north: Math.cos(azimuthRad) };
}
