/** Mean radius of the Earth in the ITU-R P series, km. */
export const EARTH_RADIUS_KM = 6371;

/** Of 157 N-units/km the ray has the Earth's own curvature (P.1812-8 eq. 6). */
const EARTH_CURVATURE_N_PER_KM = 157;

/** Effective-radius factor that is exceeded for beta0 percent of the time (P.1812-8 section 3.7). */
const BETA_RADIUS_FACTOR = 3;

/**
 * Median effective Earth radius, km (P.1812-8 eqs. 6, 7a), from the lapse rate DN of the lowest
 * kilometre, N-units/km, positive: 45 gives 8931 km.
 */
export function medianEarthRadiusKm(lapseRateNPerKm: number): number {
  return (
    (EARTH_RADIUS_KM * EARTH_CURVATURE_N_PER_KM) / (EARTH_CURVATURE_N_PER_KM - lapseRateNPerKm)
  );
}

/** Effective Earth radius exceeded for beta0 percent of the time, km (P.1812-8 eq. 7b). */
export const BETA_EARTH_RADIUS_KM = BETA_RADIUS_FACTOR * EARTH_RADIUS_KM;
