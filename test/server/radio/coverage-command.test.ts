import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromUtm48, toUtm48 } from "../../../geodata/radio/terrain/utm48.ts";
import { answerLink } from "../../../server/commands/radio/link-answer.ts";
import { readLinkRequest } from "../../../server/commands/radio/link-request.ts";
import { loadTerrain } from "../../../server/terrain/terrain-reader.ts";
import { runAsProcess, runCommand } from "../commands/radio/run-command.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "song-thon-coverage-"));
});
afterAll(() => rmSync(dir, { recursive: true }));

const terrain = await loadTerrain("/nowhere: the demonstration terrain");
const MADE_AT = new Date("2026-11-26T07:30:15Z");
const MARK = "DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT";
const SITE = ["--site", "106.76,21.85", "--height", "30", "--frequency", "900"];
const out = (name: string) => join(dir, name);
const coverage = (name: string, ...args: string[]) =>
  runCommand("coverage.ts", [...args, "--out", out(name)], {
    DATA_DIR: join(dir, "data"),
    SOURCE_DATE_EPOCH: `${MADE_AT.getTime() / 1000}`,
  });

/** What gdalinfo reads of a raster's one band and place. */
function facts(name: string) {
  const text = execFileSync("gdalinfo", ["-json", "-stats", out(name)], { encoding: "utf8" });
  const { size, bands, stac, geoTransform, metadata: all } = JSON.parse(text);
  const [{ type, noDataValue, metadata, block, overviews, description, unit }] = bands;
  const {
    STATISTICS_VALID_PERCENT: validPercent,
    STATISTICS_MAXIMUM: max,
    STATISTICS_MEAN: mean,
  } = metadata[""] ?? {};
  return {
    size,
    block,
    overviews: overviews.map((one: { size: number[] }) => one.size),
    description,
    unit,
    items: all[""],
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
  test("is a GeoTIFF of RSRP in UTM 48N, 30 m, with nodata beyond the range", async () => {
    const { exitCode, lines } = await coverage(
      "omni.tif",
      ...SITE,
      "--radius",
      "5000",
      "--eirp",
      "60",
    );
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

  test("points where it is turned to, and downwards", async () => {
    await coverage("east.tif", ...SITE, "--radius", "2000", "--azimuth", "90");
    await coverage("west.tif", ...SITE, "--radius", "2000", "--azimuth", "270");
    const east = [106.77, 21.85] as const;
    const [towards, away] = [levelAt("east.tif", ...east), levelAt("west.tif", ...east)];
    // 3GPP TR 36.814: 25 dB from front to back.
    expect((towards ?? NaN) - (away ?? NaN)).toBeCloseTo(25, 0);
    await coverage("tilted.tif", ...SITE, "--radius", "2000", "--azimuth", "90", "--tilt", "-10");
    expect(levelAt("tilted.tif", ...east)).toBeLessThan(towards ?? NaN);
  });

  test("does not depend on how many workers compute it", async () => {
    await coverage("one.tif", ...SITE, "--radius", "1500", "--workers", "1");
    await coverage("three.tif", ...SITE, "--radius", "1500", "--workers", "3");
    const hash = (name: string) =>
      execFileSync("sha256sum", [out(name)], { encoding: "utf8" }).slice(0, 64);
    expect(hash("three.tif")).toBe(hash("one.tif"));
  });

  test("90 % of places reach 10.3 dB less than half of them", async () => {
    await coverage("half.tif", ...SITE, "--radius", "1000");
    await coverage("edge.tif", ...SITE, "--radius", "1000", "--places", "90");
    expect(facts("half.tif").mean - facts("edge.tif").mean).toBeCloseTo(10.25, 1);
  });
});

test("without ground under the mast there is an error and no file, and the old one stays", async () => {
  writeFileSync(out("outside.tif"), "what was there");
  const { exitCode, error } = await coverage(
    "outside.tif",
    "--site",
    "108.9,21.9",
    ...SITE.slice(2),
    "--radius",
    "600",
  );
  expect(exitCode).toBe(1);
  expect(error).toMatch(
    /^Not computed: the terrain does not tell the height of the ground under the mast; nothing was written\./,
  );
  expect(readFileSync(out("outside.tif"), "utf8")).toBe("what was there");
  expect(readdirSync(dir).filter((name) => name.startsWith("outside"))).toEqual(["outside.tif"]);
});

test("beyond the edge of the terrain nothing is computed", async () => {
  // 106.55 E is the western edge.
  await coverage(
    "edge-of-terrain.tif",
    "--site",
    "106.56,21.85",
    ...SITE.slice(2),
    "--radius",
    "3000",
  );
  expect(levelAt("edge-of-terrain.tif", 106.57, 21.85)).toBeLessThan(0);
  expect(levelAt("edge-of-terrain.tif", 106.54, 21.85)).toBeUndefined();
});

describe("the file says what it is", () => {
  const ARGS = ["--radius", "5000", "--azimuth", "120", "--tilt", "3", "--eirp", "60"];

  test("to gdalinfo: tiles, overviews, band, unit, mark, provenance", async () => {
    const { exitCode, lines } = await coverage("full.tif", ...SITE, ...ARGS, "--places", "90");
    expect(exitCode).toBe(0);
    expect(lines[0]).toContain(MARK);
    const read = facts("full.tif");
    expect(read).toMatchObject({
      block: [256, 256],
      description: `RSRP – ${MARK}`,
      unit: "dBm",
      noDataValue: -9999,
    });
    const [columns = 0, rows = 0] = read.size;
    expect(read.overviews).toEqual([[Math.ceil(columns / 2), Math.ceil(rows / 2)]]);
    expect(read.items).toMatchObject({
      NOTICE: MARK,
      SITE_LON_DEG: "106.76",
      SITE_LAT_DEG: "21.85",
      SITE_GROUND_AMSL_M: "288",
      ANTENNA_HEIGHT_AGL_M: "30",
      FREQUENCY_MHZ: "900",
      EIRP_DBM: "60",
      ANTENNA: "3GPP TR 36.814",
      ANTENNA_AZIMUTH_DEG: "120",
      ANTENNA_DOWNTILT_DEG: "3",
      PLACES_PERCENT: "90",
      MARGIN_DB: "10.254",
      MODEL: expect.stringContaining("P.1812-8"),
      PROGRAM_VERSION: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      TERRAIN_SHA256: expect.stringMatching(/^[0-9a-f]{64}$/),
      TERRAIN_IS: "demonstration (synthetic)",
      MADE_AT: "2026-11-26T07:30:15.000Z",
      TIFFTAG_DATETIME: "2026:11:26 07:30:15",
      TIFFTAG_IMAGEDESCRIPTION: expect.stringContaining(MARK),
      AREA_OR_POINT: "Area",
    });
    expect(readFileSync(out("full.qml"), "utf8")).toContain(`label="${MARK}"`);
    expect(readdirSync(dir).filter((name) => name.includes(".part"))).toEqual([]);
  });

  test("its pixels have their edges on the terrain's cells, so that masts lie on one another", async () => {
    await coverage("other.tif", "--site", "106.7719,21.8634", ...SITE.slice(2), "--radius", "1000");
    const transforms = ["full.tif", "other.tif"].map((name) => facts(name).geoTransform);
    const { originEastingM, originNorthingM } = terrain.header;
    for (const [west, , , north] of transforms) {
      expect(Math.abs(west - (originEastingM - 15)) % 30).toBe(0);
      expect(Math.abs(north - (originNorthingM + 15)) % 30).toBe(0);
    }
  });

  test("a pixel in sight has the level that link computes for its centre", async () => {
    const [west, , , north] = facts("full.tif").geoTransform as number[];
    const place = toUtm48(106.765, 21.855);
    const centre = fromUtm48({
      eastingM: west! + 30 * (Math.floor((place.eastingM - west!) / 30) + 0.5),
      northingM: north! - 30 * (Math.floor((north! - place.northingM) / 30) + 0.5),
    });
    const request = readLinkRequest([
      ...["--from", "106.76,21.85,30", "--to", `${centre.lon},${centre.lat},1.5`],
      ...["--frequency", "900", "--places", "90", ...ARGS.slice(2)],
    ]);
    const { answer } = answerLink(request, terrain);
    const level = levelAt("full.tif", centre.lon, centre.lat) ?? NaN;
    expect(Math.abs(level - answer!.level.rsrpDbm)).toBeLessThan(0.5);
  });

  test("an antenna file of 3,600 samples, its tilt and its band are named", async () => {
    const cut = (peakDeg: number) =>
      Array.from({ length: 3600 }, (_, i) => {
        const away = Math.abs(((((i / 10 - peakDeg) % 360) + 540) % 360) - 180);
        return `${(i / 10).toFixed(1)} ${Math.min(away / 5, 30).toFixed(2)}`;
      });
    const lines = ["NAME Panel 0.1", "FREQUENCY 1850", "GAIN 15.35 dBd", "HORIZONTAL 3600"];
    writeFileSync(out("fine.msi"), [...lines, ...cut(0), "VERTICAL 3600", ...cut(4.3)].join("\n"));
    const finished = await coverage(
      "fine.tif",
      ...SITE,
      ...["--radius", "600", "--azimuth", "30", "--tilt", "2", "--power", "46"],
      ...["--pattern", out("fine.msi")],
    );
    expect(finished.exitCode).toBe(0);
    expect(finished.lines.join("\n")).toContain(
      "strongest 4.3 degrees below the horizon already; --tilt adds 2: 6.3 degrees in all",
    );
    expect(facts("fine.tif").items).toMatchObject({
      ANTENNA: "Panel 0.1",
      ANTENNA_GAIN_DBI: "17.5",
      ANTENNA_FILE_DOWNTILT_DEG: "4.3",
      EIRP_DBM: "62.5",
      WARNINGS: expect.stringContaining("measured at 1850 MHz, the carrier is at 900 MHz"),
    });
  });
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
  ])("%s", async (args, sentence) => {
    const { exitCode, error } = await coverage("none.tif", ...args);
    expect(error).toContain(sentence);
    expect(exitCode).toBe(2);
    expect(existsSync(out("none.tif"))).toBe(false);
  });

  test("an antenna file that is not one is told by line", async () => {
    writeFileSync(out("bad.msi"), "NAME X\nFREQUENCY 900\nHORIZONTAL 12\n");
    const { exitCode, error } = await coverage(
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

  test("a place that cannot be written to, asked of the process", () => {
    const { exitCode, error } = runAsProcess("coverage.ts", [
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
