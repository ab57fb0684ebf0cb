import { beforeEach, expect, test } from "vitest";
import { importReport } from "../../../server/imports/import-report.ts";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { makeEvidence, squareAround } from "../../makers.ts";
import { errorsOf, importText, openSmallDistrict } from "./small-district.ts";

const header =
  "ma_thon;ten_thon;ten_khac;xa;kinh_do;vi_do;so_ho;dan_so;co_dien_luoi;dac_biet_kho_khan\n";

let store: CoverageStore;
beforeEach(async () => {
  store = await openSmallDistrict();
});

test("a list of the district replaces the demonstration thôn, their areas and their evidence", async () => {
  await store.commit({
    recordedAt: "2026-01-02T00:00:00.000Z",
    by: "test",
    note: "test",
    put: {
      evidence: [
        makeEvidence({ id: "real-cl-1", villageId: "cl-1", dataSource: "real" }),
        makeEvidence({ id: "real-hy-1", villageId: "hy-1", dataSource: "real" }),
      ],
    },
  });
  const outcome = await importText(
    store,
    "villages",
    `${header};Nà Lộc;Nà Lôộc|Na Loc;cao lau;106,9;21,93;1.246;5.000;có;không\n;Thôn Khuổi Tao;;Xuất Lễ;107,01;21,94;;;;x\n`,
    { replace: true },
  );
  expect(errorsOf(outcome)).toEqual([]);
  expect(await store.rows("villages")).toEqual([
    {
      id: "06202-thon-khuoi-tao",
      name: "Thôn Khuổi Tao",
      otherNames: [],
      kind: "thon",
      communeCode: "06202",
      lon: 107.01,
      lat: 21.94,
      clusters: [],
      hardship: true,
      validFrom: "2020-01-01",
      dataSource: "real",
      source: "Tệp test.csv",
    },
    {
      // The thôn that the demonstration knew by this name: what is real about it stays its own.
      id: "cl-1",
      name: "Nà Lộc",
      otherNames: ["Nà Lôộc", "Na Loc"],
      kind: "thon",
      communeCode: "06196",
      lon: 106.9,
      lat: 21.93,
      clusters: [],
      households: 1246,
      population: 5000,
      gridPower: true,
      hardship: false,
      validFrom: "2020-01-01",
      dataSource: "real",
      source: "Tệp test.csv",
    },
  ]);
  expect((await store.evidenceAsOf("2030-01-01")).map((row) => row.id)).toEqual(["real-cl-1"]);
  expect((await store.rows("villageAreas")).map((area) => area.villageId).sort()).toEqual([
    "06202-thon-khuoi-tao",
    "cl-1",
  ]);
  const areas = (await store.counts()).find((count) => count.kind === "villageAreas");
  expect(areas).toMatchObject({ demo: 0, real: 2 });
});

test("without replacing a list adds its thôn and corrects those that are known", async () => {
  const outcome = await importText(
    store,
    "villages",
    `${header}cl-1;Nà Lộc mới;;Cao Lâu;106,91;21,93;70;;;\n;Bản Khau;;Cao Lâu;106,92;21,95;20;;;\n`,
  );
  expect(outcome).toMatchObject({ added: 1, changed: 1 });
  const villages = await store.rows("villages");
  expect(villages).toHaveLength(6);
  expect(villages.find((village) => village.id === "cl-1")).toMatchObject({
    name: "Nà Lộc mới",
    households: 70,
    dataSource: "real",
  });
  expect(villages.find((village) => village.name === "Bản Khau")?.kind).toBe("ban");
  expect(await store.rows("villageAreas")).toHaveLength(6);
});

test("a new commune that was several old ones is told apart by where the thôn lies", async () => {
  const outcome = await importText(
    store,
    "villages",
    `${header};Pò Nhùng;;Xã Ba Sơn;107,0;21,93;;;;\n;Pò Xa;;Xã Ba Sơn;106,3;22,2;;;;\n;Pò Lạ;;Lạ Lùng;107,0;21,93;;;;\n`,
  );
  expect((await store.rows("villages")).find((row) => row.name === "Pò Nhùng")?.communeCode).toBe(
    "06202",
  );
  expect(errorsOf(outcome)).toEqual([
    ["ambiguous", 3, "xa"],
    ["unknown_commune", 4, "xa"],
  ]);
  expect(importReport(outcome)).toMatch(/Dòng 3, cột xa: nhận được Xã Ba Sơn; cần tên xã cũ/);
});

test("an outline in the file is the surveyed area of its thôn and is not redrawn later", async () => {
  const geometry = squareAround(106.95, 21.95, 0.004);
  await importText(
    store,
    "villages",
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        { type: "Feature", properties: { ten_thon: "Khuổi Đo", xa: "Cao Lâu" }, geometry },
      ],
    }),
  );
  const village = (await store.rows("villages")).find((row) => row.name === "Khuổi Đo");
  expect(village?.lon).toBeCloseTo(106.95, 3);
  const area = async () =>
    (await store.rows("villageAreas")).find((row) => row.villageId === village?.id);
  expect(await area()).toMatchObject({ areaSource: "surveyed", geometry });
  await importText(store, "villages", `${header};Bản Khau;;Cao Lâu;106,92;21,95;20;;;\n`);
  expect(await area()).toMatchObject({ areaSource: "surveyed", geometry });
});

test("two rows of one thôn, and a village without a place, are refused by row", async () => {
  const outcome = await importText(
    store,
    "villages",
    `${header};Nà Lộc;;Cao Lâu;106,9;21,93;;;;\n;Thôn Nà Lộc;;Cao Lâu;106,9;21,94;;;;\n;Pò Mới;;Cao Lâu;;;nhiều;;;\n`,
  );
  expect(errorsOf(outcome)).toEqual([
    ["duplicate", 3, "ten_thon"],
    ["missing", 4, "kinh_do"],
    ["not_a_number", 4, "so_ho"],
  ]);
});
