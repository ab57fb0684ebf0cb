import { beforeEach, describe, expect, test } from "vitest";
import { distanceM } from "../../../geodata/geometry/distance.ts";
import { importFile } from "../../../server/imports/import-file.ts";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { sharedFile } from "./shared-file.ts";
import { CLOCK, errorsOf, importText, openSmallDistrict, TODAY } from "./small-district.ts";

interface ExpectedSite {
  code: string;
  name: string;
  lon: number;
  lat: number;
  height: number;
}
const { sites: EXPECTED } = JSON.parse(
  new TextDecoder().decode(sharedFile("uploads/sites.expected.json")),
) as { sites: ExpectedSite[] };

let store: CoverageStore;
beforeEach(async () => {
  store = await openSmallDistrict();
});

function importUpload(path: string) {
  return importFile(
    store,
    {
      kind: "sites",
      fileName: path.split("/").at(-1) as string,
      bytes: sharedFile(`uploads/${path}`),
      mapping: new Map(),
      replace: true,
      dryRun: false,
    },
    CLOCK,
  );
}

describe("the made upload files", () => {
  test.each([
    "csv/01-wgs84-utf8.csv",
    "csv/02-semicolon-decimal-comma-bom.csv",
    "csv/03-utf16le-tab.csv",
    "csv/04-nfd-names.csv",
    "csv/10-vn2000-tm3-10715-XY-northing-first.csv",
    "csv/11-vn2000-tm3-10715-EN.csv",
    "csv/12-vn2000-utm48-EN.csv",
    "csv/15-dms-vietnamese-hemisphere.csv",
    "csv/16-dms-english.csv",
    "csv/36-csv-lf-no-final-newline.csv",
    "geojson/01-rfc7946.geojson",
    "geojson/02-crs-member-9215.geojson",
    "geojson/05-bom.geojson",
    "geojson/06-ndjson.geojsonl",
  ])("%s gives its 24 sites where they stand, to 0.05 m", async (path) => {
    const outcome = await importUpload(path);
    expect(errorsOf(outcome)).toEqual([]);
    expect(outcome).toMatchObject({ read: 24, added: 24, refusedRows: 0 });
    const sites = await store.rows("sites");
    const masts = new Map((await store.rows("masts")).map((mast) => [mast.id, mast]));
    expect(sites).toHaveLength(24);
    const saysStatus = !outcome.problems.some(({ code }) => code === "assumed");
    for (const { code, name, lon, lat, height } of EXPECTED) {
      const site = sites.find((row) => row.code === code);
      const mast = masts.get(site?.mastId ?? "");
      expect(site).toMatchObject({ name, dataSource: "real" });
      // Where nothing is said of the status but a day on air that is past, that day is what is told.
      expect(site?.status).toBe(
        site?.onAirFrom === undefined && !saysStatus ? "chua_ro" : "hoat_dong",
      );
      expect(mast).toMatchObject({ heightM: height, dataSource: "real" });
      expect(distanceM(mast?.lon ?? 0, mast?.lat ?? 0, lon, lat), code).toBeLessThan(0.05);
    }
  });

  test.each([
    ["csv/21-bad-rows-mixed.csv", [5, 9, 13, 17], 20],
    ["csv/35-outside-district.csv", [24, 25], 22],
    ["csv/37-dates-mixed.csv", [4, 7, 10, 13, 16, 19, 22, 25], 16],
    ["geojson/13-duplicate-ids.geojson", [2], 1],
  ])("%s is refused in rows %j alone", async (path, rows, good) => {
    const outcome = await importUpload(path);
    expect([...new Set(errorsOf(outcome).map(([, row]) => row))]).toEqual(rows);
    expect(outcome.refusedRows).toBe(rows.length);
    expect(await store.rows("sites")).toHaveLength(good);
  });

  test.each([
    "csv/24-header-only.csv",
    "csv/25-empty.csv",
    "csv/31-one-huge-field.csv",
    "csv/33-is-really-xlsx.csv",
    "geojson/03-projected-no-crs.geojson",
    "geojson/04-latlon-order.geojson",
    "geojson/09-proto-pollution.geojson",
    "geojson/14-bare-geometry.geojson",
    "geojson/15-truncated.geojson",
    "geojson/20-not-geojson.json",
  ])("%s is refused as a whole and leaves the store as it was", async (path) => {
    const outcome = await importUpload(path);
    expect(outcome.refusedFile?.message).toBeTruthy();
    expect(await store.datasetVersion()).toBe(1);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test("formulas are kept as the text that they are", async () => {
    await importUpload("csv/29-formula-injection.csv");
    expect((await store.rows("sites")).map((site) => site.name)).toContain("+1+1");
  });
});

describe("a list of sites", () => {
  const header = "ma_tram,nha_mang,kinh_do,vi_do,trang_thai,ngay_phat_song\n";

  test("retires the demonstration sites with their cells and masts when it replaces them", async () => {
    const outcome = await importText(
      store,
      "sites",
      `${header}LS1,Viettel,106.9,21.93,Đang hoạt động,01/02/2024\n`,
      { replace: true },
    );
    expect(outcome.retired).toEqual([
      { kind: "masts", rows: 2, succeeded: 0 },
      { kind: "sites", rows: 2, succeeded: 0 },
      { kind: "cells", rows: 2, succeeded: 0 },
    ]);
    expect(await store.rows("sites")).toEqual([
      {
        id: "VTL-LS1",
        code: "LS1",
        operatorCode: "VTL",
        mastId: "cot-VTL-LS1",
        status: "hoat_dong",
        onAirFrom: "2024-02-01",
        validFrom: "2024-02-01",
        dataSource: "real",
        source: "Tệp test.csv",
      },
    ]);
    expect(await store.rows("masts")).toMatchObject([
      { id: "cot-VTL-LS1", lon: 106.9, lat: 21.93, communeCode: "06196", validFrom: "2024-02-01" },
    ]);
    expect(await store.rows("spans"), "cables are another kind").toHaveLength(1);
    expect(outcome.effect?.mobile.after).toEqual(outcome.effect?.mobile.before);
  });

  test("without replacing leaves the demonstration sites beside the real ones", async () => {
    await importText(store, "sites", `${header}LS1,Viettel,106.93,21.93,hoat_dong,\n`);
    expect((await store.rows("sites")).map((site) => site.dataSource)).toEqual([
      "real",
      "demo",
      "demo",
    ]);
    expect(await store.rows("cells")).toHaveLength(2);
  });

  test("puts two operators within 30 m on one mast and no others", async () => {
    // 0.0002° of latitude are 22 m, 0.0004° are 44 m.
    const outcome = await importText(
      store,
      "sites",
      `${header}A,Viettel,106.93,21.93,hoat_dong,01/01/2024\nB,VNPT,106.93,21.9302,hoat_dong,01/01/2022\nC,MobiFone,106.93,21.9304,hoat_dong,01/01/2024\n`,
    );
    expect(errorsOf(outcome)).toEqual([]);
    const sites = new Map((await store.rows("sites")).map((site) => [site.code, site]));
    expect(sites.get("B")?.mastId).toBe(sites.get("A")?.mastId);
    expect(sites.get("C")?.mastId).not.toBe(sites.get("A")?.mastId);
    const shared = (await store.rows("masts")).find((mast) => mast.id === sites.get("A")?.mastId);
    expect(shared?.validFrom, "a mast stands since its first site").toBe("2022-01-01");
  });

  test("finds the demonstration mast where it stands and makes it real", async () => {
    await importText(store, "sites", `${header}A,MBF,106.9101,21.93,hoat_dong,01/01/2024\n`);
    const site = (await store.rows("sites")).find((row) => row.code === "A");
    expect(site?.mastId).toBe("m1");
    expect((await store.rows("masts")).find((mast) => mast.id === "m1")).toMatchObject({
      lon: 106.9101,
      heightM: 42,
      dataSource: "real",
      validFrom: "2020-01-01",
    });
    // It carries a real site now: replacing demonstration sites later leaves it.
    await importText(store, "sites", `${header}B,MBF,106.95,21.93,hoat_dong,01/01/2024\n`, {
      replace: true,
    });
    expect((await store.rows("masts")).map((mast) => mast.id)).toEqual(["cot-MBF-B", "m1"]);
  });

  test("a site that changes its status gets a new version and keeps the old one", async () => {
    await importText(store, "sites", `${header}A,VTL,106.93,21.93,đang xây dựng,\n`);
    const later = () => new Date("2026-03-01T05:00:00.000Z");
    const outcome = await importFile(
      store,
      {
        kind: "sites",
        fileName: "later.csv",
        bytes: new TextEncoder().encode(`${header}A,VTL,106.93,21.93,hoạt động,\n`),
        mapping: new Map(),
        replace: false,
        dryRun: false,
      },
      later,
    );
    expect(outcome).toMatchObject({ added: 0, changed: 1 });
    const versions = (await store.rows("sites")).filter((site) => site.code === "A");
    expect(versions).toMatchObject([
      { status: "dang_xay_dung", validFrom: TODAY, validTo: "2026-03-01" },
      { status: "hoat_dong", validFrom: "2026-03-01" },
    ]);
  });

  test("imported twice changes nothing", async () => {
    const text = `${header}A,VTL,106.93,21.93,hoat_dong,01/01/2024\nB,VNPT,106.9301,21.93,ke_hoach,\n`;
    await importText(store, "sites", text);
    const version = await store.datasetVersion();
    const again = await importText(store, "sites", text);
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect(await store.datasetVersion()).toBe(version);
  });

  test("in a dry run tells everything and saves nothing", async () => {
    const outcome = await importText(
      store,
      "sites",
      `${header}A,VTL,106.93,21.93,hoat_dong,01/01/2024\n`,
      { dryRun: true, replace: true },
    );
    expect(outcome).toMatchObject({ added: 1, retired: [{ rows: 2 }, { rows: 2 }, { rows: 2 }] });
    expect(outcome.version).toBeUndefined();
    expect(await store.datasetVersion()).toBe(1);
    expect(await store.rows("sites")).toHaveLength(2);
  });

  test("assumes what it may, and says so", async () => {
    const outcome = await importText(
      store,
      "sites",
      "ma_tram,nha_mang,kinh_do,vi_do,ngay_phat_song\nA,VTL,106.93,21.93,01/01/2024\nB,VTL,106.94,21.93,01/01/2027\nC,VTL,106.95,21.93,\n",
    );
    expect(outcome.problems.filter(({ code }) => code === "assumed").map(({ row }) => row)).toEqual(
      [2, 3, 4],
    );
    const real = (await store.rows("sites")).filter((site) => site.dataSource === "real");
    expect(real.map(({ status, validFrom }) => [status, validFrom])).toEqual([
      ["hoat_dong", "2024-01-01"],
      ["chua_ro", TODAY],
      ["chua_ro", TODAY],
    ]);
    expect(real.every((site) => site.source.includes("giả định"))).toBe(true);
  });

  test("is told about swapped coordinates, foreign words and unknown operators by row and column", async () => {
    const outcome = await importText(
      store,
      "sites",
      `${header}A,Viettel,21.93,106.93,hoat_dong,\nB,Beeline,106.93,21.93,hoat_dong,\nC,VTL,106.93,21.93,chạy tốt,\nD,VTL,1069.3,21.93,hoat_dong,\n,VTL,106.93,21.93,hoat_dong,\n`,
    );
    expect(errorsOf(outcome)).toEqual([
      ["swapped_coordinates", 2, "kinh_do"],
      ["unknown_operator", 3, "nha_mang"],
      ["outside_province", 5, "kinh_do"],
      ["missing", 6, "ma_tram"],
    ]);
    expect(outcome.problems.find(({ row }) => row === 5)?.suggestion).toBe("Có phải 106,93?");
    expect(outcome, "free text is no reason to refuse a site").toMatchObject({ added: 1 });
  });

  test("columns that no field takes are dropped and named: a landlord's phone is never stored", async () => {
    const outcome = await importText(
      store,
      "sites",
      "Mã trạm,Nhà mạng,Kinh độ,Vĩ độ,SĐT chủ nhà,Số tài khoản\nA,VTL,106.93,21.93,0912345678,123456789\n",
    );
    expect(outcome.droppedColumns).toEqual(["SĐT chủ nhà", "Số tài khoản"]);
    const everything = JSON.stringify([await store.rows("sites"), await store.rows("masts")]);
    expect(everything).not.toMatch(/0912345678|123456789/);
  });

  test("outside the district but in the province is a warning", async () => {
    const outcome = await importText(store, "sites", `${header}A,VTL,106.3,22.2,hoat_dong,\n`);
    expect(errorsOf(outcome)).toEqual([]);
    expect(outcome.problems).toMatchObject([{ severity: "warning", code: "outside_district" }]);
  });
});
