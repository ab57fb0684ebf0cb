import {
  type AntennaPattern,
  combinedGainDb,
  floorsOf,
  horizontalLossDb,
  type LossFloors,
  verticalLossDb,
} from "./antenna-pattern.ts";
import { elevationDegOfSlope } from "./departure-slope.ts";

/**
 * `sectorGainDb` of one sector in look-up form, for a whole area: the cuts already turned to its
 * azimuth and tilted, losses before their floors, dB. A look-up is linear between two nodes, without
 * trigonometry or allocation (14 ns). Error against the exact form: at most 4e-5 dB for TR 36.814,
 * 1e-5 dB for the element of TR 38.901; for a sampled pattern, beside a sample, a quarter of the
 * distance of two nodes (0.1 degrees of azimuth, 0.03 of elevation) times the change of its steepness
 * there, dB per degree.
 */
export interface SectorTable {
  /** Every 0.1 degrees clockwise from true north, 0 to 360. */
  readonly azimuthLossDb: Float32Array;
  /** Every 0.5 m/km up to 45 degrees either way; beyond, as evenly in the reciprocal of the slope. */
  readonly slopeLossDb: Float32Array;
  readonly floors: LossFloors;
}

const NODES_PER_DEG = 10;
const NODES_PER_M_PER_KM = 2;

/** 45 degrees: from here on the reciprocal is counted. */
const STEEP_M_PER_KM = 1000;
const LEVEL_NODE = 2 * NODES_PER_M_PER_KM * STEEP_M_PER_KM;
const ZENITH_NODE = 2 * LEVEL_NODE;
const RECIPROCAL_NODES = NODES_PER_M_PER_KM * STEEP_M_PER_KM * STEEP_M_PER_KM;

/** Both tables have one node more than their last one, so that this one too has a next. */
const AZIMUTH_NODES = 360 * NODES_PER_DEG + 2;
const SLOPE_NODES = ZENITH_NODE + 2;

const NODE_ELEVATIONS_DEG = Float64Array.from({ length: SLOPE_NODES }, (_, node) =>
  elevationDegOfSlope(slopeOfNode(Math.min(node, ZENITH_NODE))),
);

/** Takes 0.14 ms and 46 kB. Arguments as of `sectorGainDb`. */
export function makeSectorTable(
  pattern: AntennaPattern,
  azimuthDeg: number,
  downtiltDeg: number,
): SectorTable {
  const azimuthLossDb = new Float32Array(AZIMUTH_NODES);
  for (let node = 0; node < AZIMUTH_NODES; node++)
    azimuthLossDb[node] = horizontalLossDb(pattern, node / NODES_PER_DEG - azimuthDeg);
  const slopeLossDb = new Float32Array(SLOPE_NODES);
  for (let node = 0; node < SLOPE_NODES; node++)
    slopeLossDb[node] = verticalLossDb(pattern, NODE_ELEVATIONS_DEG[node]! + downtiltDeg);
  return { azimuthLossDb, slopeLossDb, floors: floorsOf(pattern) };
}

/**
 * Gain relative to the peak, dB, at most 0. `towardsAzimuthDeg` 0 to 360, clockwise from true north;
 * `towardsSlopeMPerKm` metres per kilometre above the horizontal at the antenna, any, infinite too.
 * NaN of either, or of an azimuth outside, is NaN.
 */
export function tableGainDb(
  table: SectorTable,
  towardsAzimuthDeg: number,
  towardsSlopeMPerKm: number,
): number {
  return combinedGainDb(
    between(table.azimuthLossDb, towardsAzimuthDeg * NODES_PER_DEG),
    between(table.slopeLossDb, nodeOfSlope(towardsSlopeMPerKm)),
    table.floors,
  );
}

function between(lossDb: Float32Array, position: number): number {
  const node = Math.floor(position);
  const first = lossDb[node]!;
  return first + (position - node) * (lossDb[node + 1]! - first);
}

function nodeOfSlope(slopeMPerKm: number): number {
  if (slopeMPerKm > STEEP_M_PER_KM) return ZENITH_NODE - RECIPROCAL_NODES / slopeMPerKm;
  if (slopeMPerKm < -STEEP_M_PER_KM) return -RECIPROCAL_NODES / slopeMPerKm;
  return LEVEL_NODE + NODES_PER_M_PER_KM * slopeMPerKm;
}

function slopeOfNode(node: number): number {
  if (node > 1.5 * LEVEL_NODE) return RECIPROCAL_NODES / (ZENITH_NODE - node);
  if (node < 0.5 * LEVEL_NODE) return -RECIPROCAL_NODES / node;
  return (node - LEVEL_NODE) / NODES_PER_M_PER_KM;
}
