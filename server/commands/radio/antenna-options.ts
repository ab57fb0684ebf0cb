import { readFileSync } from "node:fs";
import type { AntennaPattern } from "../../../geodata/radio/antenna/antenna-pattern.ts";
import type { MsiAntenna } from "../../../geodata/radio/antenna/msi-antenna.ts";
import { readMsi } from "../../../geodata/radio/antenna/read-msi.ts";
import {
  OMNI,
  TR_36_814,
  TR_38_901_ELEMENT,
} from "../../../geodata/radio/antenna/reference-patterns.ts";
import { BadInputError } from "./bad-input.ts";
import { readNumber } from "./command-options.ts";

/** What a transmitter sends, and where to. */
export const ANTENNA_NAMES = [
  "eirp",
  "power",
  "gain",
  "feeder",
  "resource-blocks",
  "pattern",
  "azimuth",
  "tilt",
] as const;
/** What `--help` says of them. */
export const ANTENNA_HELP = `
  --power DBM --gain DBI --feeder DB   transmitter, antenna and cable: 46, 16 and 1 unless said
  --eirp DBM                           instead of the three: power + gain - feeder
  --resource-blocks N                  that share the power (50); RSRP is the level of one subcarrier
  --pattern 36.814|38.901|omni|FILE    antenna; FILE is an MSI/Planet file
  --azimuth DEG --tilt DEG             clockwise from true north; downwards`;
type AntennaWords = Partial<Record<(typeof ANTENNA_NAMES)[number], string>>;

export interface Transmitter {
  /** Of the whole carrier in the antenna's strongest direction. */
  eirpDbm: number;
  /** What it is the sum of; absent when it was stated as it is. */
  eirpParts?: { powerDbm: number; gainDbi: number; feederLossDb: number };
  resourceBlocks: number;
  antenna: MountedAntenna;
  /** What whoever asked may not know, one sentence each. */
  warnings: string[];
}

interface MountedAntenna {
  /** As the command names it, or what the file says. */
  name: string;
  pattern: AntennaPattern;
  /** Clockwise from true north; absent for an antenna without a direction. */
  azimuthDeg?: number;
  downtiltDeg: number;
  /** Tilt that is in the cuts of the file already; `downtiltDeg` comes on top. */
  fileDowntiltDeg?: number;
}

/** LTE of 10 MHz: the engineering defaults of `technology-defaults.ts`. */
const DEFAULT_POWER_DBM = 46;
const DEFAULT_GAIN_DBI = 16;
const DEFAULT_FEEDER_DB = 1;
const DEFAULT_RESOURCE_BLOCKS = 50;
const PATTERNS = { "36.814": TR_36_814, "38.901": TR_38_901_ELEMENT, omni: OMNI };
/** A file measured within this share of the carrier's frequency is taken without a word. */
const SAME_BAND = 0.15;

/** Power and antenna of a transmitter. Without a direction and a pattern it is the same all around. */
export function readTransmitter(words: AntennaWords, frequencyMhz: number): Transmitter {
  const warnings: string[] = [];
  const { antenna, gainDbi } = readAntenna(words, frequencyMhz, warnings);
  return {
    ...readEirp(words, gainDbi, warnings),
    resourceBlocks: readNumber(
      "resource-blocks",
      words["resource-blocks"],
      { least: 1, most: 275, unit: "resource blocks" },
      DEFAULT_RESOURCE_BLOCKS,
    ),
    antenna,
    warnings,
  };
}

function readEirp(
  words: AntennaWords,
  patternGainDbi: number | undefined,
  warnings: string[],
): Pick<Transmitter, "eirpDbm" | "eirpParts"> {
  const isSum = [words.power, words.gain, words.feeder].some((word) => word !== undefined);
  if (words.eirp !== undefined) {
    if (isSum)
      throw new BadInputError(
        "Got --eirp together with --power, --gain or --feeder, expected one or the other: EIRP is power + gain - feeder.",
      );
    return { eirpDbm: readNumber("eirp", words.eirp, { least: -30, most: 100, unit: "dBm" }) };
  }
  const power = { least: -30, most: 80, unit: "dBm" };
  const gain = { least: -20, most: 60, unit: "dBi" };
  const feeder = { least: 0, most: 30, unit: "dB" };
  const powerDbm = readNumber("power", words.power, power, DEFAULT_POWER_DBM);
  // Without a word on power the customary EIRP holds, whatever the pattern states.
  const assumedDbi = isSum ? (patternGainDbi ?? DEFAULT_GAIN_DBI) : DEFAULT_GAIN_DBI;
  const gainDbi = readNumber("gain", words.gain, gain, assumedDbi);
  const feederLossDb = readNumber("feeder", words.feeder, feeder, DEFAULT_FEEDER_DB);
  if (patternGainDbi !== undefined && gainDbi !== patternGainDbi)
    warnings.push(
      `The antenna states ${patternGainDbi.toFixed(2)} dBi, computed with ${gainDbi.toFixed(2)} dBi${isSum ? "" : " (no --eirp or --power was given)"}.`,
    );
  return {
    eirpDbm: powerDbm + gainDbi - feederLossDb,
    eirpParts: { powerDbm, gainDbi, feederLossDb },
  };
}

function readAntenna(
  words: AntennaWords,
  frequencyMhz: number,
  warnings: string[],
): { antenna: MountedAntenna; gainDbi: number | undefined } {
  const azimuth = { least: 0, most: 360, unit: "degrees from true north" };
  const tilt = { least: -90, most: 90, unit: "degrees downwards" };
  const azimuthDeg = readNumber("azimuth", words.azimuth, azimuth, 0) % 360;
  const downtiltDeg = readNumber("tilt", words.tilt, tilt, 0);
  const word = words.pattern ?? (words.azimuth === undefined ? "omni" : "36.814");
  if (word === "omni") {
    for (const name of ["azimuth", "tilt"] as const)
      if (words[name] !== undefined)
        warnings.push(
          `--${name} has no effect: the antenna is the same in all directions (omni). Give ${name === "tilt" ? "--azimuth or --pattern" : "another --pattern"}.`,
        );
    return { antenna: { name: word, pattern: OMNI, downtiltDeg: 0 }, gainDbi: undefined };
  }
  if (words.azimuth === undefined)
    warnings.push("No --azimuth was given: the antenna points to true north (0 degrees).");
  if (Object.hasOwn(PATTERNS, word)) {
    const pattern = PATTERNS[word as keyof typeof PATTERNS];
    const name = `3GPP TR ${word}`;
    return { antenna: { name, pattern, azimuthDeg, downtiltDeg }, gainDbi: pattern.peakGainDbi };
  }
  const msi = readMsiFile(word);
  if (msi.peakDowntiltDeg !== 0 && downtiltDeg !== 0)
    warnings.push(
      `The antenna file is strongest ${Number(msi.peakDowntiltDeg.toFixed(2))} degrees below the horizon already; --tilt adds ${downtiltDeg}: ${Number((msi.peakDowntiltDeg + downtiltDeg).toFixed(2))} degrees in all.`,
    );
  if (msi.frequencyMhz !== undefined && Math.abs(msi.frequencyMhz / frequencyMhz - 1) > SAME_BAND)
    warnings.push(
      `The antenna file was measured at ${msi.frequencyMhz} MHz, the carrier is at ${frequencyMhz} MHz.`,
    );
  return {
    antenna: {
      name: msi.name ?? word,
      pattern: msi.pattern,
      azimuthDeg,
      downtiltDeg,
      fileDowntiltDeg: msi.peakDowntiltDeg,
    },
    gainDbi: msi.pattern.peakGainDbi,
  };
}

function readMsiFile(path: string): MsiAntenna {
  if (!/\.(msi|pln)$/i.test(path))
    throw new BadInputError(
      `Got "${path}" for --pattern, expected ${Object.keys(PATTERNS).join(", ")} or an .msi file.`,
    );
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new BadInputError(
      `Got "${path}" for --pattern, expected a file that can be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
  const { antenna, problems } = readMsi(text);
  const [problem] = problems;
  if (antenna && !problem) return antenna;
  throw new BadInputError(
    `${path}, line ${problem?.line ?? 1}: got ${problem?.got ?? "nothing"}, expected ${problem?.expected ?? "an antenna"}.`,
  );
}
