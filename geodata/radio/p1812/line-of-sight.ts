/**
 * Correction of line of sight for multipath and focusing, dB, negative below 50 % of the time
 * (P.1812-8 eqs. 9a, 9b). `horizonsKm` is dlt + dlr.
 */
export function focusingDb(horizonsKm: number, timePercent: number): number {
  return 2.6 * (1 - Math.exp(-0.1 * horizonsKm)) * Math.log10(timePercent / 50);
}
