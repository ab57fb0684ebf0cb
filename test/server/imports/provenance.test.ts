import { beforeEach, expect, test } from "vitest";
import { importReport } from "../../../server/imports/import-report.ts";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { makeSpan, squareAround } from "../../makers.ts";
import { errorsOf, importText, openSmallDistrict } from "./small-district.ts";

let store: CoverageStore;
beforeEach(async () => {
  store = await openSmallDistrict();
});

const villageHeader = "ma_thon,ten_thon,xa,kinh_do,vi_do,so_ho,nguon,loai_du_lieu,nguon_du_lieu\n";
const villageOf = async (id: string) => (await store.rows("villages")).find((row) => row.id === id);

test.each([
  ["by the column loai_du_lieu", "Nà Mới", "", "demo", ""],
  ["by the notice", "Nà Mới", "", "", "DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT"],
  [
    "by the notice of mixed data",
    "Nà Mới",
    "",
    "",
    "CÓ DỮ LIỆU MINH HỌA – KHÔNG PHẢI TOÀN BỘ LÀ SỐ LIỆU THẬT",
  ],
  ["by the words of its source", "Nà Mới", "Tên và vị trí sinh tự động", "", ""],
  ["by its source whatever the column says", "Nà Mới", "Tên và vị trí sinh tự động", "real", ""],
  ["by its generated name", "Thôn minh họa 3", "", "", ""],
])("a demonstration thôn is known %s and stays one", async (_, name, source, kind, notice) => {
  const row = `x-1,${name},Cao Lâu,106.9,21.94,60,${source},${kind},${notice}\n`;
  const outcome = await importText(store, "villages", villageHeader + row);
  expect(outcome).toMatchObject({ added: 1, refusedRows: 0 });
  expect((await villageOf("x-1"))?.dataSource).toBe("demo");
  const replacing = await importText(store, "villages", villageHeader + row, { replace: true });
  expect(replacing.refusedFile?.message).toBe("Không có dòng nào dùng được");
  expect(errorsOf(replacing).map(([code]) => code)).toEqual(["demonstration"]);
  expect((await villageOf("cl-1"))?.dataSource, "nothing was replaced").toBe("demo");
});

test.each([
  ["nothing", "", ""],
  ["that it is real", "real", ""],
  [
    "whose thôn rests on mixed evidence",
    "real",
    "CÓ DỮ LIỆU MINH HỌA – KHÔNG PHẢI TOÀN BỘ LÀ SỐ LIỆU THẬT",
  ],
  ["where somebody's figures come from", "", "Phòng Văn hóa"],
])("a row that says %s is real", async (_, kind, notice) => {
  const row = `x-1,Nà Mới,Cao Lâu,106.9,21.94,60,,${kind},${notice}\n`;
  await importText(store, "villages", villageHeader + row);
  expect((await villageOf("x-1"))?.dataSource).toBe("real");
});

test("a demonstration row never corrects a real one", async () => {
  const row = (kind: string) => `cl-1,Nà Lộc,Cao Lâu,106.9,21.94,61,,${kind},\n`;
  await importText(store, "villages", villageHeader + row("real"));
  const outcome = await importText(store, "villages", villageHeader + row("demo"));
  expect(errorsOf(outcome)).toEqual([["demonstration", 2, "loai_du_lieu"]]);
  expect((await villageOf("cl-1"))?.dataSource).toBe("real");
});

test("a demonstration row without its marks is still the demonstration row that it copies", async () => {
  const header = "ma_thon,ten_thon,xa,kinh_do,vi_do,so_ho\n";
  const copy = `${header}cl-1,Thôn Nà Lộc,Cao Lâu,106.9,21.93,60\n`;
  const outcome = await importText(store, "villages", copy);
  expect(outcome).toMatchObject({ unchanged: 1, changed: 0 });
  expect(outcome.problems).toMatchObject([{ severity: "warning", code: "kept" }]);
  const replacing = await importText(store, "villages", copy, { replace: true });
  expect(errorsOf(replacing).map(([code]) => code)).toEqual(["demonstration"]);
  await importText(store, "villages", copy.replace(",60\n", ",61\n"));
  expect(await villageOf("cl-1"), "what says something of its own is real").toMatchObject({
    households: 61,
    dataSource: "real",
  });
});

test("a claim that says what the demonstration says is the operator's own", async () => {
  await importText(
    store,
    "claims",
    "thon,nha_mang,cong_nghe,phu_trung_tam,ngay\ncl-1,VTL,4G,1,31/12/2025\n",
  );
  expect((await store.evidenceAsOf("2025-12-31")).map((row) => row.dataSource)).toContain("real");
});

test("what a file has no column for stays as it was said; nothing generated becomes real", async () => {
  const all =
    "ma_thon,ten_thon,xa,kinh_do,vi_do,so_ho,dan_so,dac_biet_kho_khan,ten_khac,cum_dan_cu\n";
  const clusters = '"[{""id"":""k9"",""lon"":106.91,""lat"":21.94}]"';
  await importText(
    store,
    "villages",
    `${all}cl-2,Bản Lề - Bản Ngõa,Cao Lâu,106.88,21.95,50,210,1,Lề,${clusters}\n`,
  );
  const short = "ma_thon,ten_thon,xa,kinh_do,vi_do,so_ho\n";
  const outcome = await importText(
    store,
    "villages",
    `${short}cl-2,Bản Lề - Bản Ngõa,Cao Lâu,106.88,21.95,51\n`,
  );
  expect(outcome).toMatchObject({ changed: 1 });
  expect(await villageOf("cl-2")).toMatchObject({
    households: 51,
    population: 210,
    hardship: true,
    otherNames: ["Lề"],
    clusters: [{ id: "k9", lon: 106.91, lat: 21.94 }],
  });
  // An empty cell of a column that there is says that nothing is known.
  await importText(store, "villages", `${short}cl-2,Bản Lề - Bản Ngõa,Cao Lâu,106.88,21.95,\n`);
  expect((await villageOf("cl-2"))?.households).toBeUndefined();
  // Thôn xl-1 is a demonstration row: its power and households were made up.
  await importText(
    store,
    "villages",
    "ma_thon,ten_thon,xa,kinh_do,vi_do\nxl-1,Pò Mã,Xuất Lễ,107.01,21.93\n",
  );
  const real = await villageOf("xl-1");
  expect(real).toMatchObject({ dataSource: "real", lon: 107.01 });
  expect([real?.households, real?.gridPower]).toEqual([undefined, undefined]);
});

// What is stored and not compared is dropped without a word.
test.each([
  ["its outline", (row: Record<string, unknown>) => ({ ...row, size: 0.005 })],
  ["its other names", (row: Record<string, unknown>) => ({ ...row, ten_khac: "Khuổi Tao" })],
  [
    "a cluster's place",
    (row: Record<string, unknown>) => ({ ...row, cum_dan_cu: cluster(106.93) }),
  ],
  ["its kind", (row: Record<string, unknown>) => ({ ...row, loai_thon: "bản" })],
  ["its last day", (row: Record<string, unknown>) => ({ ...row, co_gia_tri_den: "2025-12-31" })],
])("a thôn of which %s alone is corrected has changed, and is saved", async (_, correct) => {
  const row = {
    ten_thon: "Nà Đo",
    xa: "Cao Lâu",
    ten_khac: "",
    cum_dan_cu: cluster(106.92),
    size: 0.004,
  };
  const importRow = ({ size, ...properties }: Record<string, unknown>) =>
    importText(
      store,
      "villages",
      JSON.stringify({
        type: "FeatureCollection",
        features: [
          { type: "Feature", properties, geometry: squareAround(106.91, 21.94, Number(size)) },
        ],
      }),
    );
  expect(await importRow(row)).toMatchObject({ added: 1 });
  expect(await importRow(row)).toMatchObject({ unchanged: 1, changed: 0 });
  const outcome = await importRow(correct(row));
  expect(outcome).toMatchObject({ unchanged: 0, changed: 1 });
  expect(importReport(outcome)).toMatch(/^Đã lưu 1 hàng/);
  expect(await importRow(correct(row)), "and is then known").toMatchObject({ unchanged: 1 });
});

function cluster(lon: number): string {
  return JSON.stringify([{ id: "k1", lon, lat: 21.94 }]);
}

test("an outline that was corrected is the one that is served", async () => {
  const importSquare = (half: number) =>
    importText(
      store,
      "villages",
      JSON.stringify({
        type: "Feature",
        properties: { ma_thon: "cl-1", ten_thon: "Thôn Nà Lộc", xa: "Cao Lâu" },
        geometry: squareAround(106.9, 21.93, half),
      }),
    );
  await importSquare(0.004);
  await importSquare(0.006);
  const areas = (await store.rows("villageAreas")).filter(({ villageId }) => villageId === "cl-1");
  expect(areas).toEqual([
    { villageId: "cl-1", areaSource: "surveyed", geometry: squareAround(106.9, 21.93, 0.006) },
  ]);
});

test.each([
  [
    "sites",
    "ma_tram,nha_mang,kinh_do,vi_do,trang_thai,vi_tri\nA,VTL,106.905,21.935,hoạt động,khai_quat\n",
    "vi_tri",
  ],
  [
    "sites",
    "ma_tram,nha_mang,kinh_do,vi_do,trang_thai,generalised\nA,VTL,106.905,21.935,hoạt động,true\n",
    "generalised",
  ],
  [
    "sites",
    "ma_tram,nha_mang,toa_do,trang_thai,da_khai_quat\nA,VTL,21.935 106.905,hoạt động,có\n",
    "da_khai_quat",
  ],
  [
    "spans",
    'ma_tuyen,nha_mang,trang_thai,vi_tri,wkt\nT,VTL,hoạt động,Khái quát,"LINESTRING (106.9 21.93, 106.91 21.93)"\n',
    "vi_tri",
  ],
  [
    "villages",
    "ten_thon,xa,kinh_do,vi_do,generalised\nNà Mới,Cao Lâu,106.905,21.935,1\n",
    "generalised",
  ],
] as const)("a generalised position is no position (%s)", async (kind, text, column) => {
  const outcome = await importText(store, kind, text);
  expect(errorsOf(outcome)).toEqual([["generalised", 2, column]]);
  expect(await store.datasetVersion()).toBe(1);
});

test("what says that it is exact is taken, and vi_tri may also be coordinates", async () => {
  const header = "ma_tram,nha_mang,kinh_do,vi_do,trang_thai,vi_tri\n";
  const exact = await importText(
    store,
    "sites",
    `${header}A,VTL,106.905,21.935,hoạt động,chinh_xac\n`,
  );
  expect(exact).toMatchObject({ added: 1, droppedColumns: [] });
  const both = "ma_tram,nha_mang,trang_thai,vi_tri\nB,VTL,hoạt động,21.935 106.925\n";
  expect(await importText(store, "sites", both)).toMatchObject({ added: 1 });
});

test("a span of our export that is generalised is refused, its exact neighbour is not", async () => {
  const { geometry } = makeSpan();
  const feature = (spanId: string, generalised: boolean) => ({
    type: "Feature",
    properties: {
      spanId,
      operatorCode: "VTL",
      status: "hoat_dong",
      generalised,
      dataSource: "real",
    },
    geometry,
  });
  const text = JSON.stringify({
    type: "FeatureCollection",
    features: [feature("VTL-1", true), feature("VTL-2", false)],
  });
  const outcome = await importText(store, "spans", text);
  expect(errorsOf(outcome)).toEqual([["generalised", 1, "generalised"]]);
  const real = (await store.rows("spans")).filter(({ dataSource }) => dataSource === "real");
  expect(real.map(({ id }) => id)).toEqual(["VTL-2"]);
});

test("cells that copy demonstration cells by their marks stay demonstration", async () => {
  const outcome = await importText(
    store,
    "cells",
    "ma_o,ma_tram,cong_nghe,loai_du_lieu\n9,DEMO-1,4G,demo\n",
  );
  expect(outcome).toMatchObject({ added: 1 });
  expect((await store.rows("cells")).find(({ id }) => id === "s1/9")?.dataSource).toBe("demo");
});
