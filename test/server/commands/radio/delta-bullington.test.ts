import { expect, test } from "vitest";
import { runAsProcess, runDeltaBullington } from "./run-command.ts";

const path = {
  id: "a",
  distanceKm: [0, 1, 2, 3, 4],
  terrainHeightM: [100, 120, 180, 90, 100],
  obstacleHeightM: [100, 120, 195, 90, 100],
  txHeightAmslM: 130,
  rxHeightAmslM: 101.5,
  effectiveEarthRadiusKm: 8500,
  frequencyGHz: 0.9,
  overWaterFraction: 0,
  polarization: "horizontal",
};

const written = (paths: unknown[]) =>
  paths.map((one) => `${typeof one === "string" ? one : JSON.stringify(one)}\n`).join("");
const run = (...paths: unknown[]) => runDeltaBullington([], written(paths));

test("answers each path with its terms, in order; blank lines are passed over", async () => {
  const { exitCode, lines, error } = await run(path, "", { ...path, id: 2, frequencyGHz: 2.6 });
  expect(error).toBe("");
  expect(exitCode).toBe(0);
  const [first, second] = lines.map((line) => JSON.parse(line));
  expect(Object.keys(first)).toEqual([
    "id",
    "bullingtonActualDb",
    "bullingtonSmoothDb",
    "sphericalEarthDb",
    "diffractionLossDb",
  ]);
  expect([first.id, second.id]).toEqual(["a", 2]);
  expect(first.diffractionLossDb).toBe(
    first.bullingtonActualDb + Math.max(first.sphericalEarthDb - first.bullingtonSmoothDb, 0),
  );
  expect(second.bullingtonActualDb).toBeGreaterThan(first.bullingtonActualDb);
});

test("what stands at the antennas' own places is not read; what stands between them is", async () => {
  const withClutter = async (obstacleHeightM: number[]) =>
    JSON.parse((await run({ ...path, obstacleHeightM })).lines[0]!).diffractionLossDb;
  const known = await withClutter(path.obstacleHeightM);
  expect(await withClutter([900, 120, 195, 90, 900])).toBe(known);
  expect(await withClutter(path.terrainHeightM)).toBeLessThan(known);
});

test("thousands of paths stream through the process", () => {
  const paths = Array.from({ length: 3000 }, (_, id) => ({ ...path, id }));
  const { exitCode, lines } = runAsProcess("delta-bullington.ts", [], { input: written(paths) });
  expect(lines).toHaveLength(3000);
  expect(JSON.parse(lines.at(-1)!).id).toBe(2999);
  expect(exitCode).toBe(0);
});

test.each<[unknown, string]>([
  ["{", "Line 2: got {, expected one JSON object."],
  ["[1]", "Line 2: got [1], expected one JSON object."],
  [{ ...path, id: undefined }, "Line 2: got nothing for id, expected a text or a number."],
  [
    { ...path, polarization: "circular" },
    'Line 2: got "circular" for polarization, expected "horizontal" or "vertical".',
  ],
  [
    { ...path, overWaterFraction: 2 },
    "Line 2: got 2 for overWaterFraction, expected a share from 0 to 1.",
  ],
  [
    { ...path, distanceKm: [0, 1] },
    "Line 2: got [0,1] for distanceKm, expected at least 3 distances from the transmitter in km, from 0 upwards.",
  ],
  [
    { ...path, terrainHeightM: [100, null, 180, 90, 100] },
    "Line 2: got null for terrainHeightM, point 2, expected heights of the bare ground above sea level in m, one a point.",
  ],
  [
    { ...path, terrainHeightM: [1, 2, 3] },
    "Line 2: got 3 terrain heights, expected one for each of 5 points.",
  ],
  [
    { ...path, obstacleHeightM: [1, 2, 3] },
    "Line 2: got 3 values in obstacleHeightM, expected one for each of 5 points.",
  ],
  [
    { ...path, distanceKm: [0, 1, 1, 3, 4] },
    "Line 2: got 1 km at point 3, expected more than 1 km.",
  ],
  [
    { ...path, rxHeightAmslM: 99 },
    "Line 2: got 99 m for rxHeightAmslM, expected at least the ground there, 100 m.",
  ],
])(
  "bad input %# is one sentence and exit 2, after the answers before it",
  async (bad, sentence) => {
    const { exitCode, lines, error } = await run(path, bad, path);
    expect(error).toBe(`${sentence}\n`);
    expect(lines).toHaveLength(1);
    expect(exitCode).toBe(2);
  },
);

test("a bad line ends the process with 2, though more is to come", () => {
  const { exitCode, lines, error } = runAsProcess("delta-bullington.ts", [], {
    input: written([path, "{", ...Array.from({ length: 3000 }, () => path)]),
  });
  expect(error).toBe("Line 2: got {, expected one JSON object.\n");
  expect(lines).toHaveLength(1);
  expect(exitCode).toBe(2);
});

test("options are refused", async () => {
  const { exitCode, error } = await runDeltaBullington(["--fast"], "");
  expect(error).toBe('Got "--fast", expected no options: paths come on standard input.\n');
  expect(exitCode).toBe(2);
});
