import type { MobileTechnology } from "../../../geodata/model/technology.ts";
import { type Link, pathLossDb } from "./path-loss.ts";

/** One carrier as it is installed: what all cells of this kind have in common. */
export interface Carrier {
  technology: MobileTechnology;
  /** Centre of the band, MHz: absent from the rows where the fact table names no band. */
  bandMhz?: number;
  bandwidthMhz: number;
  /** Per port, dBm (engineering default of its kind). */
  powerDbm: number;
  /** Total power over that of the signal that a phone measures (BCCH, CPICH, resource element), dB. */
  referenceOffsetDb: number;
  gainDbi: number;
}

/** 12 subcarriers a resource block. */
const resourceElementsDb = (resourceBlocks: number) => 10 * Math.log10(12 * resourceBlocks);

const GSM_900: Carrier = {
  technology: "gsm",
  bandMhz: 900,
  bandwidthMhz: 0.2,
  powerDbm: 43,
  referenceOffsetDb: 0,
  gainDbi: 15,
};
const UMTS_2100: Carrier = {
  technology: "umts",
  bandMhz: 2100,
  bandwidthMhz: 5,
  powerDbm: 43,
  referenceOffsetDb: 10,
  gainDbi: 17,
};
const { bandMhz: _unnamed, ...UMTS_UNNAMED } = UMTS_2100;
const UMTS_900: Carrier = { ...UMTS_2100, bandMhz: 900, gainDbi: 15 };
const LTE_1800: Carrier = {
  technology: "lte",
  bandMhz: 1800,
  bandwidthMhz: 20,
  powerDbm: 46,
  referenceOffsetDb: resourceElementsDb(100),
  gainDbi: 17,
};
const LTE_2100: Carrier = {
  ...LTE_1800,
  bandMhz: 2100,
  bandwidthMhz: 10,
  referenceOffsetDb: resourceElementsDb(50),
};
const LTE_700: Carrier = {
  ...LTE_1800,
  bandMhz: 700,
  bandwidthMhz: 10,
  referenceOffsetDb: resourceElementsDb(50),
  gainDbi: 15,
};
const nrCarrier = (bandMhz: number): Carrier => ({
  technology: "nr",
  bandMhz,
  bandwidthMhz: 100,
  powerDbm: 53,
  referenceOffsetDb: resourceElementsDb(273),
  gainDbi: 17,
});

/** The carriers that an operator installs, by use. Bands as in `operators.csv`. */
export interface CarrierSet {
  gsm?: Carrier;
  /** On every 3G site. */
  umts: Carrier;
  /** 3G for reach, on sites outside the towns. */
  umtsRural?: Carrier;
  lte: Carrier;
  /** A second layer where many people live. */
  lteTown?: Carrier;
  /** Low band for the last thôn, from the day that the operator may use it. */
  lteRemote?: { carrier: Carrier; from: string };
  nr?: Carrier;
}

export const CARRIERS: Readonly<Record<string, CarrierSet>> = {
  VTL: {
    gsm: GSM_900,
    umts: UMTS_UNNAMED,
    lte: LTE_1800,
    lteTown: LTE_2100,
    lteRemote: { carrier: LTE_700, from: "2025-06-01" },
    nr: nrCarrier(2550),
  },
  VNPT: {
    gsm: GSM_900,
    umts: UMTS_2100,
    umtsRural: UMTS_900,
    lte: LTE_1800,
    lteTown: LTE_2100,
    lteRemote: { carrier: LTE_700, from: "2025-10-15" },
    nr: nrCarrier(3750),
  },
  MBF: {
    gsm: GSM_900,
    umts: UMTS_2100,
    umtsRural: UMTS_900,
    lte: LTE_1800,
    lteTown: LTE_2100,
    nr: nrCarrier(3850),
  },
  VNM: { umts: UMTS_2100, lte: LTE_2100 },
};

/** Weakest signal that an operator calls coverage, dBm at 1.5 m (engineering defaults). */
const COVERED_FROM_DBM: Readonly<Record<MobileTechnology, number>> = {
  gsm: -95,
  umts: -100,
  lte: -105,
  nr: -105,
};

/**
 * Houses and trees around the phone and the margin for 90 % of places, dB at 1.8 GHz; 20 dB more for
 * every decade of frequency (engineering defaults).
 */
const CLUTTER_AND_MARGIN_DB = 22;

/** 3G of an operator whose band is not named is taken as 2100 MHz. */
const UNNAMED_BAND_MHZ = 2100;

/** Where an antenna looks: azimuth clockwise from north, downtilt positive down. */
export interface Aim {
  azimuthDeg: number;
  downtiltDeg: number;
}

/**
 * Signal over the weakest that covers, dB, at the far end of a link that leaves the mast at
 * `bearingDeg`. Without an aim the antenna looks straight at it. Pattern: 3GPP TR 36.814 (70°/25 dB,
 * 10°/20 dB, floor 25 dB).
 */
export function marginDb(carrier: Carrier, link: Link, bearingDeg: number, aim?: Aim): number {
  const frequencyMhz = carrier.bandMhz ?? UNNAMED_BAND_MHZ;
  const eirpDbm = carrier.powerDbm - carrier.referenceOffsetDb + carrier.gainDbi;
  const offDb = aim === undefined ? 0 : patternLossDb(aim, bearingDeg, link.elevationDeg);
  const clutterDb = CLUTTER_AND_MARGIN_DB + 20 * Math.log10(frequencyMhz / 1800);
  const receivedDbm = eirpDbm - offDb - pathLossDb(link, frequencyMhz) - clutterDb;
  return receivedDbm - COVERED_FROM_DBM[carrier.technology];
}

function patternLossDb(aim: Aim, bearingDeg: number, elevationDeg: number): number {
  const turned = Math.abs(((bearingDeg - aim.azimuthDeg + 540) % 360) - 180);
  const raised = elevationDeg + aim.downtiltDeg;
  const horizontalDb = Math.min(12 * (turned / 70) ** 2, 25);
  const verticalDb = Math.min(12 * (raised / 10) ** 2, 20);
  return Math.min(horizontalDb + verticalDb, 25);
}
