import { beforeEach, expect, test } from "vitest";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { errorsOf, importText, openSmallDistrict } from "./small-district.ts";

let store: CoverageStore;
beforeEach(async () => {
  store = await openSmallDistrict();
  await importText(
    store,
    "sites",
    "ma_tram,nha_mang,kinh_do,vi_do,trang_thai,ngay_phat_song\nA,VTL,106.93,21.93,hoat_dong,01/01/2024\nA,VNPT,106.95,21.93,hoat_dong,01/01/2024\nB,VNPT,106.95,21.93,hoat_dong,01/01/2024\n",
  );
});

const header =
  "ma_o;ma_tram;nha_mang;cong_nghe;bang_tan_mhz;azimut_do;nghieng_co_do;nghieng_dien_do;cong_suat_dbm;ngay_phat_song;ngay_tat_song\n";

test("cells are put on the site of their code, tilts added up, 360° read as north", async () => {
  const outcome = await importText(
    store,
    "cells",
    `${header}A1;A;Viettel;4G;1800;360;2;3,5;43;01/03/2024;01/03/2025\n`,
    { replace: true },
  );
  expect(errorsOf(outcome)).toEqual([]);
  expect(await store.rows("cells")).toEqual([
    {
      id: "VTL-A/A1",
      siteId: "VTL-A",
      technology: "lte",
      bandMhz: 1800,
      azimuthDeg: 0,
      downtiltDeg: 5.5,
      powerDbm: 43,
      validFrom: "2024-03-01",
      validTo: "2025-03-01",
      dataSource: "real",
      source: "Tệp test.csv",
    },
  ]);
});

test("several technologies in one cell of the sheet are so many cells", async () => {
  await importText(store, "cells", `${header}B1;B;;2G/4G;;;;;;;\n`);
  const cells = (await store.rows("cells")).filter((cell) => cell.dataSource === "real");
  expect(cells.map((cell) => [cell.id, cell.technology, cell.validFrom])).toEqual([
    ["VNPT-B/B1-gsm", "gsm", "2024-01-01"],
    ["VNPT-B/B1-lte", "lte", "2024-01-01"],
  ]);
});

test("what is wrong is told by row and column", async () => {
  const outcome = await importText(
    store,
    "cells",
    `${header}A1;A;;4G;;;;;;;\nA2;Z;;4G;;;;;;;\nB1;B;;6G;;;;;;;\nB2;B;;4G;99999;;;;;;\nB3;B;;FTTH;;;;;;;\nB4;B;;4G;;;;;;02/02/2024;01/02/2024\nB5;B;;4G;;;;;;;\nB5;B;;4G;;;;;;;\n`,
  );
  expect(errorsOf(outcome)).toEqual([
    ["ambiguous", 2, "ma_tram"],
    ["unknown_site", 3, "ma_tram"],
    ["unknown_word", 4, "cong_nghe"],
    ["out_of_range", 5, "bang_tan_mhz"],
    ["unknown_word", 6, "cong_nghe"],
    ["schema", 7, undefined],
    ["duplicate", 9, "ma_o"],
  ]);
  expect(outcome).toMatchObject({ read: 8, refusedRows: 7, added: 1 });
});
