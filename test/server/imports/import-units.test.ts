import { resolve } from "node:path";
import { booleanPointInPolygon } from "@turf/turf";
import { beforeEach, describe, expect, test } from "vitest";
import { type AdministrativeUnit, epochOf } from "../../../geodata/model/administrative-unit.ts";
import { communeCodeOf, makeCrosswalk } from "../../../geodata/rules/crosswalk.ts";
import { importFile } from "../../../server/imports/import-file.ts";
import { importReport } from "../../../server/imports/import-report.ts";
import { readDataset, readRules } from "../../../server/seed/read-dataset.ts";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { openMemoryStore } from "../../../server/stores/memory-store.ts";
import { squareAround } from "../../makers.ts";
import { sharedFile } from "./shared-file.ts";
import { CLOCK, errorsOf, importText, openSmallDistrict } from "./small-district.ts";

const DATASET = resolve(import.meta.dirname, "../../../geodata/datasets/caoloc");
const COMMUNES_2025 = "langson_communes_2025_simplified.geojson";
const COMMUNES_2023 = "caoloc_communes_2023_reconstructed.geojson";

async function openShippedDistrict(): Promise<CoverageStore> {
  const store = openMemoryStore();
  await store.commit({
    recordedAt: "2026-01-01T00:00:00.000Z",
    by: "test",
    note: "test",
    put: { ...readDataset(DATASET), rules: readRules(DATASET) },
  });
  return store;
}

function importReal(store: CoverageStore, fileName: string) {
  const is2025 = fileName === COMMUNES_2025;
  return importFile(
    store,
    {
      kind: "units",
      fileName,
      bytes: sharedFile(`real/${fileName}`),
      epoch: is2025 ? "2025" : "2023",
      mapping: new Map([
        ["code", "code"],
        ["name", is2025 ? "fullName" : "name"],
      ]),
      replace: true,
      dryRun: false,
    },
    CLOCK,
  );
}

async function unitsOf(store: CoverageStore, epoch: "2023" | "2025") {
  return (await store.rows("units")).filter((unit) => epochOf(unit.validFrom) === epoch);
}

describe("the two real boundary files, as they are", () => {
  test("replace the communes of both epochs and leave every thôn in its commune", async () => {
    const store = await openShippedDistrict();
    const [demo2023, demo2025] = [await unitsOf(store, "2023"), await unitsOf(store, "2025")];
    const villages = await store.rows("villages");
    const evidence = await store.evidenceAsOf("2025-12-31");

    const province = await importReal(store, COMMUNES_2025);
    expect(errorsOf(province)).toEqual([]);
    expect(province).toMatchObject({ read: 65, refusedRows: 0, added: 57, changed: 8 });
    expect(province.retired).toEqual([{ kind: "units", rows: 8, succeeded: 8 }]);
    expect(importReport(province)).toContain("8 đơn vị có thôn của Cao Lộc");

    const district = await importReal(store, COMMUNES_2023);
    expect(errorsOf(district)).toEqual([]);
    expect(district).toMatchObject({ read: 22, refusedRows: 0, added: 0, changed: 22 });

    const [units2023, units2025] = [await unitsOf(store, "2023"), await unitsOf(store, "2025")];
    expect(units2023).toHaveLength(22);
    expect(units2025).toHaveLength(65);
    expect([...units2023, ...units2025].filter((unit) => unit.dataSource !== "real")).toEqual([]);
    expect(await store.rows("units", "2024-01-01")).toEqual(units2023);
    expect(await store.rows("units", "2025-07-01")).toEqual(units2025);

    // The key of a commune is its code and first day: the real one takes the demonstration's place.
    for (const [demo, real] of [
      [demo2023, units2023],
      [demo2025, units2025],
    ] as const)
      for (const old of demo)
        expect(real.find((unit) => unit.code === old.code)).toMatchObject({
          validFrom: old.validFrom,
          borderCommune: old.borderCommune,
          elevationMaxM: old.elevationMaxM,
          partOfDistrictOnly: old.partOfDistrictOnly,
        });
    expect(units2025.filter((unit) => unit.partOfDistrictOnly).map((unit) => unit.code)).toEqual([
      "05977",
      "06187",
      "06286",
      "06316",
    ]);
    expect(units2025.find((unit) => unit.code === "06325")).toMatchObject({
      name: "Xã Bắc Sơn",
      kind: "xa",
    });
    expect(units2023.find((unit) => unit.code === "06184")?.kind).toBe("thi_tran");

    // Thôn keep their stored commune, their place and what is known of them.
    expect(await store.rows("villages")).toEqual(villages);
    expect(await store.evidenceAsOf("2025-12-31")).toEqual(evidence);
    expect(province.effect?.mobile.after).toEqual(province.effect?.mobile.before);
    expect(district.effect?.ftth.after).toEqual(province.effect?.ftth.before);
    const crosswalk = makeCrosswalk(await store.rows("crosswalk"));
    const groups = new Set(villages.map((village) => communeCodeOf(village, "2025", crosswalk)));
    expect([...groups].filter((code) => !units2025.some((unit) => unit.code === code))).toEqual([]);

    const areas = await store.rows("villageAreas");
    const drawn = new Set(areas.map((area) => area.villageId));
    expect(drawn.size).toBe(areas.length);
    expect(villages.filter((village) => !drawn.has(village.id))).toEqual([]);
    expect(areas).not.toEqual(readDataset(DATASET).villageAreas);
  }, 120_000);

  test("have outlines wound as RFC 7946 says and labels inside them", async () => {
    const store = await openSmallDistrict();
    await importReal(store, COMMUNES_2025);
    await importReal(store, COMMUNES_2023);
    const real = (await store.rows("units")).filter((unit) => unit.dataSource === "real");
    expect(real).toHaveLength(87);
    for (const unit of real) {
      expect(booleanPointInPolygon([unit.lon, unit.lat], unit.geometry), unit.name).toBe(true);
      for (const rings of polygonsOf(unit))
        for (const [index, ring] of rings.entries())
          expect(Math.sign(signedArea(ring)), `${unit.name}, ring ${index}`).toBe(
            index === 0 ? 1 : -1,
          );
    }
  });

  test("imported a second time change nothing", async () => {
    const store = await openSmallDistrict();
    await importReal(store, COMMUNES_2023);
    const version = await store.datasetVersion();
    const again = await importReal(store, COMMUNES_2023);
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 22, retired: [] });
    expect(again.version).toBeUndefined();
    expect(await store.datasetVersion()).toBe(version);
  });
});

function polygonsOf({ geometry }: AdministrativeUnit) {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

function signedArea(ring: readonly number[][]): number {
  return ring.slice(1).reduce((sum, to, index) => {
    const from = ring[index] as number[];
    return sum + (from[0] as number) * (to[1] as number) - (to[0] as number) * (from[1] as number);
  }, 0);
}

describe("a file of communes", () => {
  let store: CoverageStore;
  beforeEach(async () => {
    store = await openSmallDistrict();
  });
  const feature = (properties: object, geometry: object = squareAround(106.9, 21.93)) => ({
    type: "Feature",
    properties,
    geometry,
  });
  const importFeatures = (features: object[], request = {}) =>
    importText(store, "units", JSON.stringify({ type: "FeatureCollection", features }), {
      epoch: "2023",
      replace: true,
      ...request,
    });

  test("keeps facts that were published and drops figures that were estimated", async () => {
    await importFeatures([
      feature({ code: "06196", name: "Xã Cao Lâu" }),
      feature({ code: "06202", name: "Xã Xuất Lễ" }, squareAround(107.0, 21.93)),
      feature({ code: "06232", name: "Xã Công Sơn" }, squareAround(106.9, 21.83)),
      feature({ code: "06220", name: "Xã Hải Yến" }, squareAround(107.0, 21.83)),
    ]);
    const units = new Map((await unitsOf(store, "2023")).map((unit) => [unit.code, unit]));
    expect(units.get("06196")).toMatchObject({
      dataSource: "real",
      source: "Tệp test.csv",
      borderCommune: true,
      successorCode: "06196",
      elevationMaxM: 692,
    });
    expect(units.get("06202")?.population).toBeUndefined();
    expect(units.get("06232")?.population).toBe(1163);
  });

  test("says how far a centre lies outside the new outline, and neither moves nor drops it", async () => {
    const before = await store.rows("villages");
    const outcome = await importFeatures([
      feature({ code: "06196", name: "Xã Cao Lâu" }, squareAround(106.9, 21.93, 0.01)),
    ]);
    const report = importReport(outcome);
    // 0.01° of longitude at 21.95° north, 0.01° of latitude: 1.0 and 1.1 km.
    expect(report).toMatch(/Bản Lề - Bản Ngõa \(mã cl-2\), Xã Cao Lâu: cách ranh giới 1\.5\d\d m/);
    expect(await store.rows("villages")).toEqual(before);
  });

  test("that lacks a commune with thôn does not take that commune away", async () => {
    const outcome = await importFeatures([feature({ code: "06196", name: "Xã Cao Lâu" })]);
    expect(outcome.problems.filter((problem) => problem.code === "kept")).toHaveLength(3);
    const units = await unitsOf(store, "2023");
    expect(units.map((unit) => [unit.code, unit.dataSource])).toEqual([
      ["06196", "real"],
      ["06202", "demo"],
      ["06220", "demo"],
      ["06232", "demo"],
    ]);
  });

  test("is told row by row what is wrong with it", async () => {
    const outcome = await importFeatures([
      feature({ code: "06196", name: "Xã Cao Lâu" }),
      feature({ code: "06196", name: "Xã Cao Lâu" }),
      feature({ code: "6a", name: "Xã Cao Lâu" }),
      feature({ code: "09999", name: "Cao Lâu" }),
      feature({ code: "09998", name: "Xã Ngoài" }, squareAround(105.8, 21.03)),
      feature({ code: "09997", name: "Xã Đảo" }, squareAround(21.9, 106.8)),
      feature({ code: "09996", name: "Xã Điểm" }, { type: "Point", coordinates: [106.9, 21.9] }),
      feature({ code: "", name: "Xã Trống" }),
    ]);
    expect(errorsOf(outcome)).toEqual([
      ["duplicate", 2, "code"],
      ["out_of_range", 3, "code"],
      ["unknown_word", 4, "name"],
      ["outside_province", 5, "geometry"],
      ["swapped_coordinates", 6, "geometry"],
      ["bad_geometry", 7, "geometry"],
      ["missing", 8, "code"],
    ]);
    expect(outcome).toMatchObject({ read: 8, refusedRows: 7, changed: 1 });
  });

  test("may be a sheet with well-known text, codes that lost their zero, and kinds apart", async () => {
    const outcome = await importText(
      store,
      "units",
      'Mã xã;Tên xã;Loại;WKT\n6196;Cao Lâu;Xã;"POLYGON((106.8 21.9,107.0 21.9,107.0 22.0,106.8 21.9))"\n',
      { epoch: "2023" },
    );
    expect(errorsOf(outcome)).toEqual([]);
    expect((await unitsOf(store, "2023")).find((unit) => unit.code === "06196")).toMatchObject({
      name: "Xã Cao Lâu",
      kind: "xa",
      dataSource: "real",
    });
  });
});
