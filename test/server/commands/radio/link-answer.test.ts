import { describe, expect, test } from "vitest";
import { BadInputError } from "../../../../server/commands/radio/bad-input.ts";
import { answerLink, type LinkAnswer } from "../../../../server/commands/radio/link-answer.ts";
import { answerJson, answerLines } from "../../../../server/commands/radio/link-report.ts";
import { readLinkRequest } from "../../../../server/commands/radio/link-request.ts";
import { loadTerrain } from "../../../../server/terrain/terrain-reader.ts";

const FROM = "106.76,21.85,30";
const TO = "106.86,21.87,1.5";
const terrain = await loadTerrain("/nowhere: the demonstration terrain");

/** What the command says, without a process for each. */
function link(...args: string[]): { exitCode: number; lines: string[]; error: string } {
  try {
    const request = readLinkRequest(args);
    const { answer } = answerLink(request, terrain);
    if (!answer) throw new Error("The ground of the path is not known");
    return { exitCode: 0, lines: answerLines(answer, request, true), error: "" };
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error;
    return { exitCode: 2, lines: [], error: error.message };
  }
}

function json(...args: string[]) {
  const request = readLinkRequest(args);
  const { answer } = answerLink(request, terrain);
  return JSON.parse(JSON.stringify(answerJson(answer as LinkAnswer, request, true)));
}

describe("the level, from the transmitter's power to the margin", () => {
  test("adds up in text and in JSON, by power, gain and feeder or by EIRP", () => {
    const power = ["--power", "43", "--gain", "15", "--feeder", "2", "--receiver-gain", "3"];
    const { level, terms } = json("--from", FROM, "--to", TO, "--frequency", "900", ...power);
    expect(level).toMatchObject({ eirpDbm: 56, powerDbm: 43, txGainDbi: 15, feederLossDb: 2 });
    expect(level.lossDb).toBe(terms.lossDb);
    expect(level.receivedCarrierDbm).toBeCloseTo(56 + 3 - terms.lossDb, 9);
    // 50 resource blocks of 12 subcarriers.
    expect(level.rsrpDbm).toBeCloseTo(level.receivedCarrierDbm - 27.7815, 4);
    expect(level.margins).toContainEqual({
      signalClass: "du_dung",
      thresholdDbm: -105,
      marginDb: level.rsrpDbm + 105,
    });
    const same = json("--from", FROM, "--to", TO, "--frequency", "900", "--eirp", "59");
    expect(same.level.rsrpDbm).toBeCloseTo(level.rsrpDbm, 9);
    const text = link("--from", FROM, "--to", TO, "--frequency", "900", ...power).lines.join("\n");
    for (const [line, value] of [
      ["EIRP of the carrier", "56.00 dBm"],
      ["received carrier, 1.5 m above ground", "-102.30 dBm"],
      ["RSRP (50 resource blocks), 50 % of the time at 50 % of places", "-130.08 dBm"],
      ["margin over -105 dBm (enough)", "-25.08 dB"],
    ] as const)
      expect(text.split("\n").map((row) => row.split(/ {2,}/))).toContainEqual([line, value]);
  });

  test("an antenna's azimuth runs from true north, its tilt downwards, and both count", () => {
    // Seen along the grid this is 74.6 degrees: the district's grid is 0.7 off true north.
    const at = (...words: string[]) =>
      json("--from", FROM, "--to", "106.80,21.86,1.5", "--frequency", "900", ...words).level;
    const { towardsAzimuthDeg } = at();
    // The geodesic's own azimuth, by gdal and by hand: atan2 of 4,134 m east and 1,107 m north.
    expect(towardsAzimuthDeg).toBeCloseTo(75.0, 1);
    expect(at().txPatternGainDb).toBe(0);
    expect(at("--azimuth", "75").txPatternGainDb).toBeGreaterThan(-0.2);
    expect(at("--azimuth", "110").txPatternGainDb).toBeCloseTo(-3, 0);
    expect(at("--azimuth", "255").txPatternGainDb).toBe(-25);
    // The receiver lies above: tilting up brings it nearer to the strongest direction.
    expect(at("--azimuth", "75", "--tilt", "-0.7").txPatternGainDb).toBeGreaterThan(
      at("--azimuth", "75", "--tilt", "4").txPatternGainDb + 1,
    );
  });

  test("what has no effect, or is assumed, is said", () => {
    const warningsOf = (...words: string[]): string =>
      json("--from", FROM, "--to", TO, "--frequency", "900", ...words).warnings.join(" ");
    expect(warningsOf()).toBe("");
    expect(warningsOf("--tilt", "4")).toContain("--tilt has no effect");
    expect(warningsOf("--pattern", "omni", "--azimuth", "4")).toContain("--azimuth has no effect");
    expect(warningsOf("--pattern", "36.814")).toContain("points to true north");
    expect(warningsOf("--pattern", "38.901", "--azimuth", "80")).toContain(
      "states 8.00 dBi, computed with 16.00 dBi (no --eirp or --power was given)",
    );
    expect(
      json(
        "--from",
        FROM,
        "--to",
        TO,
        "--frequency",
        "900",
        "--azimuth",
        "80",
        "--pattern",
        "38.901",
        "--power",
        "46",
      ).level.eirpDbm,
    ).toBe(53);
  });
});

describe("--places", () => {
  const lossAt = (...words: string[]) =>
    json("--from", FROM, "--to", TO, "--frequency", "900", ...words);

  test("90 is the value of 90 % of places: 10.25 dB more at the maps' 8 dB", () => {
    const half = lossAt();
    const most = lossAt("--places", "90");
    expect(most.terms.lossDb - half.terms.lossDb).toBeCloseTo(10.25, 1);
    expect(most.level.rsrpDbm - half.level.rsrpDbm).toBeCloseTo(-10.25, 1);
    expect(most.link).toMatchObject({ locationPercent: 90, locationDeviationDb: 8 });
    expect(
      lossAt("--places", "90", "--deviation", "5").terms.lossDb - half.terms.lossDb,
    ).toBeCloseTo(5 * 1.2816, 2);
    expect(lossAt("--deviation", "5").terms.lossDb).toBeCloseTo(half.terms.lossDb, 6);
    const { lines } = link("--from", FROM, "--to", TO, "--frequency", "900", "--places", "90");
    expect(lines.join("\n")).toMatch(/for 90 % of places \(8 dB between them\), Lb +171\.55 dB/);
    expect(lines.join("\n")).toContain(` ${most.terms.lossDb.toFixed(2)} dB`);
  });

  test("without anything between places there is no value but the half", () => {
    const { exitCode, error } = link(
      "--from",
      FROM,
      "--to",
      TO,
      "--frequency",
      "900",
      "--places",
      "90",
      "--deviation",
      "0",
    );
    expect(exitCode).toBe(2);
    expect(error).toContain("Got --deviation 0 with --places 90, expected a deviation above 0 dB");
  });
});

describe("--clutter", () => {
  const NEAR = ["--from", FROM, "--to", "106.79,21.855,1.5", "--frequency", "900"];

  test("is said to block where it does, and the terrain where it does by itself", () => {
    const bare = link(...NEAR).lines.join("\n");
    expect(bare).toContain("Line of sight.");
    expect(bare).not.toContain("No line of sight");
    const forest = link(...NEAR, "--clutter", "forest").lines.join("\n");
    expect(forest).toMatch(
      /No line of sight\. Clutter \(forest, 15 m\) cuts the direct ray at 3\.12 km by 8\.0 m; the bare terrain would leave it free\./,
    );
    expect(forest).toMatch(/3\.12 km {2}ground 323 m {2}clearance -8\.0 m .*\(forest of 15 m\)/);
    const behind = ["--from", FROM, "--to", TO, "--frequency", "900", "--clutter", "forest"];
    expect(link(...behind).lines.join("\n")).toMatch(
      /No line of sight\. The terrain cuts the direct ray at 10\.03 km by 146\.0 m\./,
    );
  });

  test("clearances are over the clutter", () => {
    const [bare, forest] = [json(...NEAR), json(...NEAR, "--clutter", "forest")];
    expect(bare.obstacles.filter(({ by }: { by: string }) => by === "clutter")).toEqual([]);
    const [worst] = forest.obstacles.toSorted(
      (a: { clearanceM: number }, b: { clearanceM: number }) => a.clearanceM - b.clearanceM,
    );
    expect(worst).toMatchObject({ by: "clutter", clutterM: 15 });
    const at = forest.profile.distanceKm.indexOf(worst.atKm);
    expect(forest.profile.obstacleHeightM[at] - forest.profile.terrainHeightM[at]).toBe(15);
  });

  test("does not come nearer to an antenna in finer steps: the answer stays within 0.3 dB", () => {
    const losses = ["1", "3", "10", "15", "30"].map(
      (step) => json(...NEAR, "--clutter", "forest", "--step", step).terms.lossDb,
    );
    expect(Math.max(...losses) - Math.min(...losses)).toBeLessThan(0.3);
  });
});

describe("--step", () => {
  const stepped = (...words: string[]) =>
    json("--from", FROM, "--to", TO, "--frequency", "900", ...words);

  test("is the terrain's cell unless it is given", () => {
    const { step, warnings } = stepped();
    expect(step).toMatchObject({ stepM: 30, terrainCellM: 30 });
    expect(warnings).toEqual([]);
  });

  test("coarser than the terrain it is warned of, with both figures", () => {
    const { step, terms, warnings } = stepped("--step", "1000");
    // It strides over the top of the ridge.
    expect(terms.lossDb).toBeCloseTo(154.4, 2);
    expect(step.lossAtTerrainCellDb).toBeCloseTo(stepped().terms.lossDb, 9);
    expect(warnings).toEqual([
      "Steps of 1000 m are coarser than the terrain's cells of 30 m and may stride over what blocks: the loss is 154.40 dB, in steps of 30 m it is 161.30 dB (6.90 dB more).",
    ]);
    const { lines } = link("--from", FROM, "--to", TO, "--frequency", "900", "--step", "1000");
    expect(lines.join("\n")).toContain("Warning: Steps of 1000 m are coarser");
  });

  test("finer it is told of when it changes the answer", () => {
    const rough = ["--from", FROM, "--to", "106.87,21.86,1.5", "--frequency", "900"];
    expect(json(...rough, "--step", "1").warnings[0]).toMatch(
      /^Steps of 1 m change the answer: the loss is 168\.34 dB, in steps of 30 m it is 168\.17 dB/,
    );
  });
});

describe("outside P.1812", () => {
  test("a path below 0.25 km is computed and said to be outside", () => {
    const near = ["--from", FROM, "--to", "106.7615,21.85,1.5", "--frequency", "900"];
    const { exitCode, lines } = link(...near);
    expect(exitCode).toBe(0);
    expect(lines.join("\n")).toMatch(
      /Warning: The path of 0\.155 km is outside P\.1812 \(ngoài phạm vi P\.1812\), which begins at 0\.25 km/,
    );
    expect(
      json("--from", FROM, "--to", "106.7626,21.85,1.5", "--frequency", "900").warnings,
    ).toEqual([]);
  });

  test.each([
    [
      ["--to", "140,21.87,1.5", "--frequency", "900"],
      "expected 0.01 to 300 km between --from and --to. This is outside P.1812 (ngoài phạm vi P.1812).",
    ],
    [
      ["--to", TO, "--frequency", "29"],
      "expected a number from 30 to 6000 MHz. This is outside P.1812",
    ],
    [
      ["--to", TO, "--frequency", "6001"],
      "expected a number from 30 to 6000 MHz. This is outside P.1812",
    ],
    [
      ["--to", TO, "--frequency", "900", "--time", "0.5"],
      "expected a number from 1 to 50 %. This is outside P.1812",
    ],
    [
      ["--to", TO, "--frequency", "900", "--places", "99.5"],
      "expected a number from 1 to 99 %. This is outside P.1812",
    ],
    [
      ["--to", "106.86,21.87,3001", "--frequency", "900"],
      "expected a number from 1 to 3000 m. This is outside P.1812",
    ],
  ])("%s is refused", (args, sentence) => {
    const { exitCode, lines, error } = link("--from", FROM, ...args);
    expect(error).toContain(sentence);
    expect(exitCode).toBe(2);
    expect(lines).toEqual([]);
  });

  test("a longer path than can be drawn here is not said to be outside", () => {
    const { error } = link("--from", FROM, "--to", "112,21.87,1.5", "--frequency", "900");
    expect(error).toContain("expected 0.01 to 300 km");
    expect(error).not.toContain("outside P.1812");
  });
});

test("an EIRP and its parts at once are refused: one of them would be passed over", () => {
  const { exitCode, error } = link(
    "--from",
    FROM,
    "--to",
    TO,
    "--frequency",
    "900",
    "--eirp",
    "60",
    "--gain",
    "17",
  );
  expect(exitCode).toBe(2);
  expect(error).toContain("Got --eirp together with --power, --gain or --feeder");
});
