import { inverseNormal } from "./normal-quantile.ts";

/** Fi, eq. 40: 1 up to beta0 percent of the time, 0 (by eq. 96 6e-10) at 50 %. */
export function timeBlend(timePercent: number, incidencePercent: number): number {
  if (timePercent <= incidencePercent) return 1;
  return inverseNormal(timePercent / 100) / inverseNormal(incidencePercent / 100);
}
