import { beforeEach, expect, test } from "vitest";
import { importReport } from "../../../server/imports/import-report.ts";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { errorsOf, importText, openSmallDistrict } from "./small-district.ts";

const header = "xa,thon,nha_mang,cong_nghe,phu_trung_tam,cum_khong_song,ngay,ghi_chu\n";

let store: CoverageStore;
beforeEach(async () => {
  store = await openSmallDistrict();
});

test("a filing says what it does to the indicators: thôn that it brings in and takes out", async () => {
  const outcome = await importText(
    store,
    "claims",
    `${header}Cao Lâu,Bản Lề,Viettel,4G,1,,05/01/2026,\nXuất Lễ,Pò Mã,VNPT,4G,1,,05/01/2026,\nCao Lâu,Nà Lộc,Viettel,4G,0,,05/01/2026,trạm hỏng\n`,
  );
  expect(errorsOf(outcome)).toEqual([]);
  expect(outcome).toMatchObject({ added: 3, changed: 0 });
  expect(outcome.effect).toMatchObject({
    asOf: "2026-01-05",
    mobile: {
      before: { numerator: 1, denominator: 5 },
      after: { numerator: 2, denominator: 5 },
      gained: ["Bản Lề - Bản Ngõa", "Thôn Pò Mã"],
      lost: ["Thôn Nà Lộc"],
    },
    ftth: { before: { numerator: 1 }, after: { numerator: 1 } },
  });
  const report = importReport(outcome);
  expect(report).toContain("Chỉ tiêu đến ngày 05/01/2026");
  expect(report).toContain("Băng rộng di động: từ 1/5 thành 2/5 thôn (còn thiếu 3 thôn");
  expect(report).toContain("Thêm 2 thôn: Bản Lề - Bản Ngõa, Thôn Pò Mã.");
  expect(report).toContain("Làm mất 1 thôn: Thôn Nà Lộc.");
  expect(report).toContain("Cáp quang FTTH: vẫn 1/5 thôn");
});

test("clusters that are named have no signal, the others of a covered thôn have", async () => {
  await importText(
    store,
    "claims",
    `${header}Cao Lâu,cl-2,Viettel,4G,1,cum khuoi lau,05/01/2026,\nCao Lâu,cl-2,Viettel,5G,0,k2,05/01/2026,\n`,
  );
  const [lte, nr] = (await store.evidenceOfVillage("cl-2", "2026-01-05")).filter(
    (row) => row.dataSource === "real",
  );
  expect(lte).toEqual({
    id: "claim-cl-2-VTL-lte-2026-01-05",
    villageId: "cl-2",
    operatorCode: "VTL",
    technology: "lte",
    kind: "claimed",
    covered: true,
    clusters: [
      { clusterId: "k1", covered: false },
      { clusterId: "k2", covered: true },
    ],
    observedOn: "2026-01-05",
    author: "Viettel",
    dataSource: "real",
    source: "Tệp test.csv",
  });
  expect(nr?.clusters).toEqual([{ clusterId: "k2", covered: false }]);
});

test("the fibre template is read as claims of FTTH", async () => {
  const outcome = await importText(
    store,
    "claims",
    "xa;thon;nha_mang;co_ftth;so_ho_lap_duoc;so_cong_con_lai;ngay\nCông Sơn;cs-1;VNPT;có;12;4;31/12/2025\nHải Yến;Nhọt Nặm;VNPT;0;;;31/12/2025\n",
  );
  expect(errorsOf(outcome)).toEqual([]);
  expect(outcome.droppedColumns).toEqual(["so_ho_lap_duoc", "so_cong_con_lai"]);
  expect(outcome.effect?.ftth).toMatchObject({ gained: ["Thôn Nhọt Nặm"], lost: [] });
  expect(await store.evidenceOfVillage("hy-1", "2026-01-01")).toMatchObject([
    { technology: "ftth", covered: false },
  ]);
});

test("a later file of the same day corrects the earlier one, the same file changes nothing", async () => {
  const row = (covered: 0 | 1) => `${header}Cao Lâu,Nà Lộc,VTL,4G,${covered},,05/01/2026,\n`;
  await importText(store, "claims", row(1));
  expect(await importText(store, "claims", row(1))).toMatchObject({ unchanged: 1, added: 0 });
  expect(await importText(store, "claims", row(0))).toMatchObject({ changed: 1, added: 0 });
  const rows = (await store.evidenceAsOf("2026-01-05")).filter((one) => one.villageId === "cl-1");
  expect(rows).toMatchObject([{ covered: false, dataSource: "real" }]);
});

test("replacing retires every demonstration claim, so that nothing made up is left to count", async () => {
  const outcome = await importText(
    store,
    "claims",
    `${header}Cao Lâu,Nà Lộc,VTL,4G,1,,30/06/2025,\n`,
    { replace: true },
  );
  expect(outcome.retired).toEqual([{ kind: "evidence", rows: 3, succeeded: 0 }]);
  expect(await store.evidenceAsOf("2030-01-01")).toMatchObject([
    { villageId: "cl-1", observedOn: "2025-06-30", dataSource: "real" },
  ]);
});

test("what is wrong is told by row and column, and the good rows are saved", async () => {
  const outcome = await importText(
    store,
    "claims",
    `${header}Cao Lâu,Nà Lok,VTL,4G,1,,05/01/2026,\nCông Sơn,Nhọt Nặm,VTL,4G,1,,05/01/2026,\nHà Nội,Nà Lộc,VTL,4G,1,,05/01/2026,\nCao Lâu,Nà Lộc,VTL,4G,có thể,,05/01/2026,\nCao Lâu,Nà Lộc,VTL,4G,1,cụm lạ,05/01/2026,\nCao Lâu,Nà Lộc,VTL,4G,1,,16/01/2026,\nCao Lâu,Nà Lộc,VTL,4G,1,,,\nCao Lâu,Nà Lộc,VTL,4G,1,,05/01/2026,\nCao Lâu,na loc,Viettel,LTE,1,,05/01/2026,\n`,
  );
  expect(errorsOf(outcome)).toEqual([
    ["unknown_village", 2, "thon"],
    ["ambiguous", 3, "thon"],
    ["unknown_commune", 4, "xa"],
    ["unknown_word", 5, "phu_trung_tam"],
    ["unknown_cluster", 6, "cum_khong_song"],
    ["out_of_range", 7, "ngay"],
    ["duplicate", 10, "thon"],
  ]);
  expect(outcome).toMatchObject({ read: 9, refusedRows: 7, added: 2 });
  const report = importReport(outcome);
  expect(report).toContain(
    "test.csv, Dòng 2, cột thon: nhận được Nà Lok; cần tên thôn của xã này, hoặc mã thôn. Có phải Thôn Nà Lộc?",
  );
  expect(report).toContain("cần ngày không sau hôm nay (15/01/2026)");
});

test("a sheet without a column that it needs is refused as a whole", async () => {
  const outcome = await importText(store, "claims", "xa,thon,cong_nghe\nCao Lâu,Nà Lộc,4G\n");
  expect(importReport(outcome)).toMatch(/Tệp không có cột “nha_mang”;.*--map operator=…\./s);
  expect(await store.datasetVersion()).toBe(1);
});

test("a mapping that fits neither the fields nor the file is refused by name", async () => {
  const text = `${header}Cao Lâu,Nà Lộc,VTL,4G,1,,05/01/2026,\n`;
  await expect(
    importText(store, "claims", text, { mapping: new Map([["colour", "xa"]]) }),
  ).rejects.toThrow(/không có trường “colour”/);
  await expect(
    importText(store, "claims", text, { mapping: new Map([["day", "Ngày tháng"]]) }),
  ).rejects.toThrow(/không có cột “Ngày tháng”/);
});

test("what somebody else commits meanwhile is compared with, not overwritten unseen", async () => {
  const row = (covered: 0 | 1) => `${header}Cao Lâu,Nà Lộc,VTL,4G,${covered},,05/01/2026,\n`;
  let isFirst = true;
  const evidenceDays = store.evidenceDays.bind(store);
  store.evidenceDays = async () => {
    if (isFirst) {
      isFirst = false;
      await importText(store, "claims", row(1));
    }
    return evidenceDays();
  };
  // Planned anew after the other's commit, the same row is a correction and no longer new.
  expect(await importText(store, "claims", row(0))).toMatchObject({ added: 0, changed: 1 });
});
