import type { Polarization } from "../../../geodata/radio/diffraction/first-term.ts";
import { locationMarginDb, PENETRATION_LOSS_DB } from "../../../geodata/radio/link-budget.ts";
import { RECEIVER_HEIGHT_AGL_M } from "../../../geodata/radio/technology-defaults.ts";
import {
  ANTENNA_HELP,
  ANTENNA_NAMES,
  readTransmitter,
  type Transmitter,
} from "./antenna-options.ts";
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
  frequencyMhz: number;
  radiusM: number;
  /** Absent: the cells of the terrain. */
  stepM?: number;
  transmitter: Transmitter;
  polarization: Polarization;
  rxHeightAglM: number;
  /** Of the places in a pixel, so many reach the level that stands there, percent. */
  placesPercent: number;
  place: keyof typeof PENETRATION_LOSS_DB;
  /** Held back for the two of them, dB. */
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
  ...ANTENNA_NAMES,
  "step",
  "receiver-height",
  "places",
  "place",
  "polarization",
  "workers",
] as const;

const COVERAGE_USAGE = `--site lon,lat --height M --frequency MHZ --radius M --out FILE.tif [${NAMES.slice(
  5,
)
  .map((name) => `--${name}`)
  .join(" ")}]`;

export const COVERAGE_HELP = `Where one sector is received, RSRP in dBm as a GeoTIFF, with a QGIS style (.qml) beside it.
npm run -s coverage -- ${COVERAGE_USAGE}

  --site LON,LAT --height M            the mast in WGS 84, and the antenna above ground
  --frequency MHZ --radius M           450 to 6000 MHz; 100 to 100000 m
  --out FILE.tif                       a file of that name is written over
${ANTENNA_HELP.slice(1)}
  --step M                             size of a pixel (the terrain's cells)
  --receiver-height M                  above ground (1.5)
  --places PERCENT                     of the places in a pixel so many reach its level (50)
  --place outdoor|vehicle|indoor       holds back 0, 7 or 12 dB (outdoor)
  --polarization vertical|horizontal   (vertical)
  --workers N                          threads (2)

DATA_DIR names the folder of the imported terrain (.data); without one the demonstration terrain is used, and marked.`;

/** Bands that the sweep answers for, MHz. */
export const LOWEST_MHZ = 450;
/** Most places that are computed at once: 2 GB of arrays. */
const MOST_PLACES = 60_000_000;

/** Defaults: LTE of 10 MHz, 46 dBm at 16 dBi less 1 dB of feeder; the terrain's cells; median of places. */
export function readCoverageRequest(args: string[]): CoverageRequest {
  const words = readWords(args, NAMES, COVERAGE_USAGE);
  const { lon, lat } = readPlace("site", words.site, false);
  const heightAglM = readNumber("height", words.height, ANTENNA_HEIGHT);
  const mhz = { least: LOWEST_MHZ, most: 6000, unit: "MHz" };
  const frequencyMhz = readNumber("frequency", words.frequency, mhz);
  const radiusM = readNumber("radius", words.radius, { least: 100, most: 100_000, unit: "m" });
  const step = { least: 5, most: 1000, unit: "m" };
  const stepM = words.step === undefined ? undefined : readNumber("step", words.step, step);
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
  return {
    lon,
    lat,
    heightAglM,
    frequencyMhz,
    radiusM,
    ...(stepM !== undefined && { stepM }),
    transmitter: readTransmitter(words, frequencyMhz),
    polarization: readChoice("polarization", words.polarization, POLARIZATIONS, "vertical"),
    rxHeightAglM: readNumber(
      "receiver-height",
      words["receiver-height"],
      ANTENNA_HEIGHT,
      RECEIVER_HEIGHT_AGL_M,
    ),
    placesPercent: places,
    place,
    marginDb: locationMarginDb(places / 100) + PENETRATION_LOSS_DB[place],
    workers: readNumber("workers", words.workers, { least: 1, most: 64, unit: "workers" }, 2),
    out: words.out,
  };
}

/** The step of a request over a terrain of such cells; throws where it gives nothing, or too much. */
export function stepOver({ radiusM, stepM }: CoverageRequest, cellSizeM: number): number {
  const step = stepM ?? cellSizeM;
  // Rays are two steps apart at the outer end.
  if (radiusM >= 2 * step && (Math.PI * radiusM * radiusM) / (step * step) <= MOST_PLACES)
    return step;
  throw new BadInputError(
    `Got a radius of ${radiusM} m in steps of ${step} m, expected at least two steps and at most ${MOST_PLACES} places.`,
  );
}
