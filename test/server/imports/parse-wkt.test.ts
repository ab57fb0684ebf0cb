import { expect, test } from "vitest";
import { parseWkt } from "../../../server/imports/parse-wkt.ts";

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
