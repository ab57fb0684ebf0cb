/** Where J(nu) reaches 0: with more clearance than this there is no loss. */
export const LEAST_NU = -0.78;

/** J(nu), dB: loss of one knife edge (P.526-16 eq. 31, P.1812-8 eq. 12); 0 for nu <= -0.78. */
export function bullingtonKnifeEdgeDb(nu: number): number {
  if (!(nu > LEAST_NU)) return 0;
  const above = nu - 0.1;
  return 6.9 + 20 * Math.log10(Math.sqrt(above * above + 1) + above);
}

/**
 * Bullington loss of a path, dB (P.1812-8 eq. 21), from the loss of its one edge: what further edges
 * add grows with the path.
 */
export function bullingtonLossDb(knifeEdgeDb: number, distanceKm: number): number {
  return knifeEdgeDb + (1 - Math.exp(knifeEdgeDb / -6)) * (10 + 0.02 * distanceKm);
}
