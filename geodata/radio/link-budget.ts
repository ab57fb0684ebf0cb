import { inverseNormal } from "./p1812/normal-quantile.ts";

/** 3GPP TS 36.211 and 38.211. */
const SUBCARRIERS_PER_RESOURCE_BLOCK = 12;

/**
 * Power of one resource element, dB relative to the whole carrier of `resourceBlocks`, evenly spread:
 * no boost of reference signals.
 */
export function resourceElementShareDb(resourceBlocks: number): number {
  return -10 * Math.log10(SUBCARRIERS_PER_RESOURCE_BLOCK * resourceBlocks);
}

/**
 * Reference signal received power, dBm (3GPP TS 36.214, for NR as SS-RSRP TS 38.215): the power of one
 * resource element. `eirpDbm` is of the whole carrier, of the one port or SSB beam that carries the
 * reference signal, in the direction of the receiver; `pathLossDb` holds the margins too.
 */
export function rsrpDbm(eirpDbm: number, resourceBlocks: number, pathLossDb: number): number {
  return eirpDbm + resourceElementShareDb(resourceBlocks) - pathLossDb;
}

/** What a cell sends of the signal by which receivers judge it. */
export interface ReferenceSignal {
  /** Of the carrier at one port, dBm. */
  readonly powerDbm: number;
  /** Power of the reference signal relative to the carrier, dB, at most 0. */
  readonly referenceShareDb: number;
  readonly peakGainDbi: number;
  /** Between transmitter and antenna, dB. */
  readonly feederLossDb: number;
}

/**
 * Radiated power of the reference signal in the antenna's strongest direction, dBm: EPRE + G - feeder
 * for LTE and NR, the pilot's or the BCCH carrier's for UMTS and GSM.
 */
export function referenceEirpDbm(signal: ReferenceSignal): number {
  return signal.powerDbm + signal.referenceShareDb + signal.peakGainDbi - signal.feederLossDb;
}

/**
 * Received reference signal, dBm: RSRP, SS-RSRP, RSCP or RXLEV after the technology.
 * `patternGainDb` is relative to the peak, at most 0; `marginDb` the sum of what is held back.
 */
export function receivedDbm(
  peakReferenceEirpDbm: number,
  patternGainDb: number,
  pathLossDb: number,
  marginDb: number,
): number {
  return peakReferenceEirpDbm + patternGainDb - pathLossDb - marginDb;
}

/**
 * Standard deviation of the level between places of one pixel, dB: what stands around the receiver
 * and what the model does not know, together. An engineering default for macro cells.
 */
export const LOCATION_DEVIATION_DB = 8;

/**
 * What to subtract from the median level for one that `placesFraction` (0.01 to 0.99) of the places
 * reach, dB, levels being normally distributed: 0 for half of them, 10.3 for 90 % at 8 dB.
 */
export function locationMarginDb(
  placesFraction: number,
  deviationDb: number = LOCATION_DEVIATION_DB,
): number {
  return placesFraction === 0.5 ? 0 : -inverseNormal(placesFraction) * deviationDb;
}

/** Where the receiver is, and what its walls cost, dB (engineering defaults, below 3 GHz). */
export const PENETRATION_LOSS_DB = { outdoor: 0, vehicle: 7, indoor: 12 } as const;
