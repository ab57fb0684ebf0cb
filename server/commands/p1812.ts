/**
 * `npm run -s p1812 -- --profiles DIR --results DIR`: computes every validation case of ITU-R P.1812
 * (`server/commands/radio/p1812-files.ts` says what the files hold) and compares basic transmission loss and
 * field strength. Exit codes: 0 all agree, 1 one differs by more than 1e-6 dB, 2 bad input.
 */
import { parseArgs } from "node:util";
import { p1812 } from "../../geodata/radio/p1812/p1812.ts";
import { beginComputing } from "../../geodata/text/command-help.ts";
import { type CommandIo, PROCESS_IO } from "./command-io.ts";
import { BadInputError } from "./radio/bad-input.ts";
import { type P1812Case, readP1812Cases } from "./radio/p1812-files.ts";

const TOLERANCE_DB = 1e-6;

const USAGE = "expected --profiles DIR --results DIR";

/** Resolves with the exit code. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  try {
    return compareAll(args, io);
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error;
    io.err(`${error.message}\n`);
    return 2;
  }
}

function compareAll(args: string[], io: CommandIo): number {
  const { profiles, results } = readOptions(args);
  const cases = readP1812Cases(profiles, results);
  let within = 0;
  for (const one of cases) {
    const { line, differenceDb } = compare(one);
    io.out(`${line}\n`);
    if (differenceDb <= TOLERANCE_DB) within += 1;
  }
  io.out(`${within} of ${cases.length} within 1e-6 dB\n`);
  return within === cases.length ? 0 : 1;
}

function compare(one: P1812Case): { line: string; differenceDb: number } {
  const { lossDb, fieldStrengthDbuVm } = computed(one);
  const { expectedLossDb, expectedFieldStrengthDbuVm } = one;
  const differenceDb = Math.max(
    Math.abs(lossDb - expectedLossDb),
    Math.abs(fieldStrengthDbuVm - expectedFieldStrengthDbuVm),
  );
  const line = [
    one.name,
    `Lb expected ${expectedLossDb} got ${lossDb.toFixed(8)} dB`,
    `Ep expected ${expectedFieldStrengthDbuVm} got ${fieldStrengthDbuVm.toFixed(8)} dB(uV/m)`,
    `difference ${differenceDb.toExponential(1)} dB`,
  ].join("  ");
  return { line, differenceDb };
}

function computed(one: P1812Case): { lossDb: number; fieldStrengthDbuVm: number } {
  try {
    return p1812(one.profile, one.link);
  } catch (error) {
    if (error instanceof RangeError) throw new BadInputError(`${one.file}: ${error.message}.`);
    throw error;
  }
}

function readOptions(args: string[]): { profiles: string; results: string } {
  let values: { profiles?: string; results?: string };
  try {
    ({ values } = parseArgs({
      args,
      options: { profiles: { type: "string" }, results: { type: "string" } },
    }));
  } catch (error) {
    throw new BadInputError(`${(error as Error).message.split(/[.;\n]/)[0]}, ${USAGE}.`);
  }
  const { profiles, results } = values;
  if (profiles === undefined || results === undefined)
    throw new BadInputError(
      `Got no ${profiles === undefined ? "--profiles" : "--results"}, ${USAGE}.`,
    );
  return { profiles, results };
}

if (import.meta.main) {
  const args = process.argv.slice(2);
  beginComputing(
    args,
    "ITU's validation cases of P.1812-8 recomputed.\nnpm run -s p1812 -- --profiles DIR --results DIR",
    process,
  );
  process.exitCode = await run(args, PROCESS_IO);
}
