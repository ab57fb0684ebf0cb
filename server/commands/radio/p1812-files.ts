import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { P1812Link } from "../../../geodata/radio/p1812/link.ts";
import { pathCentreLatDeg } from "../../../geodata/radio/p1812/path-centre.ts";
import {
  makePathProfile,
  type PathProfile,
  pathLengthKm,
} from "../../../geodata/radio/path-profile.ts";
import { BadInputError } from "./bad-input.ts";

/**
 * The validation files of ITU-R Study Group 3 for P.1812: `profiles/NAME.csv` with the terrain,
 * `results/NAME_n_log.csv` with the inputs and every value of one calculation over it.
 */

/** One log: the text of each value under `name|reference`, both trimmed. */
export type LogValues = ReadonlyMap<string, string>;

export interface P1812Case {
  /** The log's file name without its ending. */
  name: string;
  /** Path of the log. */
  file: string;
  profile: PathProfile;
  link: P1812Link;
  log: LogValues;
  expectedLossDb: number;
  expectedFieldStrengthDbuVm: number;
}

const LOG_NAME = /^(.+)_\d+_log\.csv$/;

/** All cases of a results folder in the order of their names. Throws a BadInputError with a sentence. */
export function readP1812Cases(profilesDir: string, resultsDir: string): P1812Case[] {
  filesOf(profilesDir, "profiles");
  const logs = filesOf(resultsDir, "results").filter((file) => LOG_NAME.test(file));
  if (logs.length === 0)
    throw new BadInputError(
      `Got no case in "${resultsDir}", expected files named <profile>_<number>_log.csv.`,
    );
  const profiles = new Map<string, PathProfile>();
  return logs.sort().map((file) => {
    const profileName = LOG_NAME.exec(file)![1]!;
    let profile = profiles.get(profileName);
    if (!profile) {
      profile = parseProfile(...textOf(join(profilesDir, `${profileName}.csv`)));
      profiles.set(profileName, profile);
    }
    return makeCase(profile, ...textOf(join(resultsDir, file)));
  });
}

function filesOf(directory: string, what: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    throw new BadInputError(
      `Got "${directory}" as the ${what} folder, expected a folder that can be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

function textOf(file: string): [text: string, file: string] {
  try {
    return [readFileSync(file, "utf8"), file];
  } catch (error) {
    throw new BadInputError(
      `Got nothing from "${file}", expected a file that can be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

/**
 * Reads the points between {Begin of Profile} and {End of Profile}: distance km, ground height m,
 * coverage code (unused), clutter height m, zone code.
 */
export function parseProfile(text: string, file: string): PathProfile {
  const lines = text.split(/\r?\n/);
  const begin = lineOf(lines, "{Begin of Profile}", file);
  const end = lineOf(lines, "{End of Profile}", file);
  const columns: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let index = begin + 1; index < end; index++) {
    const cells = lines[index]!.split(",").map((cell) => cell.trim());
    if (cells.every((cell) => cell === "") || cells[0]?.startsWith("Number of Points")) continue;
    const [distance, height, , clutter, zone] = cells;
    for (const [column, [what, cell]] of Object.entries({
      "distance in km": distance,
      "ground height in m": height,
      "clutter height in m": clutter,
      "zone code": zone,
    }).entries())
      columns[column as 0 | 1 | 2 | 3].push(numberIn(cell, what, `${file}, line ${index + 1}`));
  }
  const [distanceKm, terrainHeightM, clutterHeightM, zones] = columns;
  return inFile(file, () => makePathProfile({ distanceKm, terrainHeightM, clutterHeightM, zones }));
}

function lineOf(lines: readonly string[], marker: string, file: string): number {
  const index = lines.findIndex((line) => line.trim().startsWith(marker));
  if (index < 0) throw new BadInputError(`${file}: got no line ${marker}, expected one.`);
  return index;
}

/** Reads the lines `name,reference,,value,` of a log; names may hold commas, the value comes last. */
export function parseLog(text: string): LogValues {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const cells = line.replace(/,\s*$/, "").split(",");
    if (cells.length < 4 || line.startsWith("#")) continue;
    values.set(`${cells[0]!.trim()}|${cells[1]!.trim()}`, cells.at(-1)!.trim());
  }
  return values;
}

function makeCase(profile: PathProfile, text: string, file: string): P1812Case {
  const log = parseLog(text);
  function value(key: string): number {
    const [name, reference] = key.split("|") as [string, string];
    return numberIn(log.get(key), reference ? `${name}, ${reference}` : name, file);
  }
  const polarization = { 1: "horizontal", 2: "vertical" }[value("pol|")] as
    | P1812Link["polarization"]
    | undefined;
  if (!polarization)
    throw new BadInputError(
      `${file}: got ${value("pol|")} for "pol", expected 1 (horizontal) or 2 (vertical).`,
    );
  return {
    name: basename(file, "_log.csv"),
    file,
    profile,
    link: {
      frequencyGHz: value("f (GHz)|"),
      timePercent: value("p (%)|"),
      locationPercent: value("pL (%)|"),
      locationDeviationDb: value("sigmaL (dB)|"),
      txHeightAglM: value("htg (m)|"),
      rxHeightAglM: value("hrg (m)|"),
      polarization,
      centreLatDeg: pathCentreLatDeg(
        value("lam_t (deg)|"),
        value("phi_t (deg)|"),
        value("lam_r (deg)|"),
        value("phi_r (deg)|"),
        pathLengthKm(profile),
      ),
      lapseRateNPerKm: value("DN|"),
      refractivityN: value("N0|"),
      txCoastKm: value("dct (km)|"),
      rxCoastKm: value("dcr (km)|"),
    },
    log,
    expectedLossDb: value("Lb (dB)|Eq (69)"),
    expectedFieldStrengthDbuVm: value("Ep (dBuV/m)|Eq (70)"),
  };
}

function numberIn(cell: string | undefined, what: string, where: string): number {
  const text = cell?.trim() ?? "";
  const value = Number(text);
  if (text === "" || !Number.isFinite(value))
    throw new BadInputError(
      `${where}: got ${text === "" ? "nothing" : `"${text}"`} for ${what}, expected a number.`,
    );
  return value;
}

/** The same refusal with the file's name. */
function inFile<T>(file: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new BadInputError(`${file}: ${error.message}.`);
    throw error;
  }
}
