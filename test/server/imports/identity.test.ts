import { beforeEach, describe, expect, test } from "vitest";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { makeVillage } from "../../makers.ts";
import { errorsOf, importText, openSmallDistrict } from "./small-district.ts";

describe("names in files", () => {
  let store: CoverageStore;
  beforeEach(async () => {
    store = await openSmallDistrict();
    await store.commit({
      recordedAt: "2026-01-02T00:00:00.000Z",
      by: "test",
      note: "test",
      put: {
        villages: [
          makeVillage({ id: "a", name: "Pò Má", lon: 106.91 }),
          makeVillage({ id: "b", name: "Pò Mạ", lon: 106.92 }),
          makeVillage({ id: "c", name: "Bản Hòa", lon: 106.93 }),
        ],
      },
    });
  });
  const claim = (commune: string, name: string) =>
    importText(
      store,
      "claims",
      `xa,thon,nha_mang,cong_nghe,phu_trung_tam,ngay\n${commune},${name},VTL,4G,1,05/01/2026\n`,
      { dryRun: true },
    );

  test.each([
    ["Nà Lộc", []],
    ["NÀ LỘC", []],
    ["Nà Lộc".normalize("NFD"), []],
    ["Bản Hoà", []],
    ["Pò Mạ", []],
    ["na loc", ["read_as"]],
    ["Thon Na Loc", ["read_as"]],
  ])("%s is found; text without marks is said to be read so", async (name, codes) => {
    const outcome = await claim("Cao Lâu", name);
    expect(outcome.added).toBe(1);
    expect(outcome.problems.map(({ code }) => code)).toEqual(codes);
  });

  test.each([
    ["Nà Lọc", "unknown_village", "Có phải Thôn Nà Lộc?"],
    ["Na Lộc", "unknown_village", "Có phải Thôn Nà Lộc?"],
    ["Po Ma", "ambiguous", "Có thể là: Pò Má, Xã Cao Lâu (mã a); Pò Mạ, Xã Cao Lâu (mã b)."],
    ["Pò Mà", "unknown_village", "Có phải Pò Má, hay Pò Mạ?"],
  ])("%s is refused and asked about", async (name, code, suggestion) => {
    const [problem] = (await claim("Cao Lâu", name)).problems;
    expect(problem).toMatchObject({ severity: "error", code });
    expect(problem?.suggestion).toContain(suggestion);
  });

  test("communes likewise", async () => {
    expect((await claim("Cao Lau", "Nà Lộc")).problems).toMatchObject([
      { severity: "warning", code: "read_as", message: "“Cao Lau” được đọc là Xã Cao Lâu" },
    ]);
    expect((await claim("Cao Lậu", "Nà Lộc")).problems).toMatchObject([
      { severity: "error", code: "unknown_commune", suggestion: "Có phải Xã Cao Lâu?" },
    ]);
  });

  test("operators likewise", async () => {
    const of = (operator: string) =>
      importText(
        store,
        "claims",
        `xa,thon,nha_mang,cong_nghe,phu_trung_tam,ngay\nCao Lâu,Nà Lộc,${operator},4G,1,05/01/2026\n`,
        { dryRun: true },
      );
    expect(errorsOf(await of("viettel"))).toEqual([]);
    expect((await of("Việttel")).problems).toMatchObject([
      { code: "unknown_operator", suggestion: "Có phải Viettel?" },
    ]);
  });

  test("clusters likewise", async () => {
    const of = (cluster: string) =>
      importText(
        store,
        "claims",
        `xa,thon,nha_mang,cong_nghe,phu_trung_tam,cum_khong_song,ngay\nCao Lâu,cl-2,VTL,4G,1,${cluster},05/01/2026\n`,
        { dryRun: true },
      );
    expect((await of("Cụm Khuổi Lậu")).problems).toEqual([]);
    expect((await of("cum khuoi lau")).problems).toMatchObject([{ code: "read_as" }]);
    expect((await of("Cụm Khuổi Lâu")).problems).toMatchObject([
      { code: "unknown_cluster", suggestion: "Có phải Cụm Khuổi Lậu (mã k1)?" },
    ]);
  });

  test("a thôn typed without marks is the one that has them and keeps its name", async () => {
    const outcome = await importText(
      store,
      "villages",
      "ten_thon,xa,kinh_do,vi_do,so_ho\nNa Loc,Cao Lâu,106.9,21.93,77\nPo Ma,Cao Lâu,106.9,21.93,1\n",
    );
    expect(outcome).toMatchObject({ added: 0, changed: 1 });
    expect(outcome.problems).toMatchObject([
      { severity: "warning", code: "read_as", row: 2 },
      { severity: "error", code: "ambiguous", row: 3 },
    ]);
    expect((await store.rows("villages")).find(({ id }) => id === "cl-1")).toMatchObject({
      name: "Thôn Nà Lộc",
      households: 77,
    });
  });

  test("new thôn of one file that differ in a mark get ids of their own, in any order", async () => {
    const rows = ["Khuổi Tao,Cao Lâu,106.9,21.93", "Khuổi Tào,Cao Lâu,106.91,21.93"];
    for (const order of [rows, rows.toReversed()]) {
      const text = `ten_thon,xa,kinh_do,vi_do\n${order.join("\n")}\n`;
      const outcome = await importText(store, "villages", text);
      expect(errorsOf(outcome)).toEqual([]);
    }
    const made = (await store.rows("villages")).filter(({ name }) => name.startsWith("Khuổi"));
    expect(made.map(({ name, lon }) => [name, lon]).sort()).toEqual([
      ["Khuổi Tao", 106.9],
      ["Khuổi Tào", 106.91],
    ]);
  });

  test("codes of sites: to the letter first, else but for case, never but for marks", async () => {
    const header = "ma_tram,nha_mang,kinh_do,vi_do,trang_thai\n";
    await importText(store, "sites", `${header}LS-Đ1,VTL,106.93,21.93,hoạt động\n`);
    const cell = (code: string) =>
      importText(store, "cells", `ma_o,ma_tram,cong_nghe\n1,${code},4G\n`, { dryRun: true });
    expect((await cell("LS-Đ1")).problems).toEqual([]);
    expect((await cell("ls-đ1")).problems).toMatchObject([{ code: "read_as" }]);
    expect((await cell("LS-D1")).problems).toMatchObject([
      { code: "unknown_site", suggestion: "Có phải LS-Đ1?" },
    ]);
    const other = await importText(store, "sites", `${header}LS-D1,VTL,106.95,21.93,hoạt động\n`);
    expect(other).toMatchObject({ added: 1 });
    expect(other.problems).toMatchObject([{ severity: "warning", code: "like" }]);
    expect((await cell("LS-D1")).problems).toEqual([]);
    expect((await cell("LS-Ð1")).problems, "the eth is a đ with another mark").toMatchObject([
      { code: "damaged_text", severity: "warning" },
      { code: "unknown_site", suggestion: "Có phải LS-D1, hay LS-Đ1?" },
    ]);
  });
});
