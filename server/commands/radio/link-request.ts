import { distanceM } from "../../../geodata/geometry/distance.ts";
import { CLUTTER_HEIGHT_M, type ClutterClass } from "../../../geodata/radio/clutter.ts";
import type { Polarization } from "../../../geodata/radio/diffraction/first-term.ts";
import { LOCATION_DEVIATION_DB } from "../../../geodata/radio/link-budget.ts";
import {
  ANTENNA_HELP,
  ANTENNA_NAMES,
  readTransmitter,
  type Transmitter,
} from "./antenna-options.ts";
import { BadInputError } from "./bad-input.ts";
import {
  OUTSIDE_P1812,
  POLARIZATIONS,
  readChoice,
  readNumber,
  readPlace,
  readWords,
} from "./command-options.ts";

interface LinkEnd {
  lon: number;
  lat: number;
  heightAglM: number;
}

/** One link as it was asked for. */
export interface LinkRequest {
  from: LinkEnd;
  to: LinkEnd;
  frequencyMhz: number;
  timePercent: number;
  locationPercent: number;
  locationDeviationDb: number;
  polarization: Polarization;
  /** Absent: the cells of the terrain. */
  stepM?: number;
  clutter: ClutterClass;
  transmitter: Transmitter;
  rxGainDbi: number;
  asJson: boolean;
}

const NAMES = [
  "from",
  "to",
  "frequency",
  "time",
  "places",
  "deviation",
  "polarization",
  "step",
  "clutter",
  ...ANTENNA_NAMES,
  "receiver-gain",
] as const;
const LINK_USAGE = `--from lon,lat,height --to lon,lat,height --frequency MHZ [${NAMES.slice(3)
  .map((name) => `--${name}`)
  .join(" ")}] [--json]`;
export const LINK_HELP = `One path by ITU-R P.1812-8: profile, what blocks, every loss term, the level and its margins.
npm run -s link -- ${LINK_USAGE}

  --from LON,LAT,M --to LON,LAT,M      both ends in WGS 84, antennas in m above ground
  --frequency MHZ                      30 to 6000
  --time PERCENT                       the loss is not exceeded for so much of the time, 1 to 50 (50)
  --places PERCENT                     and at so many of the places, 1 to 99 (50)
  --deviation DB                       between places (8 where --places is not 50)
  --clutter ${Object.keys(CLUTTER_HEIGHT_M).join("|")}
                                       what stands on the ground (open)
${ANTENNA_HELP.slice(1)}
  --receiver-gain DBI                  (0)
  --step M                             between points of the profile (the terrain's cells)
  --polarization vertical|horizontal   (vertical)
  --json                               all of it as JSON

DATA_DIR names the folder of the imported terrain (.data); without one the demonstration terrain is used, and marked.`;
/** Longest path that is drawn straight in one terrain, km. */
const MOST_KM = 300;
/** Up to here P.1812 speaks of paths, km. */
const MOST_P1812_KM = 3000;
const CLUTTER_CLASSES = Object.keys(CLUTTER_HEIGHT_M) as ClutterClass[];

export function readLinkRequest(args: string[]): LinkRequest {
  const words = readWords(
    args.filter((word) => word !== "--json"),
    NAMES,
    LINK_USAGE,
  );
  const from = readPlace("from", words.from, true);
  const to = readPlace("to", words.to, true);
  checkLength(from, to);
  const mhz = { least: 30, most: 6000, unit: "MHz", ofP1812: true } as const;
  const frequencyMhz = readNumber("frequency", words.frequency, mhz);
  const step = { least: 1, most: 1000, unit: "m" };
  const percent = { least: 1, most: 50, unit: "%", ofP1812: true } as const;
  const locationPercent = readNumber("places", words.places, { ...percent, most: 99 }, 50);
  return {
    from,
    to,
    frequencyMhz,
    timePercent: readNumber("time", words.time, percent, 50),
    locationPercent,
    locationDeviationDb: readDeviationDb(words.deviation, locationPercent),
    polarization: readChoice("polarization", words.polarization, POLARIZATIONS, "vertical"),
    ...(words.step !== undefined && { stepM: readNumber("step", words.step, step) }),
    clutter: readChoice("clutter", words.clutter, CLUTTER_CLASSES, "open"),
    transmitter: readTransmitter(words, frequencyMhz),
    rxGainDbi: readNumber(
      "receiver-gain",
      words["receiver-gain"],
      { least: -20, most: 60, unit: "dBi" },
      0,
    ),
    asJson: args.includes("--json"),
  };
}

/** Half of the places need no spread; any other share is one of the maps' 8 dB unless it is stated. */
function readDeviationDb(word: string | undefined, locationPercent: number): number {
  const fallback = locationPercent === 50 ? 0 : LOCATION_DEVIATION_DB;
  const deviation = { least: 0, most: 30, unit: "dB" };
  const deviationDb = readNumber("deviation", word, deviation, fallback);
  if (deviationDb === 0 && locationPercent !== 50)
    throw new BadInputError(
      `Got --deviation 0 with --places ${locationPercent}, expected a deviation above 0 dB: without one all places are alike and there is no value for ${locationPercent} % of them.`,
    );
  return deviationDb;
}

function checkLength(from: LinkEnd, to: LinkEnd): void {
  const lengthKm = distanceM(from.lon, from.lat, to.lon, to.lat) / 1000;
  if (lengthKm >= 0.01 && lengthKm <= MOST_KM) return;
  const outside = lengthKm > MOST_P1812_KM ? ` This is ${OUTSIDE_P1812}.` : "";
  throw new BadInputError(
    `Got a path of ${lengthKm.toFixed(3)} km, expected 0.01 to ${MOST_KM} km between --from and --to.${outside}`,
  );
}
