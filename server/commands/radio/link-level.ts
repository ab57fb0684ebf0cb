import {
  departureSlopeMPerKm,
  elevationDegOfSlope,
} from "../../../geodata/radio/antenna/departure-slope.ts";
import { sectorGainDb } from "../../../geodata/radio/antenna/sector-gain.ts";
import { bulgePerKm2 } from "../../../geodata/radio/diffraction/bullington.ts";
import { rsrpDbm } from "../../../geodata/radio/link-budget.ts";
import type { P1812Terms } from "../../../geodata/radio/p1812/terms.ts";
import type { PathProfile } from "../../../geodata/radio/path-profile.ts";
import { gridConvergenceDeg, type UtmPoint } from "../../../geodata/radio/terrain/utm48.ts";
import {
  SIGNAL_CLASSES,
  type SignalClass,
  signalClassOf,
} from "../../../geodata/radio/thresholds.ts";
import type { Transmitter } from "./antenna-options.ts";

/** What leaves the one antenna and what comes out of the other. */
export interface LinkLevel {
  /** Of the whole carrier, in the antenna's strongest direction. */
  eirpDbm: number;
  powerDbm?: number;
  txGainDbi?: number;
  feederLossDb?: number;
  /** Towards the receiver, or the horizon before it: clockwise from true north, up from the horizontal. */
  towardsAzimuthDeg: number;
  towardsElevationDeg: number;
  /** Gain in that direction relative to the strongest one, at most 0. */
  txPatternGainDb: number;
  rxGainDbi: number;
  lossDb: number;
  /** Of the whole carrier at the receiver's antenna port: not what a telephone reports. */
  receivedCarrierDbm: number;
  resourceBlocks: number;
  /** Of one resource element: RSRP of LTE, SS-RSRP of NR. */
  rsrpDbm: number;
  signalClass: SignalClass;
  /** How far the RSRP lies above each threshold; negative: below. */
  margins: { signalClass: SignalClass; thresholdDbm: number; marginDb: number }[];
}

export function linkLevel(
  { eirpDbm, eirpParts, antenna, resourceBlocks }: Transmitter,
  rxGainDbi: number,
  profile: PathProfile,
  terms: P1812Terms,
  [tx, rx]: readonly [UtmPoint, UtmPoint],
): LinkLevel {
  const gridAzimuthRad = Math.atan2(rx.eastingM - tx.eastingM, rx.northingM - tx.northingM);
  const towardsAzimuthDeg = ((gridAzimuthRad * 180) / Math.PI + gridConvergenceDeg(tx) + 360) % 360;
  const towardsElevationDeg = elevationDegOfSlope(departureSlope(profile, terms));
  const txPatternGainDb = sectorGainDb(
    antenna.pattern,
    antenna.azimuthDeg ?? 0,
    antenna.downtiltDeg,
    towardsAzimuthDeg,
    towardsElevationDeg,
  );
  const { lossDb } = terms;
  const receivedCarrierDbm = eirpDbm + txPatternGainDb + rxGainDbi - lossDb;
  const level = rsrpDbm(receivedCarrierDbm, resourceBlocks, 0);
  return {
    eirpDbm,
    ...(eirpParts && {
      powerDbm: eirpParts.powerDbm,
      txGainDbi: eirpParts.gainDbi,
      feederLossDb: eirpParts.feederLossDb,
    }),
    towardsAzimuthDeg,
    towardsElevationDeg,
    txPatternGainDb,
    rxGainDbi,
    lossDb,
    receivedCarrierDbm,
    resourceBlocks,
    rsrpDbm: level,
    signalClass: signalClassOf(level)!,
    margins: SIGNAL_CLASSES.filter(({ fromDbm }) => fromDbm > -Infinity).map(({ id, fromDbm }) => ({
      signalClass: id,
      thresholdDbm: fromDbm,
      marginDb: level - fromDbm,
    })),
  };
}

/** Towards the receiver, or over whatever stands highest before it, m/km above the horizontal. */
function departureSlope(
  { distanceKm, obstacleHeightM }: PathProfile,
  { lengthKm, txHeightAmslM, rxHeightAmslM, medianRadiusKm }: P1812Terms,
): number {
  const bulge = bulgePerKm2(medianRadiusKm);
  let horizon = -Infinity;
  for (let i = 1; i < distanceKm.length - 1; i++) {
    const atKm = distanceKm[i]!;
    const slope = (obstacleHeightM[i]! - txHeightAmslM) / atKm + bulge * (lengthKm - atKm);
    if (slope > horizon) horizon = slope;
  }
  return departureSlopeMPerKm(horizon, txHeightAmslM, rxHeightAmslM, lengthKm, medianRadiusKm);
}
