import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { ImportKind } from "../../../server/imports/import-file.ts";
import { IDENTITY_FILES } from "./cases-identity.ts";
import { type CaseResult, openCases } from "./shared-cases.ts";
import { sharedFile } from "./shared-file.ts";

/** A row of the README of the shared cases: the file, what is imported, what must come of it. */
interface Case {
  kind: ImportKind;
  file: string;
  /** Numbers of the rows that are refused. */
  refused?: number[];
  /** What the report says, each once at least. */
  said?: RegExp[];
  /** What is stored of the rows that were taken. */
  stored?: [(result: CaseResult) => Promise<unknown>, unknown];
  replace?: boolean;
}

const HVT = { lon: 106.7009, lat: 21.95504 };
/** 21°57'18.1"N 106°42'03.2"E */
const DMS = { lon: 106.700889, lat: 21.955028 };

const CASES: Case[] = [
  {
    kind: "claims",
    file: "dates.csv",
    refused: [10, 11, 16, 17, 19],
    said: [
      /Dòng 16,.*2025-12-31T25:99/,
      /Dòng 17,.*2025-12-31 rubbish/,
      /Dòng 10,.*Năm cần đủ bốn chữ số/,
      /Dòng 2,.*giờ Việt Nam.*31\/12\/2025/,
      /Dòng 8,.*46022,5 của Excel.*31\/12\/2025/,
    ],
    stored: [daysOf, ["2025-12-31"]],
  },
  {
    kind: "villages",
    file: "mojibake.csv",
    refused: [2, 3, 4, 5],
    said: [/Có phải “Thôn Bản Ngoã”/, /VNI/, /dấu hỏi/, /ký tự �/],
  },
  // PROJ: EPSG:4756 106.7009 21.95504 is WGS 84 106.702792 21.954048.
  {
    kind: "sites",
    file: "crs-code.geojson",
    said: [/EPSG:4756/],
    stored: [mastsOf, [{ lon: 106.702792, lat: 21.954048 }]],
  },
  { kind: "sites", file: "crs-link.geojson", refused: [1], said: [/EPSG:9215.*độ và mét/] },
  { kind: "sites", file: "crs-http.geojson", stored: [mastsOf, [HVT]] },
  { kind: "sites", file: "multipoint.geojson", stored: [mastsOf, [HVT]] },
  { kind: "sites", file: "wkt-point-sites.csv", stored: [mastsOf, [HVT]] },
  { kind: "villages", file: "wkt-point-villages.csv", stored: [villagesOf, [HVT, HVT]] },
  {
    kind: "spans",
    file: "wkt-lines.csv",
    refused: [7, 8],
    said: [/Dòng 7,.*WKB/, /Dòng 8,.*đổi chỗ/],
    stored: [
      async ({ store }) => (await store.rows("spans")).map((span) => span.id),
      ["A1", "A2", "A3", "A4", "A5", "A8", "A9"].map((id) => `VTL-${id}`),
    ],
  },
  { kind: "villages", file: "kobo.csv", stored: [villagesOf, [HVT]] },
  { kind: "villages", file: "gmaps-one.csv", stored: [villagesOf, [DMS]] },
  {
    kind: "sites",
    file: "dms-prefix.csv",
    // Six notations of one place within a metre: one mast.
    stored: [async (result) => [(await sitesOf(result)).length, await mastsOf(result)], [6, [DMS]]],
  },
  { kind: "sites", file: "sep-line.csv", stored: [sitesOf, ["LS01"]] },
  { kind: "sites", file: "header-newline.csv", stored: [sitesOf, ["LS01"]] },
  { kind: "claims", file: "header-commas3.csv", stored: [claimedOf, ["CL-06184-01 VTL lte true"]] },
  {
    kind: "sites",
    file: "title-rows.csv",
    said: [/dòng tiêu đề là dòng 3/],
    stored: [sitesOf, ["LS01"]],
  },
  { kind: "sites", file: "pipe.csv", stored: [sitesOf, ["LS01"]] },
  {
    kind: "claims",
    file: "mixed-eol-silent.csv",
    stored: [
      claimedOf,
      ["CL-06184-01 VTL lte true", "CL-06184-02 VTL lte false", "CL-06184-03 VTL lte true"],
    ],
  },
  { kind: "sites", file: "mixed-eol.csv", stored: [sitesOf, ["LS01", "LS02", "LS03"]] },
  { kind: "sites", file: "seq-rs.geojsons", stored: [sitesOf, ["LS01", "LS02"]] },
  {
    kind: "claims",
    file: "tech.geojson",
    refused: [2, 3, 7, 8],
    said: [/Đối tượng 3,.*viettel telecom/, /Đối tượng 7,.*nhận được 4;/],
    stored: [
      async (result) =>
        (await claimedOf(result)).filter((claim) => claim.startsWith("CL-06184-01")),
      ["CL-06184-01 VTL lte true", "CL-06184-01 VTL nr true"],
    ],
  },
  {
    kind: "sites",
    file: "bigint.geojson",
    stored: [sitesOf, ["4520412345678901234", "4520412345678901235"]],
  },
  { kind: "sites", file: "sci-id.csv", said: [/“1E\+05” là dạng rút gọn/, /“8,4E\+11” là dạng/] },
  {
    kind: "villages",
    file: "coincident.csv",
    replace: true,
    said: [/5 thôn trùng tọa độ với Thôn 1 \(/],
  },
  {
    kind: "villages",
    file: "numbers.csv",
    refused: [4, 5, 6, 7, 8],
    said: [/Dòng 6,.*0,123; cần số nguyên/],
    stored: [
      async ({ store, outcome }) =>
        (await store.rows("villages"))
          .filter((village) => village.source === `Tệp ${outcome.fileName}`)
          .map((village) => [village.name, village.households, village.population]),
      [
        ["A1", 1246, 4500],
        ["A2", 1246, 4500],
        ["A8", undefined, undefined],
        ["A9", 12500, undefined],
      ],
    ],
  },
  // Not in the README, of the same kinds: a quote that swallows rows.
  {
    kind: "claims",
    file: "swallow.csv",
    refused: [2],
    said: [/Dòng 2, cột ghi_chu.*nhiều dòng của bảng/],
    stored: [claimedOf, ["CL-06184-04 VTL lte true"]],
  },
];

let run: Awaited<ReturnType<typeof openCases>>["run"];
beforeAll(async () => {
  ({ run } = await openCases());
});

test.each(CASES)("import $kind $file", async ({ kind, file, refused = [], said = [], ...rest }) => {
  const result = await run([[kind, file]], { replace: rest.replace ?? false });
  const errors = result.outcome.problems.filter(({ severity }) => severity === "error");
  expect([...new Set(errors.map(({ row }) => row))].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
    refused,
  );
  for (const sentence of said) expect(result.report).toMatch(sentence);
  if (rest.stored) expect(await rest.stored[0](result)).toEqual(rest.stored[1]);
  else if (!result.outcome.refusedFile) expect(result.outcome.version).toBeGreaterThan(1);
});

test("every file of the shared cases is tried, here or among those of identity", () => {
  const folder = resolve(import.meta.dirname, "../../../../shared/cases/imports");
  expect(sharedFile("cases/README.md").length).toBeGreaterThan(0);
  const tried = [...CASES.map(({ file }) => file), ...IDENTITY_FILES];
  expect(readdirSync(folder).filter((file) => !tried.includes(file))).toEqual([]);
});

async function sitesOf({ store }: CaseResult): Promise<string[]> {
  return (await store.rows("sites")).map((site) => site.code).sort();
}

async function mastsOf({ store }: CaseResult) {
  return (await store.rows("masts")).map(rounded);
}

async function villagesOf({ store, outcome }: CaseResult) {
  return (await store.rows("villages"))
    .filter((village) => village.source === `Tệp ${outcome.fileName}`)
    .map(rounded);
}

/** Six decimals: 0.1 m. */
function rounded({ lon, lat }: { lon: number; lat: number }) {
  return { lon: Number(lon.toFixed(6)), lat: Number(lat.toFixed(6)) };
}

async function ownEvidence({ store, outcome }: CaseResult) {
  const villages = new Set((await store.rows("villages")).map((village) => village.id));
  const evidence = await Promise.all(
    [...villages].map((id) => store.evidenceOfVillage(id, "9999-12-31")),
  );
  return evidence.flat().filter((row) => row.source === `Tệp ${outcome.fileName}`);
}

async function claimedOf(result: CaseResult): Promise<string[]> {
  return (await ownEvidence(result))
    .map((row) => `${row.villageId} ${row.operatorCode} ${row.technology} ${row.covered}`)
    .sort();
}

async function daysOf(result: CaseResult): Promise<string[]> {
  return [...new Set((await ownEvidence(result)).map((row) => row.observedOn))];
}
