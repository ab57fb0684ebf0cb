import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openHeightFile } from "../../../server/terrain/open-height-file.ts";
import { verticalReference } from "../../../server/terrain/vertical-units.ts";
import { gdal, writeRaster } from "./gdal-raster.ts";

const folder = mkdtempSync(join(tmpdir(), "vertical-units-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const FOOT = 0.3048;
const US_FOOT = 1200 / 3937;

beforeAll(() => {
  const place = { columns: 20, rows: 20, west: 106.5, north: 22.2, stepDeg: 0.02 };
  writeRaster(folder, "ground", { ...place, value: () => 875 });
});

async function heightOf(name: string): Promise<number> {
  const file = await openHeightFile(at(name));
  const window = { firstColumn: 4, firstRow: 4, columns: 1, rows: 1 };
  const { heightsM } = await file.read(window);
  await file.close();
  return heightsM[0]!;
}

function withUnit(name: string, unit: string, more = ""): void {
  gdal(folder, "gdal_translate", "-of", "VRT", "ground.bin", "unit.vrt");
  const text = readFileSync(at("unit.vrt"), "utf8");
  const told = text.replace(
    /<\/VRTRasterBand>/,
    `<UnitType>${unit}</UnitType>${more}</VRTRasterBand>`,
  );
  writeFileSync(at("unit.vrt"), told);
  gdal(folder, "gdal_translate", "unit.vrt", name);
}

test("the unit that GDAL writes beside a band counts: 875 feet are 267 m", async () => {
  withUnit("ft.tif", "ft");
  expect(await heightOf("ft.tif")).toBeCloseTo(266.7, 2);
  withUnit("us.tif", "US survey foot");
  expect(await heightOf("us.tif")).toBeCloseTo(875 * US_FOOT, 2);
  withUnit("m.tif", "metre");
  expect(await heightOf("m.tif")).toBe(875);
  // Scale and offset first, then the unit.
  withUnit("scaled.tif", "ft", "<Scale>2</Scale><Offset>10</Offset>");
  expect(await heightOf("scaled.tif")).toBeCloseTo(1760 * FOOT, 2);
  withUnit("slope.tif", "degree");
  await expect(openHeightFile(at("slope.tif"))).rejects.toThrow(/đơn vị độ cao “degree”; cần/);
});

test("unit, scale and offset in the file beside count the same, and may not contradict", async () => {
  gdal(folder, "gdal_translate", "ground.bin", "beside.tif");
  const beside = (text: string) =>
    writeFileSync(
      at("beside.tif.aux.xml"),
      `<PAMDataset><PAMRasterBand band="1"><Histograms/>${text}</PAMRasterBand></PAMDataset>`,
    );
  beside("<UnitType>ft</UnitType>");
  expect(await heightOf("beside.tif")).toBeCloseTo(266.7, 2);
  beside("<Offset>100</Offset><Scale>0.5</Scale>");
  expect(await heightOf("beside.tif")).toBeCloseTo(537.5, 2);
  beside("<Scale>0</Scale>");
  await expect(openHeightFile(at("beside.tif"))).rejects.toThrow(/SCALE 0; cần một số/);
  withUnit("both.tif", "m");
  writeFileSync(
    at("both.tif.aux.xml"),
    '<PAMDataset><PAMRasterBand band="1"><UnitType>ft</UnitType></PAMRasterBand></PAMDataset>',
  );
  await expect(openHeightFile(at("both.tif"))).rejects.toThrow(/“m” và “ft”/);
});

const SYSTEMS: [crs: string, metresPerUnit: number, doubt?: RegExp][] = [
  ["EPSG:4326+6360", US_FOOT, /EPSG:6360.*không phải của Việt Nam/],
  ["EPSG:4326+8228", FOOT, /EPSG:8228/],
  ["EPSG:4326+5702", US_FOOT, /EPSG:5702/],
  ["EPSG:4326+8050", FOOT],
  ["EPSG:4326+5773", 1],
  ["EPSG:32648+3855", 1],
  ["EPSG:4979", 1, /elipxoit.*khoảng 25 m/],
  ["EPSG:4326+5703", 1, /EPSG:5703.*không rõ/],
];

test.each(SYSTEMS)("heights in %s", async (crs, metresPerUnit, doubt) => {
  const name = `${crs.replaceAll(/\W/g, "-")}.tif`;
  gdal(folder, "gdal_translate", "-a_srs", crs, "ground.bin", name);
  expect(await heightOf(name)).toBeCloseTo(875 * metresPerUnit, 2);
  const { doubts } = await openHeightFile(at(name));
  expect(doubts.map(({ text }) => text)).toEqual(doubt ? [expect.stringMatching(doubt)] : []);
});

test("an ellipsoid and an unknown system stop an import, depths and unknown units are refused", () => {
  expect(verticalReference("a", { VerticalCSTypeGeoKey: 5030 }, []).doubts[0]?.blocks).toBe(true);
  expect(verticalReference("a", { VerticalCSTypeGeoKey: 32_767 }, []).doubts[0]?.blocks).toBe(true);
  expect(verticalReference("a", { VerticalUnitsGeoKey: 9003 }, []).metresPerUnit).toBe(US_FOOT);
  expect(verticalReference("a", {}, [undefined, " "]).metresPerUnit).toBe(1);
  for (const [keys, words] of [
    [{ VerticalCSTypeGeoKey: 5715 }, []],
    [{ VerticalUnitsGeoKey: 9999 }, []],
    [{ VerticalUnitsGeoKey: 9001, VerticalCSTypeGeoKey: 6360 }, []],
    [{ VerticalUnitsGeoKey: 9001 }, ["ft"]],
    [{}, ["hPa"]],
  ] as const)
    expect(() => verticalReference("a.tif", keys, words)).toThrow(/a\.tif: nhận được .*; cần /);
});
