import { expect, test } from "vitest";
import { parseWkt as parse } from "../../../server/imports/parse-wkt.ts";
import { threadCpuMs } from "../../thread-cpu-ms.ts";

const parseWkt = (text: string) => parse(text)?.geometry;

test("lines and areas of well-known text become GeoJSON, without heights", () => {
  expect(parseWkt("LINESTRING (106.7 21.8, 106.8 21.9)")).toEqual({
    type: "LineString",
    coordinates: [
      [106.7, 21.8],
      [106.8, 21.9],
    ],
  });
  expect(parseWkt("SRID=4326;MultiLineString Z((1 2 9,3 4 9),(5 6 9,7 8 9))")).toEqual({
    type: "MultiLineString",
    coordinates: [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ],
  });
  expect(parseWkt("POLYGON((0 0,1 0,1 1,0 0),(0.1 0.1,0.2 0.1,0.2 0.2,0.1 0.1))")).toMatchObject({
    type: "Polygon",
    coordinates: { length: 2 },
  });
  expect(parseWkt("MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))")).toMatchObject({
    type: "MultiPolygon",
    coordinates: { length: 2 },
  });
  expect(parseWkt("POINT(106.7 21.8)")).toEqual({ type: "Point", coordinates: [106.7, 21.8] });
});

test.each([
  "",
  "LINESTRING",
  "LINESTRING (1 2, 3)",
  "LINESTRING (1 2, a b)",
  "LINESTRING ((1 2))",
  "MULTILINESTRING ((1 2, 3 4)",
  "CIRCLE (1 2)",
  "MULTILINESTRING (x(1 2, 3 4))",
])("%j is not well-known text of a line or an area", (text) => {
  expect(parseWkt(text)).toBeUndefined();
});

test.each([
  ["LineStringZ (1 2 3, 4 5 6)", "LineString"],
  ["MULTILINESTRING ZM ((1 2 3 4, 5 6 7 8))", "MultiLineString"],
  ["POINT Z (1 2 3)", "Point"],
  ["PointM(1 2 3)", "Point"],
  ["MULTIPOINT ((1 2), (3 4))", "MultiPoint"],
  ["MULTIPOINT (1 2, 3 4)", "MultiPoint"],
  ["GEOMETRYCOLLECTION (POINT (1 2))", "Point"],
])("%s is a %s", (text, type) => {
  expect(parseWkt(text)?.type).toBe(type);
});

test("the coordinate system before a geometry is told, never passed over", () => {
  expect(parse("SRID=9215;POINT(1 2)")?.crs).toEqual({ crs: "EPSG:9215" });
  expect(parse("SRID=32648;POINT(1 2)")?.crs).toEqual({ unknown: "32648" });
  expect(parse("<http://www.opengis.net/def/crs/EPSG/0/4756> POINT(1 2)")?.crs).toEqual({
    crs: "EPSG:4756",
  });
  expect(parse("POINT(1 2)")?.crs).toBeUndefined();
});

test.each([
  `POINT${" ".repeat(100_000)}x`,
  `POINT (${" ".repeat(100_000)}`,
  `POLYGON ${"(".repeat(100_000)}`,
  `POLYGON (${") ".repeat(50_000)}`,
  `MULTIPOINT ${"(1 2),".repeat(20_000)}`,
  `GEOMETRYCOLLECTION(${"GEOMETRYCOLLECTION(".repeat(5000)}`,
])("100.000 letters that are no geometry are refused at once", (text) => {
  const cpuMs = threadCpuMs(() => {
    expect(parse(text)).toBeUndefined();
  });
  expect(cpuMs).toBeLessThan(500);
});
