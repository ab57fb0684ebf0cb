/**
 * Direction of a place, radians clockwise from grid north, 0 to 2 pi; 0 for no distance. By the
 * polynomial of Hastings (Approximations for Digital Computers, 1955, sheet 11) within 1e-5: 0.1 m at
 * 10 km, in a quarter of the time of Math.atan2.
 */
export function bearingRad(east: number, north: number): number {
  const across = Math.abs(east);
  const along = Math.abs(north);
  const isSteep = across > along;
  const longer = isSteep ? across : along;
  if (longer === 0) return 0;
  const t = (isSteep ? along : across) / longer;
  const s = t * t;
  let angle = t * (0.999866 + s * (-0.3302995 + s * (0.180141 + s * (-0.085133 + s * 0.0208351))));
  if (isSteep) angle = Math.PI / 2 - angle;
  if (north < 0) angle = Math.PI - angle;
  return east < 0 ? 2 * Math.PI - angle : angle;
}
