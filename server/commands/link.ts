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

import { BrokenTerrainError } from "../../geodata/radio/terrain/read-terrain.ts";
import { beginComputing } from "../../geodata/text/command-help.ts";
import { loadTerrain, terrainDirOf } from "../terrain/terrain-reader.ts";
import { type CommandIo, PROCESS_IO } from "./command-io.ts";
import { BadInputError } from "./radio/bad-input.ts";
import { answerLink, type UnknownGround } from "./radio/link-answer.ts";
import { answerJson, answerLines } from "./radio/link-report.ts";
import { LINK_HELP, readLinkRequest } from "./radio/link-request.ts";

/** Resolves with the exit code. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  try {
    return await answer(args, io);
  } catch (error) {
    if (!(error instanceof BadInputError || error instanceof BrokenTerrainError)) throw error;
    io.err(`${error.message}\n`);
    return 2;
  }
}

async function answer(args: string[], io: CommandIo): Promise<number> {
  const request = readLinkRequest(args);
  const terrain = await loadTerrain(terrainDirOf(io.env));
  const { answer: found, gap } = answerLink(request, terrain);
  const { synthetic } = terrain.header;
  if (!found) return sayGap(gap, request.asJson, io);
  if (request.asJson) say(io, JSON.stringify(answerJson(found, request, synthetic)));
  else say(io, ...answerLines(found, request, synthetic));
  return 0;
}

/** Ground that nobody knows is not sea level: there is no figure to give. */
function sayGap(gap: UnknownGround, inJson: boolean, io: CommandIo): number {
  if (inJson) say(io, JSON.stringify({ computed: false, gap }));
  else
    say(
      io,
      `Not computed: no terrain at ${gap.atKm.toFixed(2)} km from the transmitter (${gap.unknown} of ${gap.points} points of the path are unknown${gap.under.map((end) => `, the one under the ${end} too`).join("")}). Import terrain there: npm run -s terrain -- FILE`,
    );
  return 1;
}

function say(io: CommandIo, ...lines: string[]): void {
  io.out(`${lines.join("\n")}\n`);
}

if (import.meta.main) {
  const args = process.argv.slice(2);
  beginComputing(args, LINK_HELP, process);
  process.exitCode = await run(args, PROCESS_IO);
}
