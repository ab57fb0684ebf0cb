import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseLog, parseProfile } from "../../../../server/commands/radio/p1812-files.ts";
import { vectorsDir } from "../../../geodata/radio/vectors-dir.ts";
import { runAsProcess, runCommand } from "./run-command.ts";

const PROFILE = "b2iseac_rural_land_1km.csv";
const LOG = "b2iseac_rural_land_1km_0_log.csv";
let profiles: string;
let results: string;
let scratch: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "p1812-"));
  profiles = join(scratch, "profiles");
  results = join(scratch, "results");
  for (const [folder, file] of [
    [profiles, PROFILE],
    [results, LOG],
  ] as const) {
    mkdirSync(folder);
    const from = vectorsDir("p1812", folder === profiles ? "profiles" : "results");
    writeFileSync(join(folder, file), readFileSync(join(from, file)));
  }
});
afterEach(() => rmSync(scratch, { recursive: true }));

function run() {
  return runCommand("p1812.ts", ["--profiles", profiles, "--results", results]);
}

function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, "utf8");
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  writeFileSync(file, edited);
}

test("all validation cases agree: one line each, a closing line, exit 0", () => {
  const { exitCode, lines, error } = runAsProcess("p1812.ts", [
    "--profiles",
    vectorsDir("p1812", "profiles"),
    "--results",
    vectorsDir("p1812", "results"),
  ]);
  expect(error).toBe("");
  expect(lines).toHaveLength(25);
  expect(lines[0]).toMatch(
    /^b2iseac_dense_urban_land_0 {2}Lb expected 129\.0969188 got 129\.0969\d+ dB {2}Ep expected 49\.84493926 got 49\.8449\d+ dB\(uV\/m\) {2}difference [\d.]+e-\d+ dB$/,
  );
  expect(lines.at(-1)).toBe("24 of 24 within 1e-6 dB");
  expect(exitCode).toBe(0);
});

test("a case that differs by more than 1e-6 dB is counted and makes exit 1", async () => {
  cpSync(join(results, LOG), join(results, LOG.replace("_0_", "_1_")));
  edit(join(results, LOG), "(69),,87.0385433,", "(69),,87.0385453,");
  const { exitCode, lines } = await run();
  expect(lines.at(-1)).toBe("1 of 2 within 1e-6 dB");
  expect(exitCode).toBe(1);
});

test.each<[string, () => void, RegExp]>([
  [
    "a folder that is not there",
    () => rmSync(results, { recursive: true }),
    /results folder, expected a folder/,
  ],
  ["a folder without cases", () => rmSync(join(results, LOG)), /Got no case in .*_log\.csv/],
  [
    "a case without its profile",
    () => rmSync(join(profiles, PROFILE)),
    /Got nothing from .*1km\.csv/,
  ],
  [
    "a missing parameter",
    () => edit(join(results, LOG), /^p \(%\).*\n/m, ""),
    /_0_log\.csv: got nothing for p \(%\), expected a number/,
  ],
  [
    "a word for a number",
    () => edit(join(results, LOG), "htg (m),,,60", "htg (m),,,high"),
    /_0_log\.csv: got "high" for htg \(m\), expected a number/,
  ],
  [
    "a parameter outside the Recommendation",
    () => edit(join(results, LOG), "f (GHz),,,0.0953", "f (GHz),,,9.53"),
    /_0_log\.csv: got a frequency of 9\.53 GHz, expected 0\.03 to 6 GHz/,
  ],
  [
    "a third polarisation",
    () => edit(join(results, LOG), "pol,,,1", "pol,,,3"),
    /got 3 for "pol", expected 1 \(horizontal\) or 2 \(vertical\)/,
  ],
  [
    "a profile of too few points",
    () => edit(join(profiles, PROFILE), /^0\.2,[\s\S]*?(?=\{End of Profile)/m, ""),
    /1km\.csv: got 1 profile points, expected at least 3/,
  ],
  [
    "a word in a profile",
    () => edit(join(profiles, PROFILE), "0.4,729.9,", "0.4,steep,"),
    /1km\.csv, line \d+: got "steep" for ground height in m, expected a number/,
  ],
  [
    "a profile without an end",
    () => edit(join(profiles, PROFILE), "{End of Profile}", ""),
    /1km\.csv: got no line \{End of Profile\}/,
  ],
])("%s is one sentence and exit 2", async (_, spoil, sentence) => {
  spoil();
  const { exitCode, error } = await run();
  expect(error).toMatch(sentence);
  expect(error.trim().split("\n")).toHaveLength(1);
  expect(exitCode).toBe(2);
});

test.each([
  [["--profiles"]],
  [["--profiles", "x"]],
  [[]],
  [["--profile", "x", "--results", "y"]],
  [["x"]],
])("options %j are refused with those that exist", async (args) => {
  const { exitCode, error } = await runCommand("p1812.ts", args);
  expect(error).toMatch(/^[^\n]*expected --profiles DIR --results DIR\.\n$/);
  expect(exitCode).toBe(2);
});

test("zones and clutter come from the profile, names of a log may hold commas", () => {
  const profile = parseProfile(
    "{Begin of Profile},\r\nNumber of Points:,3\r\n0,5,2,10,4\r\n1,6,1,3,1\r\n2,7,2,10,3\r\n{End of Profile},\r\n",
    "x.csv",
  );
  expect([...profile.obstacleHeightM]).toEqual([5, 9, 7]);
  expect([...profile.zones!]).toEqual([4, 1, 3]);
  const log = parseLog("# Parameter,Ref,,Value,\nEp w.r.t. Ptx, Gtx,,,9.5,\nDN ,,,45,\n,,,,\n\n");
  expect(log.get("DN|")).toBe("45");
  expect(log.get("Ep w.r.t. Ptx|Gtx")).toBe("9.5");
});
