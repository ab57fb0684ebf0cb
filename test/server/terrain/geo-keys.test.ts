import proj4 from "proj4";
import { expect, test } from "vitest";
import { toVn2000 } from "../../../geodata/geometry/vn2000.ts";
import { crsOfKeys } from "../../../server/terrain/geo-keys.ts";
import { definitionOfEpsg, definitionOfText } from "../../../server/terrain/known-crs.ts";

const WGS84_TM = {
  ProjectedCSTypeGeoKey: 32_767,
  GeographicTypeGeoKey: 4326,
  ProjLinearUnitsGeoKey: 9001,
  ProjCoordTransGeoKey: 1,
  ProjNatOriginLatGeoKey: 0,
  ProjNatOriginLongGeoKey: 105,
  ProjScaleAtNatOriginGeoKey: 0.9996,
  ProjFalseEastingGeoKey: 500_000,
  ProjFalseNorthingGeoKey: 0,
};
const place = [106.9, 21.9];

/** Metres between two definitions of one place. */
function apart(a: string, b: string): number {
  const [x1, y1] = proj4("EPSG:4326", a, place) as [number, number];
  const [x2, y2] = proj4("EPSG:4326", b, place) as [number, number];
  return Math.hypot(x1 - x2, y1 - y2);
}

test("a projection that is written out is the one of the code", () => {
  const stated = crsOfKeys(WGS84_TM);
  expect(stated).toMatchObject({ name: "tmerc tự định nghĩa" });
  expect(apart((stated as { crs: string }).crs, "EPSG:32648")).toBeLessThan(0.001);
  const byZone = crsOfKeys({
    ...WGS84_TM,
    ProjCoordTransGeoKey: undefined,
    ProjectionGeoKey: 16_048,
  });
  expect(apart((byZone as { crs: string }).crs, "EPSG:32648")).toBeLessThan(0.001);
});

test("the shift of a written-out datum is kept, that of VN-2000 by its code too", () => {
  const vn = definitionOfEpsg(3405) as string;
  const stated = crsOfKeys({ ...WGS84_TM, GeographicTypeGeoKey: 4756 });
  expect(apart((stated as { crs: string }).crs, vn)).toBeLessThan(0.001);
  const [, shiftText = ""] = vn.match(/towgs84=(\S+)/) ?? [];
  const shift = shiftText.split(",").map(Number);
  const written = crsOfKeys({
    ...WGS84_TM,
    GeographicTypeGeoKey: 32_767,
    GeogEllipsoidGeoKey: 7030,
    GeogTOWGS84GeoKey: shift,
  });
  expect(apart((written as { crs: string }).crs, vn)).toBeLessThan(0.001);
  expect(apart(vn, "EPSG:32648")).toBeGreaterThan(100);
});

test("nothing is guessed: no keys, an unknown code, a datum without a shift, feet, a missing parameter", () => {
  const userDatum = { ...WGS84_TM, GeographicTypeGeoKey: 32_767 };
  for (const keys of [
    {},
    { ProjectedCSTypeGeoKey: 99_999 },
    { GeographicTypeGeoKey: 4131 },
    userDatum,
    { ...userDatum, GeogEllipsoidGeoKey: 7024 },
    { ...userDatum, GeogSemiMajorAxisGeoKey: 6_378_245, GeogInvFlatteningGeoKey: 298.3 },
    { ...WGS84_TM, ProjLinearUnitsGeoKey: 9002 },
    { ...WGS84_TM, ProjCoordTransGeoKey: 3 },
    { ...WGS84_TM, ProjNatOriginLongGeoKey: undefined },
    // Feet of length beside a code that means metres.
    { ProjectedCSTypeGeoKey: 32_648, ProjLinearUnitsGeoKey: 9003 },
    { GeographicTypeGeoKey: 4326, GTModelTypeGeoKey: 3 },
  ])
    expect(crsOfKeys(keys)).toHaveProperty("unknown");
});

test("degrees are counted from Greenwich and are degrees, or the file is refused", () => {
  for (const base of [
    WGS84_TM,
    { GeographicTypeGeoKey: 4326 },
    { ProjectedCSTypeGeoKey: 32_648 },
  ]) {
    for (const greenwich of [
      { GeogPrimeMeridianGeoKey: 8901 },
      { GeogPrimeMeridianGeoKey: 32_767, GeogPrimeMeridianLongGeoKey: 0 },
      { GeogAngularUnitsGeoKey: 9102, ProjLinearUnitsGeoKey: 9001 },
    ])
      expect(crsOfKeys({ ...base, ...greenwich })).toHaveProperty("crs");
    for (const [other, word] of [
      // Paris, Jakarta, Rome; a longitude of its own; none stated.
      [{ GeogPrimeMeridianGeoKey: 8903 }, /kinh tuyến gốc .*EPSG:8903/],
      [{ GeogPrimeMeridianGeoKey: 8908 }, /kinh tuyến gốc/],
      [{ GeogPrimeMeridianLongGeoKey: 2.337 }, /kinh tuyến gốc .*2\.337/],
      [{ GeogPrimeMeridianGeoKey: 32_767, GeogPrimeMeridianLongGeoKey: 105 }, /kinh tuyến gốc/],
      [{ GeogPrimeMeridianGeoKey: 32_767 }, /kinh tuyến gốc không rõ/],
      [{ GeogAngularUnitsGeoKey: 9105 }, /đo góc .*EPSG:9105/],
      [{ GeogAngularUnitsGeoKey: 9101 }, /đo góc/],
      [{ GeogAzimuthUnitsGeoKey: 9106 }, /đo góc/],
    ] as const)
      expect(crsOfKeys({ ...base, ...other })).toEqual({ unknown: expect.stringMatching(word) });
  }
});

test("every zone of VN-2000 is known and has its own meridian", () => {
  // projinfo EPSG:<code> (PROJ 9.1)
  for (const [code, meridian] of [
    [9205, 103],
    [9208, 104.75],
    [9213, 106.5],
    [9214, 107],
    [9215, 107.25],
    [9218, 108.5],
    [5896, 102],
    [5899, 107.75],
  ] as const) {
    const [easting] = proj4(definitionOfEpsg(code) as string).forward([meridian, 21]) as number[];
    expect(easting).toBeGreaterThan(499_000);
    expect(easting).toBeLessThan(501_000);
  }
  const [easting, northing] = toVn2000("EPSG:9215", 106.9, 21.9);
  const tm3 = proj4("EPSG:4326", definitionOfEpsg(9215) as string, place) as [number, number];
  expect(Math.hypot(tm3[0] - easting, tm3[1] - northing)).toBeLessThan(0.001);
});

test("--crs takes a known code or what proj4 can read", () => {
  expect(definitionOfText("epsg:32648")).toBe("EPSG:32648");
  expect(definitionOfText("+proj=utm +zone=48 +datum=WGS84")).toContain("+zone=48");
  expect(definitionOfText("EPSG:1")).toBeUndefined();
  expect(definitionOfText("nowhere")).toBeUndefined();
});
