/** tau of eq. 3: how inland the path is, from its longest inland section dlm, km. */
export function inlandShape(longestInlandKm: number): number {
  return 1 - Math.exp(-4.12e-4 * longestInlandKm ** 2.41);
}

/**
 * beta0, percent of the average year in which the lowest 100 m refract with more than 100 N-units/km
 * (P.1812-8 eqs. 2 to 5). `longestLandKm` is dtm; `inland` comes from `inlandShape`.
 */
export function ductingIncidencePercent(
  centreLatDeg: number,
  longestLandKm: number,
  inland: number,
): number {
  const latitude = Math.abs(centreLatDeg);
  const land = 10 ** (-longestLandKm / (16 - 6.6 * inland));
  const mu1 = Math.min((land + 10 ** -(2.48 + 1.77 * inland)) ** 0.2, 1);
  if (latitude > 70) return 4.17 * mu1 * mu1 ** 0.3;
  return 10 ** (-0.015 * latitude + 1.67) * mu1 * mu1 ** (-0.935 + 0.0176 * latitude);
}
