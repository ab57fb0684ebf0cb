import { readFileSync } from "node:fs";
import type { AntennaPattern } from "../../geodata/radio/antenna/antenna-pattern.ts";
import { readMsi } from "../../geodata/radio/antenna/read-msi.ts";
import {
  OMNI,
  TR_36_814,
  TR_38_901_ELEMENT,
} from "../../geodata/radio/antenna/reference-patterns.ts";
import type { Polarization } from "../../geodata/radio/diffraction/first-term.ts";
import { locationMarginDb, PENETRATION_LOSS_DB } from "../../geodata/radio/link-budget.ts";
import { RECEIVER_HEIGHT_AGL_M } from "../../geodata/radio/technology-defaults.ts";
import { BadInputError } from "./bad-input.ts";
import {
  ANTENNA_HEIGHT,
  POLARIZATIONS,
  readChoice,
  readNumber,
  readPlace,
  readWords,
} from "./command-options.ts";

/** One sector on one mast, and how its coverage is wanted. */
export interface CoverageRequest {
  lon: number;
  lat: number;
  heightAglM: number;
  frequencyGHz: number;
  radiusM: number;
  stepM: number;
  eirpDbm: number;
  resourceBlocks: number;
  pattern: AntennaPattern;
  azimuthDeg: number;
  downtiltDeg: number;
  polarization: Polarization;
  rxHeightAglM: number;
  /** Held back for what varies between places of a pixel and for walls, dB. */
  marginDb: number;
  workers: number;
  out: string;
}

const NAMES = [
  "site",
  "height",
  "frequency",
  "radius",
  "out",
  "eirp",
  "azimuth",
  "tilt",
  "pattern",
  "resource-blocks",
  "step",
  "receiver-height",
  "places",
  "place",
  "polarization",
  "workers",
] as const;

export const COVERAGE_USAGE = `--site lon,lat --height M --frequency MHZ --radius M --out FILE.tif [${NAMES.slice(
  5,
)
  .map((name) => `--${name}`)
  .join(" ")}]`;

/** Bands that the sweep answers for, MHz. */
export const LOWEST_MHZ = 450;
/** Most places that are computed at once: 2 GB of arrays. */
const MOST_PLACES = 60_000_000;
const PATTERNS = { "36.814": TR_36_814, "38.901": TR_38_901_ELEMENT, omni: OMNI };

/** Defaults: LTE of 10 MHz, 46 dBm at 16 dBi less 1 dB of feeder; 30 m; median of places. */
export function readCoverageRequest(args: string[]): CoverageRequest {
  const words = readWords(args, NAMES, COVERAGE_USAGE);
  const { lon, lat } = readPlace("site", words.site, false);
  const heightAglM = readNumber("height", words.height, ANTENNA_HEIGHT);
  const mhz = { least: LOWEST_MHZ, most: 6000, unit: "MHz" };
  const frequencyMhz = readNumber("frequency", words.frequency, mhz);
  const radiusM = readNumber("radius", words.radius, { least: 100, most: 100_000, unit: "m" });
  const stepM = readNumber("step", words.step, { least: 5, most: 1000, unit: "m" }, 30);
  // Rays are two steps apart at the outer end.
  if (!(radiusM >= 2 * stepM && (Math.PI * radiusM * radiusM) / (stepM * stepM) <= MOST_PLACES))
    throw new BadInputError(
      `Got a radius of ${radiusM} m in steps of ${stepM} m, expected at least two steps and at most ${MOST_PLACES} places.`,
    );
  if (words.out === undefined || !/\.tiff?$/i.test(words.out))
    throw new BadInputError(
      `Got ${words.out === undefined ? "nothing" : `"${words.out}"`} for --out, expected the name of a .tif file.`,
    );
  const places = readNumber("places", words.places, { least: 1, most: 99, unit: "%" }, 50);
  const place = readChoice(
    "place",
    words.place,
    ["outdoor", "vehicle", "indoor"] as const,
    "outdoor",
  );
  // Without a direction the antenna has none.
  const isSector = words.azimuth !== undefined || words.pattern !== undefined;
  return {
    lon,
    lat,
    heightAglM,
    frequencyGHz: frequencyMhz / 1000,
    radiusM,
    stepM,
    eirpDbm: readNumber("eirp", words.eirp, { least: -30, most: 100, unit: "dBm" }, 61),
    resourceBlocks: readNumber(
      "resource-blocks",
      words["resource-blocks"],
      { least: 1, most: 275, unit: "resource blocks" },
      50,
    ),
    pattern: patternOf(words.pattern, isSector),
    azimuthDeg: readNumber(
      "azimuth",
      words.azimuth,
      { least: 0, most: 360, unit: "degrees from true north" },
      0,
    ),
    downtiltDeg: readNumber(
      "tilt",
      words.tilt,
      { least: -90, most: 90, unit: "degrees downwards" },
      0,
    ),
    polarization: readChoice("polarization", words.polarization, POLARIZATIONS, "vertical"),
    rxHeightAglM: readNumber(
      "receiver-height",
      words["receiver-height"],
      ANTENNA_HEIGHT,
      RECEIVER_HEIGHT_AGL_M,
    ),
    marginDb: locationMarginDb(places / 100) + PENETRATION_LOSS_DB[place],
    workers: readNumber("workers", words.workers, { least: 1, most: 64, unit: "workers" }, 2),
    out: words.out,
  };
}

function patternOf(word: string | undefined, isSector: boolean): AntennaPattern {
  if (word === undefined) return isSector ? TR_36_814 : OMNI;
  if (Object.hasOwn(PATTERNS, word)) return PATTERNS[word as keyof typeof PATTERNS];
  if (!/\.(msi|pln)$/i.test(word))
    throw new BadInputError(
      `Got "${word}" for --pattern, expected ${Object.keys(PATTERNS).join(", ")} or an .msi file.`,
    );
  let text: string;
  try {
    text = readFileSync(word, "utf8");
  } catch (error) {
    throw new BadInputError(
      `Got "${word}" for --pattern, expected a file that can be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
  const { antenna, problems } = readMsi(text);
  const [problem] = problems;
  if (antenna && !problem) return antenna.pattern;
  throw new BadInputError(
    `${word}, line ${problem?.line ?? 1}: got ${problem?.got ?? "nothing"}, expected ${problem?.expected ?? "an antenna"}.`,
  );
}
