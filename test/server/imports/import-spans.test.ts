import { beforeEach, expect, test } from "vitest";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { errorsOf, importText, openSmallDistrict, TODAY } from "./small-district.ts";

let store: CoverageStore;
beforeEach(async () => {
  store = await openSmallDistrict();
});

test("fibre routes of a sheet replace the demonstration's, with their cabinets", async () => {
  const outcome = await importText(
    store,
    "spans",
    'ma_tuyen,nha_mang,trang_thai,loai,treo_ngam,so_soi,geometry\nT1,VNPT,Đang khai thác,trục,cống bể,48,"LINESTRING (106.9 21.93, 106.92 21.94)"\n',
    { replace: true },
  );
  expect(errorsOf(outcome)).toEqual([]);
  expect(outcome.retired).toEqual([
    { kind: "spans", rows: 1, succeeded: 0 },
    { kind: "accessPoints", rows: 1, succeeded: 0 },
  ]);
  expect(await store.rows("spans")).toEqual([
    {
      id: "VNPT-T1",
      operatorCode: "VNPT",
      status: "hoat_dong",
      kind: "truc",
      mounting: "cong_be",
      fibreCount: 48,
      geometry: {
        type: "LineString",
        coordinates: [
          [106.9, 21.93],
          [106.92, 21.94],
        ],
      },
      validFrom: TODAY,
      dataSource: "real",
      source: "Tệp test.csv",
    },
  ]);
});

test("fibre routes of a GeoJSON file keep their lines, heights left out", async () => {
  const line = (coordinates: number[][]) => ({ type: "LineString", coordinates });
  const feature = (code: string, geometry: object | null) => ({
    type: "Feature",
    properties: { code, operator: "Viettel", status: "planned" },
    geometry,
  });
  const outcome = await importText(
    store,
    "spans",
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        feature(
          "T1",
          line([
            [106.9, 21.93, 300],
            [106.92, 21.94, 310],
          ]),
        ),
        feature("T2", line([[106.9, 21.93]])),
        feature("T3", { type: "Point", coordinates: [106.9, 21.93] }),
        feature(
          "T4",
          line([
            [105.8, 21.0],
            [105.9, 21.1],
          ]),
        ),
        feature(
          "T5",
          line([
            [21.93, 106.9],
            [21.94, 106.92],
          ]),
        ),
        feature("T6", null),
      ],
    }),
  );
  expect(errorsOf(outcome)).toEqual([
    ["bad_geometry", 2, "geometry"],
    ["bad_geometry", 3, "geometry"],
    ["outside_province", 4, "geometry"],
    ["swapped_coordinates", 5, "geometry"],
    ["missing", 6, "geometry"],
  ]);
  const spans = await store.rows("spans");
  expect(spans.find((span) => span.id === "VTL-T1")?.geometry).toEqual(
    line([
      [106.9, 21.93],
      [106.92, 21.94],
    ]),
  );
});
