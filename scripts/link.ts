/**
 * `npm run -s link -- --from lon,lat,height --to lon,lat,height --frequency MHZ`: one path by all of
 * ITU-R P.1812-8: the profile, what stands in the way, the first Fresnel zone, every loss term.
 * Options: --clutter open (or what stands all along the path: suburban, urban, forest, dense_urban),
 * --time 50 (% of the time), --places 50 (% of places), --deviation 0 (dB between places),
 * --polarization vertical, --step 30 (m), --json. Heights in m above ground, WGS 84 degrees.
 * Exit codes: 0 computed, 1 not computed (ground unknown), 2 bad input.
 */

import { CLUTTER_HEIGHT_M, type ClutterClass } from "../geodata/radio/clutter.ts";
import type { P1812Link } from "../geodata/radio/p1812/link.ts";
import { p1812 } from "../geodata/radio/p1812/p1812.ts";
import { pathCentreLatDeg } from "../geodata/radio/p1812/path-centre.ts";
import { makePathProfile, type PathProfile } from "../geodata/radio/path-profile.ts";
import { profileBetween, type TerrainGap } from "../geodata/radio/terrain/profile-between.ts";
import { BrokenTerrainError } from "../geodata/radio/terrain/read-terrain.ts";
import { toUtm48 } from "../geodata/radio/terrain/utm48.ts";
import { beginCommand } from "./command/begin-command.ts";
import { BadInputError } from "./radio/bad-input.ts";
import {
  POLARIZATIONS,
  readChoice,
  readNumber,
  readPlace,
  readWords,
} from "./radio/command-options.ts";
import { clearances, obstaclesOf, profileDrawing, termLines } from "./radio/link-report.ts";
import { loadTerrain, terrainDirOf } from "./terrain/load-terrain.ts";

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
] as const;
const USAGE = `--from lon,lat,height --to lon,lat,height --frequency MHZ [${NAMES.slice(3)
  .map((name) => `--${name}`)
  .join(" ")}] [--json]`;
/** Longest path that is drawn from one terrain, km. */
const MOST_KM = 300;

async function main(args: string[]): Promise<number> {
  const asJson = args.includes("--json");
  const words = readWords(
    args.filter((word) => word !== "--json"),
    NAMES,
    USAGE,
  );
  const from = readPlace("from", words.from, true);
  const to = readPlace("to", words.to, true);
  const frequencyMhz = readNumber("frequency", words.frequency, {
    least: 30,
    most: 6000,
    unit: "MHz",
  });
  const stepM = readNumber("step", words.step, { least: 1, most: 1000, unit: "m" }, 30);
  const percent = { least: 1, most: 50, unit: "%" };
  const timePercent = readNumber("time", words.time, percent, 50);
  const locationPercent = readNumber("places", words.places, { ...percent, most: 99 }, 50);
  const locationDeviationDb = readNumber(
    "deviation",
    words.deviation,
    { least: 0, most: 30, unit: "dB" },
    0,
  );
  const clutter = readChoice("clutter", words.clutter, CLUTTER_CLASSES, "open");
  const polarization = readChoice("polarization", words.polarization, POLARIZATIONS, "vertical");

  const terrain = await loadTerrain(terrainDirOf(process.env));
  const [tx, rx] = [toUtm48(from.lon, from.lat), toUtm48(to.lon, to.lat)];
  const lengthKm = Math.hypot(rx.eastingM - tx.eastingM, rx.northingM - tx.northingM) / 1000;
  if (!(lengthKm >= 0.01 && lengthKm <= MOST_KM))
    throw new BadInputError(
      `Got a path of ${lengthKm.toFixed(3)} km, expected 0.01 to ${MOST_KM} km between --from and --to.`,
    );
  const { profile, gap } = profileBetween(terrain, tx, rx, stepM);
  if (!profile) return sayGap(gap, asJson);
  const link: P1812Link = {
    frequencyGHz: frequencyMhz / 1000,
    timePercent,
    locationPercent,
    locationDeviationDb,
    txHeightAglM: from.heightAglM,
    rxHeightAglM: to.heightAglM,
    polarization,
    centreLatDeg: pathCentreLatDeg(from.lon, from.lat, to.lon, to.lat, lengthKm),
  };
  const terms = p1812(withClutter(profile, CLUTTER_HEIGHT_M[clutter]), link);
  const points = clearances(profile, terms, link.frequencyGHz);
  const obstacles = obstaclesOf(points);
  if (asJson) {
    const { distanceKm, terrainHeightM } = profile;
    say(
      JSON.stringify({
        computed: true,
        synthetic: terrain.header.synthetic,
        link,
        terms,
        obstacles,
        profile: { distanceKm: [...distanceKm], terrainHeightM: [...terrainHeightM] },
      }),
    );
    return 0;
  }
  if (terrain.header.synthetic)
    say("DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT (demonstration terrain)", "");
  say(
    `${terms.lengthKm.toFixed(3)} km, ${profile.distanceKm.length} points, ${frequencyMhz} MHz, ${polarization} polarisation`,
    `antennas at ${terms.txHeightAmslM.toFixed(1)} m and ${terms.rxHeightAmslM.toFixed(1)} m above sea level`,
    "",
    ...profileDrawing(profile, terms),
    `${" ".repeat(9)}0 km${`${terms.lengthKm.toFixed(1)} km`.padStart(74)}`,
    "",
  );
  const nearest = points.reduce(
    (least, point) => (share(point) < share(least) ? point : least),
    points[0]!,
  );
  say(
    nearest.clearanceM < 0 ? "No line of sight." : "Line of sight.",
    `Least of the first Fresnel zone free: ${(share(nearest) * 100).toFixed(0)} % at ${nearest.atKm.toFixed(2)} km (clearance ${nearest.clearanceM.toFixed(1)} m, zone ${nearest.fresnelM.toFixed(1)} m).`,
    obstacles.length === 0
      ? "Nothing enters 60 % of the zone."
      : "In the way (less than 60 % of the zone free):",
    ...obstacles.map(
      (point) =>
        `  ${point.atKm.toFixed(2).padStart(7)} km  ground ${point.groundM.toFixed(0)} m  clearance ${point.clearanceM.toFixed(1)} m  zone ${point.fresnelM.toFixed(1)} m`,
    ),
    "",
  );
  const lines = termLines(terms, link);
  const width = Math.max(...lines.map(([name]) => name.length));
  say(...lines.map(([name, value]) => `${name.padEnd(width)}  ${value.padStart(12)}`));
  return 0;
}

const CLUTTER_CLASSES = Object.keys(CLUTTER_HEIGHT_M) as ClutterClass[];

/** The same stands everywhere between the ends; an antenna's own place is free (R = 0 there). */
function withClutter({ distanceKm, terrainHeightM }: PathProfile, clutterM: number): PathProfile {
  const clutterHeightM = new Float64Array(distanceKm.length).fill(clutterM);
  return makePathProfile({ distanceKm, terrainHeightM, clutterHeightM });
}

const share = (point: { clearanceM: number; fresnelM: number }) =>
  point.clearanceM / point.fresnelM;

/** Ground that nobody knows is not sea level: there is no figure to give. */
function sayGap(gap: TerrainGap, asJson: boolean): number {
  if (asJson) say(JSON.stringify({ computed: false, gap }));
  else
    say(
      `Not computed: no terrain at ${gap.atKm.toFixed(2)} km from the transmitter (${gap.unknown} of ${gap.points} points of the path are unknown). Import terrain there: npm run -s terrain -- FILE`,
    );
  return 1;
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

beginCommand(
  process.argv.slice(2),
  `One path by ITU-R P.1812-8: profile, obstacles, Fresnel zone, every loss term.\nnpm run -s link -- ${USAGE}`,
);
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BadInputError || error instanceof BrokenTerrainError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
