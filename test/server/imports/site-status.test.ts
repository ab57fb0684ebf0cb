import { beforeEach, describe, expect, test } from "vitest";
import { mastSharing } from "../../../geodata/rules/mast-sharing.ts";
import { surroundingsOf } from "../../../server/coverage/distances.ts";
import { importReport } from "../../../server/imports/import-report.ts";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { errorsOf, importText, openSmallDistrict, TODAY } from "./small-district.ts";

let store: CoverageStore;
beforeEach(async () => {
  store = await openSmallDistrict();
});
const header = "ma_tram,nha_mang,kinh_do,vi_do,trang_thai,ngay_phat_song\n";
const sitesOf = async (code: string) =>
  (await store.rows("sites")).filter((site) => site.code === code);

describe("the status of a site", () => {
  test.each([
    ["Hoạt động", "hoat_dong", false],
    ["on air", "hoat_dong", false],
    ["Chưa rõ", "chua_ro", false],
    ["Vướng: chưa có điện lưới", "cho_dien", true],
    ["Không có điện", "cho_dien", true],
    ["Chờ đấu điện", "cho_dien", true],
    ["Vướng mặt bằng nhà ông A", "vuong_mat_bang", true],
    ["vướng: dân không đồng ý", "vuong_mat_bang", true],
    ["chạy tốt", "chua_ro", true],
    ["Chưa hoạt động", "chua_ro", true],
    ["1", "chua_ro", true],
    ["", "chua_ro", true],
  ])("“%s” is %s", async (text, status, isSaid) => {
    const outcome = await importText(store, "sites", `${header}A,VTL,106.93,21.93,${text},\n`);
    expect(errorsOf(outcome)).toEqual([]);
    expect(await sitesOf("A")).toMatchObject([{ status, validFrom: TODAY }]);
    expect(outcome.problems.map(({ code }) => code)).toEqual(isSaid ? ["assumed"] : []);
    if (text && isSaid) expect(outcome.problems[0]?.message).toContain(`“${text}”`);
    expect((await sitesOf("A"))[0]?.source.endsWith("(trạng thái giả định)")).toBe(isSaid);
  });

  test("its column may be named as on our screen", async () => {
    const text = "Mã trạm,Nhà mạng,Kinh độ,Vĩ độ,Tình trạng,Ngày phát sóng,Chủ cột\n";
    const row = "A,VTL,106.93,21.93,Đã tháo dỡ,01/01/2024,VNPT\n";
    const outcome = await importText(store, "sites", text + row);
    expect(outcome.droppedColumns).toEqual([]);
    expect(await sitesOf("A")).toMatchObject([{ status: "thao_do" }]);
  });

  test("a day on air that is past says on air, as an assumption; one to come says nothing", async () => {
    const rows = "A,VTL,106.93,21.93,,01/01/2024\nB,VTL,106.95,21.93,,01/01/2027\n";
    const outcome = await importText(store, "sites", header + rows);
    expect(await sitesOf("A")).toMatchObject([{ status: "hoat_dong", validFrom: "2024-01-01" }]);
    expect((await sitesOf("A"))[0]?.source).toContain("giả định");
    expect(await sitesOf("B")).toMatchObject([{ status: "chua_ro" }]);
    expect(outcome.problems).toHaveLength(2);
  });

  test("text of a difficulty is never overruled by a day on air", async () => {
    await importText(
      store,
      "sites",
      `${header}A,VTL,106.93,21.93,Vướng: chưa có điện lưới,01/01/2024\n`,
    );
    expect(await sitesOf("A")).toMatchObject([{ status: "cho_dien" }]);
  });

  test("what was assumed is no longer once it is said", async () => {
    const row = (status: string) => `${header}A,VTL,106.93,21.93,${status},01/01/2024\n`;
    await importText(store, "sites", row(""));
    expect(await importText(store, "sites", row("hoạt động"))).toMatchObject({ changed: 1 });
    expect((await sitesOf("A"))[0]?.source).toBe("Tệp test.csv");
  });

  test("a file without a status leaves the status that an earlier one said", async () => {
    await importText(store, "sites", `${header}A,VTL,106.93,21.93,tạm ngừng,\n`);
    const short = "ma_tram,nha_mang,kinh_do,vi_do\nA,VTL,106.93,21.93\n";
    expect(await importText(store, "sites", short)).toMatchObject({ unchanged: 1 });
    // DEMO-1 is on air in the demonstration: that says nothing of a real site.
    await importText(store, "sites", "ma_tram,nha_mang,kinh_do,vi_do\nDEMO-1,VTL,106.91,21.931\n");
    expect((await sitesOf("DEMO-1")).at(-1)).toMatchObject({
      dataSource: "real",
      status: "chua_ro",
    });
  });

  test("chưa rõ is no mast on air: not for distances, not for sharing, and is counted apart", async () => {
    const outcome = await importText(
      store,
      "sites",
      `${header}A,VTL,106.93,21.93,,\nB,VNPT,106.93,21.93,chưa rõ,\nC,MBF,106.95,21.93,hoạt động,\n`,
      { replace: true },
    );
    expect(importReport(outcome)).toContain(
      "2 trạm chưa rõ trạng thái: không tính là đang hoạt động",
    );
    const [masts, sites] = [await store.rows("masts"), await store.rows("sites")];
    expect(mastSharing(masts, sites, TODAY)).toEqual({ numerator: 0, denominator: 1 });
    const around = surroundingsOf({ masts, sites, roads: [], spans: [], accessPoints: [] }, TODAY, {
      masts: new Set(),
      fibre: new Set(),
    });
    expect(around.nearestMasts(106.93, 21.93, 3).map(({ row }) => row.id)).toEqual(["cot-MBF-C"]);
  });

  test("a span without a status is refused: the template asks for it", async () => {
    const outcome = await importText(
      store,
      "spans",
      'ma_tuyen,nha_mang,trang_thai,wkt\nT,VTL,,"LINESTRING (106.9 21.93, 106.91 21.93)"\n',
    );
    expect(errorsOf(outcome)).toEqual([["missing", 2, "trang_thai"]]);
  });
});

describe("the day that a file tells of", () => {
  const LINE = '"LINESTRING (106.9 21.93, 106.91 21.93)"';
  const span = (status: string) => `ma_tuyen,nha_mang,trang_thai,wkt\nT,VTL,${status},${LINE}\n`;
  const versions = async () =>
    (await store.rows("spans"))
      .filter(({ id }) => id === "VTL-T")
      .map(({ status, validFrom, validTo }) => [status, validFrom, validTo]);

  test("routes begin today, and it is said why the map does not show them", async () => {
    const outcome = await importText(store, "spans", span("hoạt động"));
    expect(await versions()).toEqual([["hoat_dong", TODAY, undefined]]);
    expect(importReport(outcome)).toContain(
      "Bản đồ mặc định xem ngày 31/12/2025; 1 tuyến trong tệp có từ 15/01/2026 nên chưa hiện ở ngày đó: VTL-T. Nếu số liệu đúng từ trước, hãy nhập lại với --as-of 31/12/2025.",
    );
    const again = await importText(store, "spans", span("hoạt động"), { asOf: "2025-12-31" });
    expect(again).toMatchObject({ added: 0, changed: 1 });
    expect(importReport(again)).not.toContain("Bản đồ mặc định");
    expect(await versions()).toEqual([["hoat_dong", "2025-12-31", undefined]]);
    expect(await importText(store, "spans", span("hoạt động"))).toMatchObject({ unchanged: 1 });
  });

  test("another state begins on that day; an older file ends before what is known", async () => {
    await importText(store, "spans", span("đang xây dựng"), { asOf: "2025-03-01" });
    await importText(store, "spans", span("hoạt động"), { asOf: "2025-10-01" });
    await importText(store, "spans", span("kế hoạch"), { asOf: "2024-01-01" });
    expect(await versions()).toEqual([
      ["ke_hoach", "2024-01-01", "2025-03-01"],
      ["dang_xay_dung", "2025-03-01", "2025-10-01"],
      ["hoat_dong", "2025-10-01", undefined],
    ]);
    expect(
      await importText(store, "spans", span("đang xây dựng"), { asOf: "2025-05-01" }),
    ).toMatchObject({ unchanged: 1 });
  });

  test("sites, cells and thôn begin on it, too", async () => {
    const asOf = "2025-06-30";
    const site = await importText(store, "sites", `${header}A,VTL,106.93,21.93,kế hoạch,\n`, {
      asOf,
    });
    expect(importReport(site)).not.toContain("Bản đồ mặc định");
    expect(await sitesOf("A")).toMatchObject([{ validFrom: asOf }]);
    await importText(store, "cells", "ma_o,ma_tram,cong_nghe\n1,A,4G\n", { asOf });
    expect((await store.rows("cells")).find(({ id }) => id === "VTL-A/1")?.validFrom).toBe(asOf);
    const village = "ten_thon,xa,kinh_do,vi_do\nNà Mới,Cao Lâu,106.9,21.94\n";
    await importText(store, "villages", village, { asOf });
    const made = () =>
      store.rows("villages").then((all) => all.filter(({ name }) => name === "Nà Mới"));
    expect(await made()).toMatchObject([{ validFrom: asOf }]);
    expect(await importText(store, "villages", village, { asOf: "2024-01-01" })).toMatchObject({
      changed: 1,
      added: 0,
    });
    expect(await made(), "older than was known").toMatchObject([{ validFrom: "2024-01-01" }]);
    expect(await importText(store, "villages", village)).toMatchObject({ unchanged: 1 });
  });

  test("evidence without a day is of that day, and that is said", async () => {
    const text = "thon,nha_mang,cong_nghe,phu_trung_tam,ngay\nxl-1,VTL,4G,1,\n";
    const dated = await importText(store, "claims", text, { asOf: "2025-11-30" });
    expect(dated.problems).toMatchObject([
      { code: "assumed", column: "ngay", message: expect.stringContaining("30/11/2025") },
    ]);
    const bare = "thon,nha_mang,cong_nghe,phu_trung_tam\nxl-1,VTL,4G,1\n";
    const undated = await importText(store, "claims", bare);
    expect(undated.problems[0]?.message).toBe("không có ngày: lấy ngày 15/01/2026 (ngày nhập)");
    const days = (await store.evidenceOfVillage("xl-1", TODAY))
      .filter(({ technology }) => technology === "lte")
      .map(({ observedOn }) => observedOn);
    expect(days).toEqual(["2025-11-30", TODAY]);
  });
});

describe("the mast of a site", () => {
  const at = (code: string, operator: string, lat: number) =>
    `${header}${code},${operator},106.93,${lat},hoạt động,01/01/2024\n`;
  const mastOf = async (code: string) => {
    const site = (await sitesOf(code)).at(-1);
    return (await store.rows("masts")).find(({ id }) => id === site?.mastId);
  };

  test("a corrected position is a change, however small", async () => {
    await importText(store, "sites", at("A", "VTL", 21.93));
    const outcome = await importText(store, "sites", at("A", "VTL", 21.930_1));
    expect(outcome).toMatchObject({ changed: 1, unchanged: 0 });
    expect(await mastOf("A")).toMatchObject({ id: "cot-VTL-A", lat: 21.930_1 });
    await importText(store, "sites", at("A", "VTL", 21.94));
    expect(await mastOf("A")).toMatchObject({ id: "cot-VTL-A", lat: 21.94 });
  });

  test("a mast that others stand on is not moved, and that is said", async () => {
    await importText(store, "sites", at("A", "VTL", 21.93));
    await importText(store, "sites", at("B", "VNPT", 21.93));
    const near = await importText(store, "sites", at("A", "VTL", 21.930_1));
    expect(near).toMatchObject({ changed: 0, unchanged: 1 });
    expect(near.problems).toMatchObject([
      { code: "kept", message: expect.stringContaining("11 m") },
    ]);
    // 1.1 km away it is another mast; the neighbour stays where it is.
    await importText(store, "sites", at("A", "VTL", 21.94));
    expect(await mastOf("A")).toMatchObject({ id: "cot-VTL-A-2", lat: 21.94 });
    expect(await mastOf("B")).toMatchObject({ id: "cot-VTL-A", lat: 21.93 });
  });
});
