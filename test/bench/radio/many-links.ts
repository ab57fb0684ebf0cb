import { TR_36_814 } from "../../../geodata/radio/antenna/reference-patterns.ts";
import type { LinkCell } from "../../../geodata/radio/links/link-cell.ts";
import type { UtmPoint } from "../../../geodata/radio/terrain/utm48.ts";
import { ANTENNA_AGL_M, FREQUENCY_GHZ } from "./one-mast.ts";

/** LTE 20 MHz: 46 dBm - 10 log10(12 x 100) + 17.5 dBi - 1 dB. */
export const PEAK_REFERENCE_EIRP_DBM = 31.7;

/** Places evenly at random in the box around others. */
export function randomPlaces(
  around: readonly UtmPoint[],
  count: number,
  chance: () => number,
): UtmPoint[] {
  const eastings = around.map(({ eastingM }) => eastingM);
  const northings = around.map(({ northingM }) => northingM);
  const within = (values: number[]) =>
    Math.min(...values) + chance() * (Math.max(...values) - Math.min(...values));
  return Array.from({ length: count }, () => ({
    eastingM: within(eastings),
    northingM: within(northings),
  }));
}

/** `sectors` cells on every mast, evenly turned. */
export function cellsOn(masts: readonly UtmPoint[], sectors: number, rangeM: number): LinkCell[] {
  return masts.flatMap((position) =>
    Array.from({ length: sectors }, (_, sector) => ({
      position,
      antennaHeightAglM: ANTENNA_AGL_M,
      frequencyGHz: FREQUENCY_GHZ,
      polarization: "vertical" as const,
      peakReferenceEirpDbm: PEAK_REFERENCE_EIRP_DBM,
      pattern: TR_36_814,
      azimuthDeg: (360 * sector) / sectors,
      downtiltDeg: 4,
      rangeM,
    })),
  );
}
