const LOG10_OF_2 = Math.log10(2);

/**
 * Lbs, basic transmission loss by tropospheric scatter not exceeded for `timePercent`, dB (P.1812-8
 * eqs. 44, 45). `angleMrad` is the path angular distance theta, `refractivityN` N0 at sea level.
 */
export function troposcatterLossDb(
  distanceKm: number,
  angleMrad: number,
  frequencyGHz: number,
  timePercent: number,
  refractivityN: number,
): number {
  const logFrequency = Math.log10(frequencyGHz);
  const overTwo = logFrequency - LOG10_OF_2;
  return (
    190.1 +
    25 * logFrequency -
    2.5 * overTwo * overTwo +
    20 * Math.log10(distanceKm) +
    0.573 * angleMrad -
    0.15 * refractivityN -
    10.125 * Math.log10(50 / timePercent) ** 0.7
  );
}
