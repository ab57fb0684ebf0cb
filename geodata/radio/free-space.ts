/**
 * Basic transmission loss of free space, dB (P.1812-8 eq. 8): over the straight line between two
 * antennas that are `distanceKm` apart on the ground and `heightDifferenceM` in height.
 */
export function freeSpaceLossDb(
  distanceKm: number,
  heightDifferenceM: number,
  frequencyGHz: number,
): number {
  const heightKm = heightDifferenceM / 1000;
  return (
    92.4 +
    20 * Math.log10(frequencyGHz) +
    10 * Math.log10(distanceKm * distanceKm + heightKm * heightKm)
  );
}
