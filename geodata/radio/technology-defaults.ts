import type { MobileTechnology } from "../model/technology.ts";
import { type ReferenceSignal, resourceElementShareDb } from "./link-budget.ts";

/** What is assumed of a cell that states no more than its technology and bandwidth. */
export interface RadioDefaults extends ReferenceSignal {
  readonly technology: MobileTechnology;
  /** The standard channel that the figures hold for, MHz: the nearest one to what was asked for. */
  readonly channelMhz: number;
  /** What a receiver reports of it. */
  readonly reported: "RXLEV" | "RSCP" | "RSRP" | "SS-RSRP";
  /** LTE and NR alone. */
  readonly resourceBlocks?: number;
}

/** Height at which coverage is computed, m above ground. */
export const RECEIVER_HEIGHT_AGL_M = 1.5;

/** Resource blocks by channel, MHz: LTE (3GPP TS 36.101 table 5.6-1). */
export const LTE_RESOURCE_BLOCKS: ReadonlyMap<number, number> = new Map([
  [1.4, 6],
  [3, 15],
  [5, 25],
  [10, 50],
  [15, 75],
  [20, 100],
]);

/** Resource blocks by channel, MHz: NR below 6 GHz at 30 kHz (3GPP TS 38.101-1 table 5.3.2-1). */
export const NR_RESOURCE_BLOCKS: ReadonlyMap<number, number> = new Map([
  [5, 11],
  [10, 24],
  [15, 38],
  [20, 51],
  [25, 65],
  [30, 78],
  [40, 106],
  [50, 133],
  [60, 162],
  [70, 189],
  [80, 217],
  [90, 245],
  [100, 273],
]);

/** Share of P-CPICH in the power of a UMTS carrier, dB: 10 % (3GPP TS 25.101 tables C.3 and C.7). */
const CPICH_SHARE_DB = -10;

/** The BCCH carrier is sent at its full power in every timeslot (3GPP TS 45.008 section 7.1). */
const BCCH_SHARE_DB = 0;

const GSM: RadioDefaults = {
  technology: "gsm",
  reported: "RXLEV",
  channelMhz: 0.2,
  powerDbm: 43,
  referenceShareDb: BCCH_SHARE_DB,
  peakGainDbi: 16,
  // Cabinet at the foot of the mast.
  feederLossDb: 2,
};

const UMTS: RadioDefaults = {
  technology: "umts",
  reported: "RSCP",
  channelMhz: 5,
  powerDbm: 43,
  referenceShareDb: CPICH_SHARE_DB,
  peakGainDbi: 17,
  feederLossDb: 2,
};

/** Unknown bandwidth, MHz. */
const DEFAULT_CHANNEL_MHZ = { lte: 10, nr: 100 };

/** Up to here an LTE carrier is taken for one of the low bands, whose antennas have less gain. */
const NARROW_LTE_MHZ = 10;

/**
 * Engineering defaults of one technology and `bandwidthMhz`, the usual channel when it is absent.
 * Whoever uses them for a cell says that they are assumed.
 */
export function radioDefaults(technology: MobileTechnology, bandwidthMhz?: number): RadioDefaults {
  if (technology === "gsm") return GSM;
  if (technology === "umts") return UMTS;
  const table = technology === "lte" ? LTE_RESOURCE_BLOCKS : NR_RESOURCE_BLOCKS;
  const channelMhz = nearestChannelMhz(table, bandwidthMhz ?? DEFAULT_CHANNEL_MHZ[technology]);
  const resourceBlocks = table.get(channelMhz)!;
  const carrier = {
    channelMhz,
    resourceBlocks,
    referenceShareDb: resourceElementShareDb(resourceBlocks),
  };
  return technology === "lte"
    ? {
        technology,
        reported: "RSRP",
        ...carrier,
        powerDbm: 46,
        // The middle of 15 to 17 and of 17 to 18 dBi; feeders have 0 to 2 dB.
        peakGainDbi: channelMhz <= NARROW_LTE_MHZ ? 16 : 17.5,
        feederLossDb: 1,
      }
    : {
        technology,
        reported: "SS-RSRP",
        ...carrier,
        powerDbm: 53,
        // Of the beam that carries the SSB: traffic beams have more. The radio is in the antenna.
        peakGainDbi: 17,
        feederLossDb: 0,
      };
}

/** Of two equally near the wider one: it spreads the power more and promises less. */
function nearestChannelMhz(table: ReadonlyMap<number, number>, bandwidthMhz: number): number {
  let nearest = NaN;
  for (const channelMhz of table.keys())
    if (!(Math.abs(channelMhz - bandwidthMhz) > Math.abs(nearest - bandwidthMhz)))
      nearest = channelMhz;
  return nearest;
}
