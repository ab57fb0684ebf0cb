import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { distanceM } from "../../../geodata/geometry/distance.ts";
import {
  fromVn2000,
  fromVn2000Tm3,
  toVn2000,
  toVn2000Tm3,
} from "../../../geodata/geometry/vn2000.ts";

type Row = Record<
  | "label"
  | "wgs84_lon"
  | "wgs84_lat"
  | "vn2000_lon"
  | "vn2000_lat"
  | "epsg9215_E"
  | "epsg9215_N"
  | "epsg3405_E"
  | "epsg3405_N"
  | "kind",
  string
>;
const file = new URL("../../../geodata/datasets/facts/vn2000-points.csv", import.meta.url);
const rows: Row[] = parse(readFileSync(file), { columns: true, bom: true });
const computed = rows.filter((row) => row.kind.startsWith("computed"));
const published = rows.filter((row) => row.kind.startsWith("published"));
const TOLERANCE_M = 0.01;
/** 0.01 m in degrees of latitude. */
const TOLERANCE_DEG = 1e-7;

function closeTo(got: number, expected: string | number, tolerance: number) {
  expect(Math.abs(got - Number(expected))).toBeLessThan(tolerance);
}

test("there are points to compare with", () => {
  expect([computed.length, published.length]).toEqual([9, 4]);
});

test.each(computed)(
  "$label: X is the northing and Y the easting of EPSG:9215, within 1 cm",
  (row) => {
    const [lon, lat] = [Number(row.wgs84_lon), Number(row.wgs84_lat)];
    const { x, y } = toVn2000Tm3(lon, lat);
    closeTo(x, row.epsg9215_N, TOLERANCE_M);
    closeTo(y, row.epsg9215_E, TOLERANCE_M);
    const back = fromVn2000Tm3({ x: Number(row.epsg9215_N), y: Number(row.epsg9215_E) });
    expect(distanceM(back.lon, back.lat, lon, lat)).toBeLessThan(TOLERANCE_M);
  },
);

test.each(computed)("$label: the UTM grid and the degrees of VN-2000 agree within 1 cm", (row) => {
  const [lon, lat] = [Number(row.wgs84_lon), Number(row.wgs84_lat)];
  const [easting, northing] = toVn2000("EPSG:3405", lon, lat);
  closeTo(easting, row.epsg3405_E, TOLERANCE_M);
  closeTo(northing, row.epsg3405_N, TOLERANCE_M);
  const [vnLon, vnLat] = toVn2000("EPSG:4756", lon, lat);
  closeTo(vnLon, row.vn2000_lon, TOLERANCE_DEG);
  closeTo(vnLat, row.vn2000_lat, TOLERANCE_DEG);
  const back = fromVn2000("EPSG:3405", easting, northing);
  expect(distanceM(back.lon, back.lat, lon, lat)).toBeLessThan(TOLERANCE_M);
});

test.each(published)("$label: a published pair agrees within its resolution of 0.1″", (row) => {
  const { lon, lat } = fromVn2000("EPSG:4756", Number(row.vn2000_lon), Number(row.vn2000_lat));
  closeTo(lon, row.wgs84_lon, 0.1 / 3600);
  closeTo(lat, row.wgs84_lat, 0.1 / 3600);
});

test("on the central meridian of VN-2000 the easting is 500,000 m", () => {
  const { lon, lat } = fromVn2000("EPSG:4756", 107.25, 21.85);
  closeTo(toVn2000Tm3(lon, lat).y, 500_000, TOLERANCE_M);
});

test("the datum shift is applied: VN-2000 and WGS 84 lie some 225 m apart", () => {
  const { lon, lat } = fromVn2000("EPSG:4756", 106.76833, 21.8665);
  const shiftM = distanceM(lon, lat, 106.76833, 21.8665);
  expect(shiftM).toBeGreaterThan(215);
  expect(shiftM).toBeLessThan(235);
});

/** Easting and northing of 106.7009, 21.95504 (WGS 84) by PROJ 9 (cs2cs). */
test.each([
  ["EPSG:3406", 55608.4838, 2434204.7463],
  ["EPSG:5896", 985725.4711, 2436147.7215],
  ["EPSG:5897", 675498.3135, 2429662.0694],
  ["EPSG:5898", 365620.4166, 2429259.4806],
  ["EPSG:5899", 391445.2824, 2429061.2674],
  ["EPSG:9205", 882239.5008, 2433306.7648],
  ["EPSG:9206", 778838.082, 2431145.8065],
  ["EPSG:9207", 727161.921, 2430319.4247],
  ["EPSG:9208", 701328.7266, 2429969.6332],
  ["EPSG:9209", 623844.403, 2429173.53],
  ["EPSG:9210", 598020.1919, 2428992.5151],
  ["EPSG:9211", 572197.3347, 2428853.6497],
  ["EPSG:9212", 546375.4745, 2428756.9226],
  ["EPSG:9213", 520554.2549, 2428702.3261],
  ["EPSG:9214", 468912.3105, 2428719.5107],
  ["EPSG:9215", 443090.8726, 2428791.2932],
  ["EPSG:9216", 417268.6488, 2428905.2091],
  ["EPSG:9217", 339793.6948, 2429499.8647],
  ["EPSG:9218", 313964.76, 2429782.4389],
] as const)("%s agrees with PROJ within 1 cm", (crs, easting, northing) => {
  const { lon, lat } = fromVn2000(crs, easting, northing);
  expect(distanceM(lon, lat, 106.7009, 21.95504)).toBeLessThan(TOLERANCE_M);
});
