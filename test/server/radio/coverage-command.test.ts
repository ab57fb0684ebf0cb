import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../../scripts/radio/run-command.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "song-thon-coverage-"));
  process.env.DATA_DIR = join(dir, "data");
});
afterAll(() => {
  delete process.env.DATA_DIR;
  rmSync(dir, { recursive: true });
});

const SITE = ["--site", "106.76,21.85", "--height", "30", "--frequency", "900"];
const out = (name: string) => join(dir, name);
const coverage = (name: string, ...args: string[]) =>
  runCommand("coverage.ts", [...args, "--out", out(name)]);

/** What gdalinfo reads of a raster's one band and place. */
function facts(name: string) {
  const text = execFileSync("gdalinfo", ["-json", "-stats", out(name)], { encoding: "utf8" });
  const { size, bands, stac, geoTransform } = JSON.parse(text);
  const [{ type, noDataValue, metadata }] = bands;
  const {
    STATISTICS_VALID_PERCENT: validPercent,
    STATISTICS_MAXIMUM: max,
    STATISTICS_MEAN: mean,
  } = metadata[""] ?? {};
  return {
    size,
    type,
    noDataValue,
    epsg: stac?.["proj:epsg"],
    geoTransform,
    validPercent: Number(validPercent),
    max: Number(max),
    mean: Number(mean),
  };
}

/** Level at a place, dBm; undefined for nodata. */
function levelAt(name: string, lon: number, lat: number): number | undefined {
  const text = execFileSync(
    "gdallocationinfo",
    ["-valonly", "-wgs84", out(name), `${lon}`, `${lat}`],
    {
      encoding: "utf8",
    },
  );
  const level = Number(text.trim());
  return level === -9999 ? undefined : level;
}

describe("the coverage of one mast", () => {
  test("is a GeoTIFF of RSRP in UTM 48N, 30 m, with nodata beyond the range", () => {
    const { exitCode, lines } = coverage("omni.tif", ...SITE, "--radius", "5000", "--eirp", "60");
    expect(exitCode).toBe(0);
    expect(lines[0]).toContain("DỮ LIỆU MINH HỌA");
    const read = facts("omni.tif");
    expect(read).toMatchObject({ type: "Float32", noDataValue: -9999, epsg: 32648 });
    expect(read.geoTransform[1]).toBe(30);
    expect(read.geoTransform[5]).toBe(-30);
    // A disc in its square: pi / 4.
    expect(read.validPercent).toBeGreaterThan(77);
    expect(read.validPercent).toBeLessThan(79);
    // 60 dBm less 27.8 dB for 600 subcarriers less about 60 dB of the first 30 m.
    expect(read.max).toBeGreaterThan(-35);
    expect(read.max).toBeLessThan(-20);
  });

  test("points where it is turned to, and downwards", () => {
    coverage("east.tif", ...SITE, "--radius", "2000", "--azimuth", "90");
    coverage("west.tif", ...SITE, "--radius", "2000", "--azimuth", "270");
    const east = [106.77, 21.85] as const;
    const [towards, away] = [levelAt("east.tif", ...east), levelAt("west.tif", ...east)];
    // 3GPP TR 36.814: 25 dB from front to back.
    expect((towards ?? NaN) - (away ?? NaN)).toBeCloseTo(25, 0);
    coverage("tilted.tif", ...SITE, "--radius", "2000", "--azimuth", "90", "--tilt", "-10");
    expect(levelAt("tilted.tif", ...east)).toBeLessThan(towards ?? NaN);
  });

  test("does not depend on how many workers compute it", () => {
    coverage("one.tif", ...SITE, "--radius", "1500", "--workers", "1");
    coverage("three.tif", ...SITE, "--radius", "1500", "--workers", "3");
    const hash = (name: string) =>
      execFileSync("sha256sum", [out(name)], { encoding: "utf8" }).slice(0, 64);
    expect(hash("three.tif")).toBe(hash("one.tif"));
  });

  test("90 % of places reach 10.3 dB less than half of them", () => {
    coverage("half.tif", ...SITE, "--radius", "1000");
    coverage("edge.tif", ...SITE, "--radius", "1000", "--places", "90");
    expect(facts("half.tif").mean - facts("edge.tif").mean).toBeCloseTo(10.25, 1);
  });
});

test("a mast outside the terrain is not computed: every pixel is nodata and it is said", () => {
  const { exitCode, error } = coverage(
    "outside.tif",
    "--site",
    "108.9,21.9",
    ...SITE.slice(2),
    "--radius",
    "600",
  );
  expect(exitCode).toBe(0);
  expect(error).toContain(
    "Not computed: the terrain does not tell the height of the ground under the mast",
  );
  expect(levelAt("outside.tif", 108.9, 21.9)).toBeUndefined();
  expect(facts("outside.tif").validPercent).toBe(0);
});

test("beyond the edge of the terrain nothing is computed", () => {
  // 106.55 E is the western edge.
  coverage("edge-of-terrain.tif", "--site", "106.56,21.85", ...SITE.slice(2), "--radius", "3000");
  expect(levelAt("edge-of-terrain.tif", 106.57, 21.85)).toBeLessThan(0);
  expect(levelAt("edge-of-terrain.tif", 106.54, 21.85)).toBeUndefined();
});

describe("bad input gets a sentence and exit code 2, and no file", () => {
  test.each([
    [
      ["--height", "30", "--frequency", "900", "--radius", "1000"],
      "Got nothing for --site, expected longitude,latitude",
    ],
    [[...SITE, "--radius", "-5"], 'Got "-5" for --radius, expected a number from 100 to 100000 m.'],
    [[...SITE, "--radius", "100000", "--step", "5"], "expected at least two steps and at most"],
    [
      ["--site", "106.7,21.8", "--height", "30", "--frequency", "100", "--radius", "1000"],
      'Got "100" for --frequency, expected a number from 450 to 6000 MHz.',
    ],
    [
      [...SITE, "--radius", "1000", "--pattern", "cone"],
      'Got "cone" for --pattern, expected 36.814, 38.901, omni or an .msi file.',
    ],
    [
      [...SITE, "--radius", "1000", "--pattern", "/nowhere.msi"],
      "expected a file that can be read (ENOENT)",
    ],
  ])("%s", (args, sentence) => {
    const { exitCode, error } = coverage("none.tif", ...args);
    expect(error).toContain(sentence);
    expect(exitCode).toBe(2);
    expect(existsSync(out("none.tif"))).toBe(false);
  });

  test("an antenna file that is not one is told by line", () => {
    writeFileSync(out("bad.msi"), "NAME X\nFREQUENCY 900\nHORIZONTAL 12\n");
    const { exitCode, error } = coverage(
      "none.tif",
      ...SITE,
      "--radius",
      "1000",
      "--pattern",
      out("bad.msi"),
    );
    expect(exitCode).toBe(2);
    expect(error).toMatch(/bad\.msi, line \d+: got .*, expected /);
  });

  test("a place that cannot be written to", () => {
    const { exitCode, error } = runCommand("coverage.ts", [
      ...SITE,
      "--radius",
      "200",
      "--out",
      "/nowhere/x.tif",
    ]);
    expect(exitCode).toBe(2);
    expect(error).toContain("expected a file that can be written (ENOENT)");
  });
});
