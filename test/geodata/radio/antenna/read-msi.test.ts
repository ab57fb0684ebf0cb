import { expect, test } from "vitest";
import { patternGainDb } from "../../../../geodata/radio/antenna/antenna-pattern.ts";
import { readMsi } from "../../../../geodata/radio/antenna/read-msi.ts";

type Loss = (angleDeg: number) => number;

const horizontalDb: Loss = (deg) => Math.min(12 * (Math.min(deg, 360 - deg) / 65) ** 2, 30);
/** Strongest 6 degrees below the horizon. */
const verticalDb: Loss = (deg) => Math.min(Math.abs(((deg + 174) % 360) - 180), 25);

function cutRows(samples: number, loss: Loss): string[] {
  return Array.from({ length: samples }, (_, i) => {
    const deg = (i * 360) / samples;
    return `${deg.toFixed(1)} ${loss(deg).toFixed(2)}`;
  });
}

interface Parts {
  header?: string[];
  horizontal?: string[];
  vertical?: string[];
}

const HEADER = ["NAME 80010123", "FREQUENCY 1850", "GAIN 17.5 dBi", "TILT ELECTRICAL"];
const HORIZONTAL = ["HORIZONTAL 360", ...cutRows(360, horizontalDb)];
const VERTICAL = ["VERTICAL 360", ...cutRows(360, verticalDb)];

/** Header: lines 1 to 4, horizontal 5 to 365, vertical 366 to 726. */
function msiText({ header = HEADER, horizontal = HORIZONTAL, vertical = VERTICAL }: Parts = {}) {
  return [...header, ...horizontal, ...vertical].join("\n");
}

test("a file gives its name, frequency, gain, tilt and both cuts", () => {
  const { antenna, problems } = readMsi(msiText());
  expect(problems).toEqual([]);
  expect(antenna).toMatchObject({
    name: "80010123",
    frequencyMhz: 1850,
    tilt: "ELECTRICAL",
    peakDowntiltDeg: 6,
    pattern: { kind: "sampled", peakGainDbi: 17.5 },
  });
  const { pattern } = antenna!;
  expect(patternGainDb(pattern, 0, -6)).toBe(0);
  // Downwards is where the file's vertical angles grow: 10 below the horizon is 4 below the peak.
  expect(patternGainDb(pattern, 0, -10)).toBeCloseTo(-4, 5);
  expect(patternGainDb(pattern, 0, 4)).toBeCloseTo(-10, 5);
  expect(patternGainDb(pattern, 32.5, -6)).toBeCloseTo(-3, 2);
  expect(patternGainDb(pattern, 180, 90)).toBeCloseTo(-55, 5);
});

test("half degrees, tabs, Windows line ends, a byte order mark and decimal commas are read", () => {
  const rows = (samples: number, loss: Loss) =>
    cutRows(samples, loss).map((row) => `  ${row.replace(" ", "\t").replaceAll(".", ",")}  `);
  const text = msiText({
    horizontal: ["HORIZONTAL 720", ...rows(720, horizontalDb)],
    vertical: ["vertical 720", ...rows(720, verticalDb)],
  });
  const { antenna, problems } = readMsi(`\uFEFF${text.replaceAll("\n", "\r\n")}\r\n\r\n`);
  expect(problems).toEqual([]);
  expect(antenna!.pattern.horizontalLossDb).toHaveLength(720);
  expect(patternGainDb(antenna!.pattern, 32.5, -6)).toBeCloseTo(-3, 2);
});

test.each([36, 180, 720, 1440, 1800, 3600])("%d samples a turn are read", (samples) => {
  const decimals = (row: string) => row.replaceAll(".", ",");
  const fine = (loss: Loss) =>
    Array.from({ length: samples }, (_, i) => {
      const deg = (i * 360) / samples;
      return decimals(`${deg.toFixed(2)}\t${loss(deg).toFixed(4)}`);
    });
  const { antenna, problems } = readMsi(
    msiText({
      horizontal: [`HORIZONTAL ${samples}`, ...fine(horizontalDb)],
      vertical: [`VERTICAL ${samples}`, ...fine(verticalDb)],
    }),
  );
  expect(problems).toEqual([]);
  const { horizontalLossDb, verticalLossDb } = antenna!.pattern;
  expect([horizontalLossDb.length, verticalLossDb.length]).toEqual([samples, samples]);
  // At a sample of every one of these files.
  expect(patternGainDb(antenna!.pattern, 40, -10)).toBeCloseTo(
    -horizontalDb(40) -
      verticalDb(10) +
      Math.min(...Array.from(verticalLossDb, (_, i) => verticalDb((i * 360) / samples))),
    3,
  );
});

test("of 3,600 samples one that is missing is refused with its line, and so is an angle between them", () => {
  const rows = cutRows(3600, horizontalDb);
  const refused = (horizontal: string[]) =>
    readMsi(msiText({ horizontal: ["HORIZONTAL 3600", ...horizontal] })).problems;
  expect(refused(rows.filter((_, i) => i !== 1234))).toEqual([
    {
      line: 3605,
      got: "VERTICAL 360",
      expected: "3600 rows under HORIZONTAL (there are 3599)",
    },
  ]);
  expect(refused(rows.with(7, "0.75 0.3"))).toEqual([
    { line: 13, got: "0.75 0.3", expected: "a whole multiple of 0.1 degrees" },
  ]);
});

test.each([
  ["GAIN 15.35 dBd", 17.5],
  ["GAIN 15.35", 17.5],
  ["GAIN 17.5dBi", 17.5],
  ["Gain 17,5 DBI", 17.5],
])("%s is %d dBi", (line, gainDbi) => {
  const { antenna } = readMsi(msiText({ header: ["NAME x", line] }));
  expect(antenna!.pattern.peakGainDbi).toBeCloseTo(gainDbi, 10);
  expect(antenna!.frequencyMhz).toBeUndefined();
  expect(antenna!.tilt).toBeUndefined();
});

test("a first line without the word NAME is the name, and unknown keywords are passed over", () => {
  const header = ["Kathrein 739686", "GAIN 15 dBd", "FREQUENCY 2.1 GHz", "COLOUR grey", "COMMENT"];
  const { antenna } = readMsi(msiText({ header }));
  expect(antenna).toMatchObject({ name: "Kathrein 739686", frequencyMhz: 2100 });
  const range = readMsi(msiText({ header: ["NAME a", "GAIN 15 dBd", "FREQUENCY 1710-1880"] }));
  expect(range.antenna!.frequencyMhz).toBeUndefined();
});

test("angles may start anywhere and be in any order", () => {
  const turned = [...HORIZONTAL.slice(181), ...HORIZONTAL.slice(1, 181)].map((row) =>
    row.replace(/^(\S+)/, (deg) => String(Number(deg) >= 180 ? Number(deg) - 360 : Number(deg))),
  );
  const { antenna, problems } = readMsi(msiText({ horizontal: ["HORIZONTAL 360", ...turned] }));
  expect(problems).toEqual([]);
  expect(antenna).toEqual(readMsi(msiText()).antenna);
});

test("cuts that are relative to something else are shifted to 0 at their strongest angle", () => {
  const shifted = readMsi(
    msiText({
      horizontal: ["HORIZONTAL 360", ...cutRows(360, (deg) => horizontalDb(deg) + 3)],
      vertical: ["VERTICAL 360", ...cutRows(360, (deg) => verticalDb(deg) + 1.5)],
    }),
  ).antenna!;
  const plain = readMsi(msiText()).antenna!;
  for (const [azimuth, elevation] of [
    [0, -6],
    [40, 3],
    [200, -20],
  ] as const)
    expect(patternGainDb(shifted.pattern, azimuth, elevation)).toBeCloseTo(
      patternGainDb(plain.pattern, azimuth, elevation),
      4,
    );
});

test("a vertical cut that is stronger behind than ahead does not exceed the stated gain", () => {
  const vertical = ["VERTICAL 360", ...cutRows(360, (deg) => (deg === 180 ? 0 : 2))];
  const { antenna } = readMsi(msiText({ vertical }));
  expect(antenna!.peakDowntiltDeg).toBe(0);
  expect(Math.min(...antenna!.pattern.verticalLossDb)).toBe(0);
  expect(patternGainDb(antenna!.pattern, 0, 0)).toBe(0);
});

const EXPECTED_COUNT =
  "HORIZONTAL 360, 720, 3600 or another number of equal steps, 36 to 3600, each a whole number of hundredths of a degree";

const replaced = (lines: readonly string[], at: number, line: string) => lines.with(at, line);

test.each<[string, Parts, object[]]>([
  [
    "no gain",
    { header: ["NAME x", "TILT", "MAKE y", "COMMENT"] },
    [{ line: 726, expected: "a line with GAIN" }],
  ],
  [
    "a gain in words",
    { header: ["NAME x", "GAIN high"] },
    [{ line: 2, got: "GAIN high", expected: "GAIN as in 15.35 dBd or 17.5 dBi" }],
  ],
  [
    "a gain that is none",
    { header: ["NAME x", "GAIN 1750 dBi"] },
    [{ line: 2, got: "GAIN 1750 dBi", expected: "GAIN as in 15.35 dBd or 17.5 dBi" }],
  ],
  [
    "no vertical cut",
    { vertical: [] },
    [{ line: 365, expected: "a line VERTICAL 360 and its rows" }],
  ],
  [
    "a count that divides no turn",
    { horizontal: ["HORIZONTAL 361", ...HORIZONTAL.slice(1), "360.0 0.0"] },
    [{ line: 5, got: "HORIZONTAL 361", expected: EXPECTED_COUNT }],
  ],
  [
    "a heading without a count",
    { horizontal: replaced(HORIZONTAL, 0, "HORIZONTAL") },
    [{ line: 5, got: "HORIZONTAL", expected: EXPECTED_COUNT }],
  ],
  [
    "a row too few",
    { horizontal: HORIZONTAL.slice(0, -1) },
    [
      {
        line: 365,
        got: "VERTICAL 360",
        expected: "360 rows under HORIZONTAL (there are 359)",
      },
    ],
  ],
  [
    "an end in the middle of a cut",
    { vertical: VERTICAL.slice(0, 101) },
    [{ line: 467, expected: "360 rows under VERTICAL (there are 100)" }],
  ],
  [
    "a negative loss",
    { horizontal: replaced(HORIZONTAL, 11, "10.0 -0.30") },
    [{ line: 16, got: "10.0 -0.30", expected: "a loss of 0 dB or more" }],
  ],
  [
    "a loss that is missing",
    { horizontal: replaced(HORIZONTAL, 11, "10.0") },
    [{ line: 16, got: "10.0", expected: "an angle in degrees and a loss in dB" }],
  ],
  [
    "an angle twice",
    { horizontal: replaced(HORIZONTAL, 11, "9.0 0.3") },
    [{ line: 16, got: "9.0 0.3", expected: "each angle once" }],
  ],
  [
    "an angle between the steps",
    { horizontal: replaced(HORIZONTAL, 11, "10.4 0.3") },
    [{ line: 16, got: "10.4 0.3", expected: "a whole multiple of 1 degrees" }],
  ],
  [
    "a cut twice",
    { vertical: [...VERTICAL, ...HORIZONTAL] },
    [{ line: 727, got: "HORIZONTAL 360", expected: "one section HORIZONTAL" }],
  ],
  [
    "figures where a keyword belongs",
    { header: [...HEADER.slice(0, 3), "12 0.3"] },
    [{ line: 4, got: "12 0.3", expected: "a keyword such as HORIZONTAL" }],
  ],
])("a file with %s is refused where it is wrong", (_, parts, problems) => {
  expect(readMsi(msiText(parts))).toEqual({ problems });
});

test("a file that is something else names what is missing, and no flood of problems", () => {
  expect(readMsi("").problems.map(({ expected }) => expected)).toEqual([
    "a line with GAIN",
    "a line HORIZONTAL 360 and its rows",
    "a line VERTICAL 360 and its rows",
  ]);
  const table = Array.from({ length: 5000 }, (_, i) => `${i};${"x".repeat(500)}`).join("\n");
  expect(readMsi(table).antenna).toBeUndefined();
  const numbers = Array.from({ length: 5000 }, (_, i) => `${i} ${"9".repeat(500)}`).join("\n");
  const { problems } = readMsi(numbers);
  expect(problems).toHaveLength(20);
  expect(problems[0]!.got!.length).toBeLessThanOrEqual(60);
});
