import { expect, test } from "vitest";
import { crsOfMember, crsOfText, oneCrs, toWgs84 } from "../../../server/imports/stated-crs.ts";

test.each([
  "EPSG:4326",
  "epsg::4326",
  "EPSG:6.9:4326",
  "4326",
  "urn:ogc:def:crs:EPSG::4326",
  "urn:ogc:def:crs:EPSG:6.18.3:4326",
  "urn:x-ogc:def:crs:EPSG:4326:4326",
  "urn:ogc:def:crs:OGC:1.3:CRS84",
  "urn:ogc:def:crs:OGC::CRS84",
  "OGC:CRS84",
  "CRS:84",
  "http://www.opengis.net/def/crs/EPSG/0/4326",
  "https://www.opengis.net/def/crs/OGC/1.3/CRS84",
  "http://www.opengis.net/gml/srs/epsg.xml#4326",
  "EPSG:4979",
  "WGS84",
  "WGS 84 (độ)",
])("%s is WGS 84", (text) => {
  expect(crsOfText(text)).toEqual({ crs: "wgs84" });
});

test.each([
  ["urn:ogc:def:crs:EPSG::9215", "EPSG:9215"],
  ["http://spatialreference.org/ref/epsg/9215/", "EPSG:9215"],
  ["https://epsg.io/9215.geojson", "EPSG:9215"],
  ["VN-2000 múi 3, kinh tuyến trục 107°15'", "EPSG:9215"],
  ["VN-2000 / TM-3 107-15", "EPSG:9215"],
  ["VN2000 KTT 107.25", "EPSG:9215"],
  ["VN-2000 / UTM zone 48N", "EPSG:3405"],
  ["EPSG:9214", "EPSG:9214"],
  ["EPSG:4756", "EPSG:4756"],
  ["VN-2000", "vn2000"],
])("%s is %s", (text, crs) => {
  expect(crsOfText(text)).toEqual({ crs });
});

test.each([
  "EPSG:3857",
  "EPSG:32648",
  "HN-72",
  "WGS 84 / UTM zone 48N",
  "VN-2000 múi 6, kinh tuyến trục 105",
  "EPSG:4326+5773",
  "data.crs",
  "EPSG:toString",
  "0",
])("%s is not understood, and never counts as nothing", (text) => {
  expect(crsOfText(text)).toEqual({ unknown: text });
});

test.each([
  [{ type: "name", properties: { name: "EPSG:9215" } }, { crs: "EPSG:9215" }],
  [{ type: "EPSG", properties: { code: 4756 } }, { crs: "EPSG:4756" }],
  [{ type: "OGC", properties: { urn: "urn:ogc:def:crs:OGC:1.3:CRS84" } }, { crs: "wgs84" }],
  [
    { type: "link", properties: { href: "http://spatialreference.org/ref/epsg/9215/" } },
    { crs: "EPSG:9215" },
  ],
  [{ wkid: 4326 }, { crs: "wgs84" }],
  [{ wkid: 102100, latestWkid: 3857 }, { unknown: "102100" }],
  [
    { type: "ProjectedCRS", name: "anything", id: { authority: "EPSG", code: 9215 } },
    { crs: "EPSG:9215" },
  ],
  ["EPSG:4326", { crs: "wgs84" }],
  [{ type: "name" }, { unknown: '{"type":"name"}' }],
  [[], { unknown: "[]" }],
  [null, undefined],
])("the member %j states %j", (member, stated) => {
  expect(crsOfMember(member)).toEqual(stated);
});

test("two statements that differ are a contradiction, one that is not known wins over others", () => {
  expect(crsOfMember({ properties: { name: "EPSG:9215", code: 4326 } })).toHaveProperty("unknown");
  const [wgs84, vn2000] = [{ crs: "wgs84" }, { crs: "EPSG:9215" }] as const;
  expect(oneCrs([wgs84, undefined, wgs84])).toEqual(wgs84);
  expect(oneCrs([wgs84, vn2000])).toHaveProperty("contradiction");
  expect(oneCrs([wgs84, { unknown: "X" }])).toEqual({ unknown: "X" });
  expect(oneCrs([])).toBeUndefined();
});

test("numbers that cannot be of the system are not taken for it", () => {
  expect(toWgs84("wgs84", 450_024, 2_418_964)).toBeUndefined();
  expect(toWgs84("EPSG:9215", 106.7, 21.9)).toBeUndefined();
  expect(toWgs84("EPSG:4756", 450_024, 2_418_964)).toBeUndefined();
  // PROJ: cs2cs EPSG:4756 EPSG:4326.
  const [lon = 0, lat = 0] = toWgs84("EPSG:4756", 106.7009, 21.95504) ?? [];
  expect(lon).toBeCloseTo(106.702792395, 8);
  expect(lat).toBeCloseTo(21.954048236, 8);
});
