import type { Polarization } from "../diffraction/first-term.ts";

/** The inputs of P.1812-8 besides the profile (Tables 1 and 2). */
export interface P1812Link {
  readonly frequencyGHz: number;
  /** Share of an average year for which the loss is not exceeded, percent. */
  readonly timePercent: number;
  /** Share of places around the receiver for which it is not exceeded, percent; 50 when absent. */
  readonly locationPercent?: number;
  /** Standard deviation between those places, dB; 0 when absent. */
  readonly locationDeviationDb?: number;
  /** Antenna heights above ground, m. */
  readonly txHeightAglM: number;
  readonly rxHeightAglM: number;
  readonly polarization: Polarization;
  /** Latitude of the middle of the path, degrees. */
  readonly centreLatDeg: number;
  /** DN, lapse rate of refractivity through the lowest kilometre, N-units/km, positive; 45 when absent. */
  readonly lapseRateNPerKm?: number;
  /** N0, refractivity at sea level, N-units; 325 when absent. */
  readonly refractivityN?: number;
  /**
   * dct, dcr: from each antenna over land to the coast, along the path, km. When absent the zones of
   * the profile tell them: 0 for an antenna at sea, 500 where there is no sea on the path.
   */
  readonly txCoastKm?: number;
  readonly rxCoastKm?: number;
}

export const LINK_DEFAULTS = {
  locationPercent: 50,
  locationDeviationDb: 0,
  lapseRateNPerKm: 45,
  refractivityN: 325,
  /** No sea on the path. */
  coastKm: 500,
} as const;

/** Throws a RangeError that says what was got and what P.1812-8 expects. */
export function checkLink(link: P1812Link): void {
  expectWithin("frequency", link.frequencyGHz, 0.03, 6, "GHz");
  expectWithin("time percentage", link.timePercent, 1, 50, "%");
  expectWithin("location percentage", link.locationPercent ?? 50, 1, 99, "%");
  expectWithin("location deviation", link.locationDeviationDb ?? 0, 0, Infinity, "dB");
  expectWithin("transmitting antenna's height above ground", link.txHeightAglM, 1, 3000, "m");
  expectWithin("receiving antenna's height above ground", link.rxHeightAglM, 1, 3000, "m");
  expectWithin("latitude", link.centreLatDeg, -90, 90, "degrees");
  expectWithin("lapse rate", link.lapseRateNPerKm ?? 45, 0, 156, "N-units/km");
  expectWithin("sea-level refractivity", link.refractivityN ?? 325, 0, 1000, "N-units");
  expectWithin("transmitter's distance to the coast", link.txCoastKm ?? 500, 0, Infinity, "km");
  expectWithin("receiver's distance to the coast", link.rxCoastKm ?? 500, 0, Infinity, "km");
}

function expectWithin(what: string, got: number, least: number, most: number, unit: string): void {
  // Written so that NaN fails too.
  if (got >= least && got <= most) return;
  const range = most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  throw new RangeError(`got a ${what} of ${got} ${unit}, expected ${range} ${unit}`);
}
