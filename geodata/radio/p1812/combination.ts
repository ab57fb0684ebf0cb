/** How P.1812-8 joins its mechanisms (section 4.6 and Attachment 1). All losses in dB. */

/** Rounding of the joint of ducting and line of sight, dB (eq. 60). */
const ETA_DB = 2.5;

/** Fj, eq. 57: towards 1 in line of sight, 0 beyond; `angleMrad` is the path angular distance. */
export function angularBlend(angleMrad: number): number {
  const THETA_MRAD = 0.3;
  const XI = 0.8;
  return 1 - 0.5 * (1 + Math.tanh((3 * XI * (angleMrad - THETA_MRAD)) / THETA_MRAD));
}

/** Fk, eq. 58: 1 on short paths, 0 on long ones, a half at 20 km. */
export function distanceBlend(lengthKm: number): number {
  const SWITCH_KM = 20;
  const KAPPA = 0.5;
  return 1 - 0.5 * (1 + Math.tanh((3 * KAPPA * (lengthKm - SWITCH_KM)) / SWITCH_KM));
}

/** Lminbap, eq. 60: the greater of both, rounded off where they come close. */
export function ductingWithSightDb(ductingDb: number, sightDb: number): number {
  // The greater one outside the exponential, so that none overflows.
  const greater = Math.max(ductingDb, sightDb);
  const lesser = Math.min(ductingDb, sightDb);
  return greater + ETA_DB * Math.log1p(Math.exp((lesser - greater) / ETA_DB));
}

/** Lbda, eq. 61: diffraction, or ducting where that loses less. */
export function diffractionOrDuctingDb(
  diffractionDb: number,
  ductingDb: number,
  distanceBlendK: number,
): number {
  if (ductingDb > diffractionDb) return diffractionDb;
  return ductingDb + (diffractionDb - ductingDb) * distanceBlendK;
}

/** Lbc, eq. 63: troposcatter beside everything else. */
export function withTroposcatterDb(scatterDb: number, otherDb: number): number {
  const lesser = Math.min(scatterDb, otherDb);
  const difference = Math.abs(scatterDb - otherDb);
  return lesser - 5 * Math.log10(1 + 10 ** (-0.2 * difference));
}
