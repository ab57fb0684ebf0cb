import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runAsProcess, runCommand } from "./run-command.ts";

const FROM = "106.76,21.85,30";
const TO = "106.86,21.87,1.5";
let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "song-thon-link-"));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

const link = (...args: string[]) => runCommand("link.ts", args, { DATA_DIR: dataDir });
const json = async (...args: string[]) =>
  JSON.parse((await link(...args, "--json")).lines.join("\n"));

describe("a link over the demonstration terrain", () => {
  test("tells the profile, what is in the way and every term, and is marked", async () => {
    const { exitCode, lines } = await link("--from", FROM, "--to", TO, "--frequency", "900");
    expect(exitCode).toBe(0);
    const text = lines.join("\n");
    expect(lines[0]).toContain("DỮ LIỆU MINH HỌA");
    expect(text).toMatch(/10\.57\d km, 354 points, 900 MHz, vertical polarisation/);
    expect(text).toContain("No line of sight.");
    expect(text).toMatch(/7\.76 km {2}ground 640 m {2}clearance -212/);
    for (const symbol of [
      "Lbfs",
      "Lbulla",
      "Lbulls",
      "Ldsph",
      "Ld50",
      "Lba",
      "Lbs",
      "Lbc",
      "Lb",
      "Ep",
    ])
      expect(text).toMatch(new RegExp(`, ${symbol} +-?[\\d.]+ dB`));
  });

  test("as JSON it holds the same, and its terms add up", async () => {
    const { computed, terms, obstacles, profile } = await json(
      "--from",
      FROM,
      "--to",
      TO,
      "--frequency",
      "900",
    );
    expect(computed).toBe(true);
    expect(obstacles).toHaveLength(3);
    expect(profile.distanceKm).toHaveLength(profile.terrainHeightM.length);
    expect(terms.lossDb).toBeCloseTo(terms.freeSpaceDb + terms.medianDiffractionDb, 1);
    const { bullingtonActualDb, bullingtonSmoothDb, sphericalEarthDb } = terms.medianDiffraction;
    expect(terms.medianDiffractionDb).toBeCloseTo(
      bullingtonActualDb + Math.max(sphericalEarthDb - bullingtonSmoothDb, 0),
      6,
    );
  });

  test("the way back loses as much in the Bullington term as the way there", async () => {
    const there = await json("--from", FROM, "--to", TO, "--frequency", "1800");
    const back = await json("--from", TO, "--to", FROM, "--frequency", "1800");
    expect(back.terms.medianDiffraction.bullingtonActualDb).toBeCloseTo(
      there.terms.medianDiffraction.bullingtonActualDb,
      6,
    );
  });
});

test("ground that nobody knows is not computed, never sea level", async () => {
  for (const [from, to] of [
    [FROM, "108.9,21.9,1.5"],
    ["108.9,21.9,30", TO],
  ] as const) {
    const { exitCode, lines } = await link("--from", from, "--to", to, "--frequency", "900");
    expect(exitCode).toBe(1);
    expect(lines.join("\n")).toMatch(/^Not computed: no terrain at [\d.]+ km from the transmitter/);
    expect(lines.join("\n")).not.toContain("dB");
    expect(await json("--from", from, "--to", to, "--frequency", "900")).toEqual({
      computed: false,
      gap: expect.objectContaining({ unknown: expect.any(Number) }),
    });
  }
});

describe("bad input gets a sentence and exit code 2", () => {
  test.each([
    [
      ["--from", FROM, "--to", TO],
      "Got nothing for --frequency, expected a number from 30 to 6000 MHz.",
    ],
    [
      ["--from", "106.7,21.8", "--to", TO, "--frequency", "900"],
      'Got "106.7,21.8" for --from, expected longitude,latitude,height',
    ],
    [
      ["--from", FROM, "--to", "106.8,21.9,0.2", "--frequency", "900"],
      "Got 0.2 m as to's height, expected a number from 1 to 3000 m.",
    ],
    [
      ["--from", FROM, "--to", FROM, "--frequency", "900"],
      "Got a path of 0.000 km, expected 0.01 to 300 km",
    ],
    [
      ["--from", FROM, "--to", TO, "--frequency", "900", "--time", "60"],
      'Got "60" for --time, expected a number from 1 to 50 %.',
    ],
    [
      ["--from", FROM, "--to", TO, "--frequency", "900", "--polarization", "slant"],
      'Got "slant" for --polarization, expected one of vertical, horizontal.',
    ],
    [["--form", FROM], "Unknown option '--form', expected --from lon,lat,height"],
  ])("%s", async (args, sentence) => {
    const { exitCode, lines, error } = await link(...args);
    expect(error).toContain(sentence);
    expect(error.trim().split("\n")).toHaveLength(1);
    expect(exitCode).toBe(2);
    expect(lines).toEqual([]);
  });
});

test("whose ground is unknown is said", async () => {
  const OUT = "108.9,21.9,30";
  const say = async (from: string, to: string) =>
    (await link("--from", from, "--to", to, "--frequency", "900")).lines.join("\n");
  expect(await say(OUT, TO)).toContain("the one under the transmitter too");
  expect(await say(OUT, TO)).not.toContain("receiver");
  expect(await say(FROM, OUT)).toContain("the one under the receiver too");
});

test("as a process it says the same and ends with the same code", async () => {
  for (const args of [
    ["--from", FROM, "--to", TO],
    ["--from", FROM, "--to", "108.9,21.9,1.5", "--frequency", "900"],
  ])
    expect(runAsProcess("link.ts", args, { dataDir })).toEqual(await link(...args));
});
