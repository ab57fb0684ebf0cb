import { deltaBullingtonLossDb } from "./diffraction/delta-bullington.ts";
import type { Polarization } from "./diffraction/first-term.ts";
import { freeSpaceLossDb } from "./free-space.ts";
import type { PathProfile } from "./path-profile.ts";

/**
 * Median loss of one path over land, dB: free space and delta-Bullington (see the README for how it
 * compares with all of P.1812-8). With fewer than three points nothing can lie between the antennas.
 * NaN when a height of the profile is NaN: not computed. Antenna heights in m above mean sea level.
 */
export function medianLossDb(
  profile: PathProfile,
  txHeightAmslM: number,
  rxHeightAmslM: number,
  radiusKm: number,
  frequencyGHz: number,
  polarization: Polarization,
): number {
  const { distanceKm, terrainHeightM } = profile;
  const lengthKm = distanceKm[distanceKm.length - 1]!;
  const freeDb = freeSpaceLossDb(lengthKm, txHeightAmslM - rxHeightAmslM, frequencyGHz);
  for (let i = 0; i < terrainHeightM.length; i++) if (Number.isNaN(terrainHeightM[i]!)) return NaN;
  if (distanceKm.length < 3) return freeDb;
  return (
    freeDb +
    deltaBullingtonLossDb(
      profile,
      txHeightAmslM,
      rxHeightAmslM,
      radiusKm,
      frequencyGHz,
      0,
      polarization,
    )
  );
}
