import fc from "fast-check";
import { expect, test } from "vitest";
import { visibleText } from "../../../geodata/text/visible-text.ts";
import { IMPORT_KINDS, type ImportKind } from "../../../server/imports/import-file.ts";
import { importDetails, savedLine } from "../../../server/imports/import-report.ts";
import { MAX_FIELD_CHARACTERS } from "../../../server/imports/import-table.ts";
import { importText, openSmallDistrict } from "./small-district.ts";

/** One row of each kind that is taken as it stands, in columns that its importer knows. */
const GOOD: Record<ImportKind, Record<string, string>> = {
  units: {
    ma_xa: "06196",
    ten_xa: "Xã Cao Lâu",
    loai: "xa",
    dien_tich_km2: "12",
    dan_so: "100",
    lon: "106.9",
    lat: "21.93",
    wkt: "POLYGON((106.8 21.9,107 21.9,107 22,106.8 22,106.8 21.9))",
  },
  villages: {
    ma_thon: "cl-9",
    ten_thon: "Thôn Mới",
    xa: "Xã Cao Lâu",
    kinh_do: "106.91",
    vi_do: "21.94",
    so_ho: "20",
    dan_so: "80",
    dien_luoi: "1",
    dac_biet_kho_khan: "0",
    ten_khac: "Bản Mới",
    ngay: "01/01/2026",
  },
  sites: {
    ma_tram: "LS9",
    ten_tram: "Trạm 9",
    nha_mang: "VTL",
    kinh_do: "106.93",
    vi_do: "21.93",
    trang_thai: "hoat_dong",
    ngay_phat_song: "01/01/2026",
    do_cao_cot_m: "30",
    chu_so_huu: "Viettel",
    nguon_dien: "điện lưới",
    truyen_dan: "quang",
    loai_cot: "tu_dung",
  },
  cells: {
    ma_o: "B9",
    ma_tram: "DEMO-1",
    nha_mang: "VTL",
    cong_nghe: "4G",
    bang_tan_mhz: "900",
    do_cao_anten_m: "30",
    azimut_do: "90",
    cong_suat_dbm: "46",
    ngay_phat_song: "01/01/2026",
  },
  spans: {
    ma_tuyen: "F9",
    nha_mang: "VTL",
    trang_thai: "hoat_dong",
    loai: "truc",
    treo_ngam: "treo",
    so_soi: "12",
    wkt: "LINESTRING(106.9 21.93,106.95 21.94)",
  },
  claims: {
    thon: "cl-1",
    xa: "Xã Cao Lâu",
    nha_mang: "VTL",
    cong_nghe: "4G",
    phu_trung_tam: "1",
    ngay: "05/01/2026",
    rsrp_dbm: "-97",
    ghi_chu: "đo lại",
    nguoi_bao_cao: "VTL",
    ma_bang_chung: "B1",
  },
};

/** Letters of every kind that text is attacked with, and some that fields are made of. */
const LETTERS = [
  ..." \t'\"()[]{},;|/\\=+-@.:°0179eEạĐN",
  "\u0301",
  "\u00a0",
  "\u200b",
  "\u202e",
  "\u001b",
  "\u0000",
  "\ufffd",
  "\ud800",
  "\u{1f4f6}",
  "\u{e0041}",
  "106.9 ",
  "21°57'",
  "POINT(",
];
const attacks = fc.record({
  kind: fc.constantFrom(...IMPORT_KINDS),
  field: fc.nat(),
  letters: fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 3 }),
  length: fc.constantFrom(1, 3, 40, 300, MAX_FIELD_CHARACTERS - 20),
  isAppended: fc.boolean(),
});

test("whatever fills a cell of whatever column: answered in words, in no time, nothing unseen kept", async () => {
  await fc.assert(
    fc.asyncProperty(attacks, async ({ kind, field, letters, length, isAppended }) => {
      const good = GOOD[kind];
      const columns = Object.keys(good);
      const column = columns[field % columns.length]!;
      const part = letters.join("");
      const filling = part.repeat(Math.ceil(length / part.length)).slice(0, length);
      const row = { ...good, [column]: `${isAppended ? good[column] : ""}${filling}` };
      const quoted = Object.values(row).map((cell) => `"${cell.replaceAll('"', '""')}"`);
      const store = await openSmallDistrict();
      const before = process.cpuUsage();
      const outcome = await importText(store, kind, `${columns}\n${quoted}\n`, {
        ...(kind === "units" && { epoch: "2023" as const }),
      });
      const { user, system } = process.cpuUsage(before);
      // A quadratic expression took 92 ms for 9,900 blanks and minutes in a sheet of them.
      expect(user + system, `${column}: ${JSON.stringify(part)}, µs`).toBeLessThan(500_000);
      const report = `${savedLine(outcome)}\n${importDetails(outcome)}`;
      expect(report.length).toBeLessThan(6000);
      const kept = JSON.stringify(
        await Promise.all([
          store.rows("units"),
          store.rows("villages"),
          store.rows("masts"),
          store.rows("sites"),
          store.rows("cells"),
          store.rows("spans"),
          store.evidenceAsOf("9999-12-31"),
        ]),
      );
      expect(kept, `${column} of ${kind}`).toBe(visibleText(kept));
      // Control characters and lone surrogates are escaped in JSON.
      expect(kept).not.toMatch(/\\u(00|d[89ab])/);
      expect(kept).not.toMatch(/"[^"]{2001,}"/);
    }),
    { numRuns: 400 },
  );
});

test.each(IMPORT_KINDS)("the row that is filled is taken as it stands: %s", async (kind) => {
  const outcome = await importText(
    await openSmallDistrict(),
    kind,
    `${Object.keys(GOOD[kind])}\n${Object.values(GOOD[kind]).map((cell) => `"${cell}"`)}\n`,
    kind === "units" ? { epoch: "2023" } : {},
  );
  expect(outcome.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(outcome.added + outcome.changed).toBe(1);
});
