/**
 * `npm run -s link -- --from lon,lat,height --to lon,lat,height --frequency MHZ`: one path by all of
 * ITU-R P.1812-8: the profile, what stands in the way, the first Fresnel zone, every loss term, and the
 * level from the transmitter's power to the margin over each threshold.
 * Options: --clutter open (or what stands all along the path: suburban, urban, forest, dense_urban),
 * --time 50 (% of the time), --places 50 (% of places), --deviation (dB between places: 8 when another
 * share of places than half is asked for), --polarization vertical, --step (m; the terrain's cells),
 * --eirp 61 (dBm) or --power 46 --gain 16 --feeder 1, --resource-blocks 50, --pattern, --azimuth, --tilt
 * as for coverage (without them the EIRP goes towards the receiver), --receiver-gain 0 (dBi), --json.
 * Heights in m above ground, WGS 84 degrees.
 * Exit codes: 0 computed, 1 not computed (ground unknown), 2 bad input.
 */

import { distanceM } from "../geodata/geometry/distance.ts";
import { BrokenTerrainError } from "../geodata/radio/terrain/read-terrain.ts";
import { BadInputError } from "./radio/bad-input.ts";
import { OUTSIDE_P1812 } from "./radio/command-options.ts";
import { DEMONSTRATION_MARK } from "./radio/demonstration-mark.ts";
import { answerLink, type LinkAnswer, type UnknownGround } from "./radio/link-answer.ts";
import { inColumns, levelLines, sightLines, termLines } from "./radio/link-report.ts";
import { type LinkRequest, readLinkRequest } from "./radio/link-request.ts";
import { profileDrawing } from "./radio/profile-drawing.ts";
import { loadTerrain, terrainDirOf } from "./terrain/load-terrain.ts";

/** Longest path that is drawn straight in one terrain, km. */
const MOST_KM = 300;
/** Up to here P.1812 speaks of paths, km. */
const MOST_P1812_KM = 3000;

async function main(args: string[]): Promise<number> {
  const request = readLinkRequest(args);
  checkLength(request);
  const terrain = await loadTerrain(terrainDirOf(process.env));
  const { answer, gap } = answerLink(request, terrain);
  const { synthetic } = terrain.header;
  if (!answer) return sayGap(gap, request.asJson);
  if (request.asJson) say(JSON.stringify(asJson(answer, request, synthetic)));
  else sayAnswer(answer, request, synthetic);
  return 0;
}

function checkLength({ from, to }: LinkRequest): void {
  const lengthKm = distanceM(from.lon, from.lat, to.lon, to.lat) / 1000;
  if (lengthKm >= 0.01 && lengthKm <= MOST_KM) return;
  const outside = lengthKm > MOST_P1812_KM ? ` This is ${OUTSIDE_P1812}.` : "";
  throw new BadInputError(
    `Got a path of ${lengthKm.toFixed(3)} km, expected 0.01 to ${MOST_KM} km between --from and --to.${outside}`,
  );
}

function asJson(answer: LinkAnswer, request: LinkRequest, synthetic: boolean) {
  const { link, terms, level, profile, obstacles, step, warnings } = answer;
  const { distanceKm, terrainHeightM, obstacleHeightM } = profile;
  return {
    computed: true,
    synthetic,
    ...(synthetic && { notice: DEMONSTRATION_MARK }),
    warnings,
    link,
    clutter: request.clutter,
    step,
    terms,
    level,
    obstacles,
    profile: {
      distanceKm: [...distanceKm],
      terrainHeightM: [...terrainHeightM],
      obstacleHeightM: [...obstacleHeightM],
    },
  };
}

function sayAnswer(answer: LinkAnswer, request: LinkRequest, synthetic: boolean): void {
  const { link, terms, level, profile, warnings } = answer;
  const { frequencyMhz, polarization, clutter } = request;
  if (synthetic) say(`${DEMONSTRATION_MARK} (demonstration terrain)`, "");
  say(
    `${terms.lengthKm.toFixed(3)} km, ${profile.distanceKm.length} points, ${frequencyMhz} MHz, ${polarization} polarisation`,
    `antennas at ${terms.txHeightAmslM.toFixed(1)} m and ${terms.rxHeightAmslM.toFixed(1)} m above sea level, inland, clutter: ${clutter}`,
    ...warnings.map((warning) => `Warning: ${warning}`),
    "",
    ...profileDrawing(profile, terms),
    `${" ".repeat(9)}0 km${`${terms.lengthKm.toFixed(1)} km`.padStart(74)}`,
    "",
    ...sightLines(answer, clutter),
    "",
    ...inColumns(termLines(terms, link)),
    "",
    ...inColumns(levelLines(level, request, link)),
  );
}

/** Ground that nobody knows is not sea level: there is no figure to give. */
function sayGap(gap: UnknownGround, inJson: boolean): number {
  if (inJson) say(JSON.stringify({ computed: false, gap }));
  else
    say(
      `Not computed: no terrain at ${gap.atKm.toFixed(2)} km from the transmitter (${gap.unknown} of ${gap.points} points of the path are unknown${gap.under.map((end) => `, the one under the ${end} too`).join("")}). Import terrain there: npm run -s terrain -- FILE`,
    );
  return 1;
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BadInputError || error instanceof BrokenTerrainError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
