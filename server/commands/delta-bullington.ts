/**
 * `npm run -s delta-bullington < PATHS.ndjson`: delta-Bullington diffraction loss (ITU-R P.526-16
 * section 4.5.2), one JSON object in, one out. A line in:
 *
 *     { id, distanceKm: [], terrainHeightM: [], obstacleHeightM: [], txHeightAmslM, rxHeightAmslM,
 *       effectiveEarthRadiusKm, frequencyGHz, overWaterFraction, polarization }
 *
 * A line out: { id, bullingtonActualDb, bullingtonSmoothDb, sphericalEarthDb, diffractionLossDb }.
 * `obstacleHeightM` is terrain with clutter; its ends are not read, as nothing shields an antenna at
 * its own place. Blank lines are passed over. Exit codes: 0 done, 2 bad input (the lines before it
 * have been answered).
 */
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { beginComputing } from "../../geodata/text/command-help.ts";
import { type CommandIo, PROCESS_IO } from "./command-io.ts";
import { BadInputError } from "./radio/bad-input.ts";
import { answerLine } from "./radio/delta-bullington-lines.ts";

/** Resolves with the exit code; `input` is paths, `output` has room for their answers. */
export async function run(
  args: readonly string[],
  io: Pick<CommandIo, "err">,
  input: Readable,
  output: Writable,
): Promise<number> {
  try {
    await answerAll(args, input, output);
    return 0;
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error;
    io.err(`${error.message}\n`);
    input.destroy();
    return 2;
  }
}

async function answerAll(
  args: readonly string[],
  input: Readable,
  output: Writable,
): Promise<void> {
  if (args.length > 0)
    throw new BadInputError(`Got "${args[0]}", expected no options: paths come on standard input.`);
  let lineNumber = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    lineNumber += 1;
    if (line.trim() === "") continue;
    const room = output.write(`${answerLine(line, lineNumber)}\n`);
    if (!room) await once(output, "drain");
  }
}

const USAGE = `Delta-Bullington diffraction loss (ITU-R P.526-16), one JSON object in, one out.
npm run -s delta-bullington < PATHS.ndjson
In:  { id, distanceKm: [], terrainHeightM: [], obstacleHeightM: [], txHeightAmslM, rxHeightAmslM,
       effectiveEarthRadiusKm, frequencyGHz, overWaterFraction, polarization }
Out: { id, bullingtonActualDb, bullingtonSmoothDb, sphericalEarthDb, diffractionLossDb }`;

if (import.meta.main) {
  const args = process.argv.slice(2);
  beginComputing(args, USAGE, process);
  process.exitCode = await run(args, PROCESS_IO, process.stdin, process.stdout);
}
