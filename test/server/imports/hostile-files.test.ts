import { expect, test } from "vitest";
import { importReport } from "../../../server/imports/import-report.ts";
import { squareAround } from "../../makers.ts";
import { importText, openSmallDistrict } from "./small-district.ts";

const CLAIM_HEAD = "thon,nha_mang,cong_nghe,phu_trung_tam,ngay";
const CLAIM = "cl-1,VTL,4G,1,05/01/2026";

/** Processor time, ms: what else runs on the machine does not count. */
async function costMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test.each([
  [
    "100,000 headings",
    `${CLAIM_HEAD},${Array.from({ length: 100_000 }, (_, n) => `c${n}`)}\n${CLAIM}`,
  ],
  ["20 records of 100,000 headings", `${CLAIM_HEAD}${",ma_tram".repeat(100_000)}\n`.repeat(20)],
])("%s are refused in a moment", async (_, text) => {
  const store = await openSmallDistrict();
  let report = "";
  const ms = await costMs(async () => {
    report = importReport(await importText(store, "claims", text));
  });
  expect(report).toMatch(/nhiều hơn 1000|dài hơn 500\.000 ký tự/);
  // Headings compared with one another took 25 s, all of 20 records looked at 14 s.
  expect(ms).toBeLessThan(6000);
});

test.each([
  ["quotes", '",'],
  ["blanks", " "],
  ["separators alone", ","],
  ["characters that nobody sees", "\u200b"],
])("one line of three million %s is refused as none of a sheet", async (_, part) => {
  const text = part.repeat(3_000_000 / part.length);
  const outcome = await importText(await openSmallDistrict(), "claims", `${CLAIM_HEAD}\n${text}`);
  expect(importReport(outcome)).toMatch(/Một dòng của tệp dài hơn 500\.000 ký tự.*ngoặc kép/);
});

test("990 unknown headings of 300 characters are named in a line that can be read", async () => {
  const headings = Array.from({ length: 990 }, (_, n) => `c${n}`.padEnd(300, "x"));
  const report = importReport(
    await importText(
      await openSmallDistrict(),
      "claims",
      `${CLAIM_HEAD},${headings}\n${CLAIM}${",".repeat(990)}\n`,
    ),
  );
  expect(report).toContain("và 950 cột khác");
  expect(report.length).toBeLessThan(6000);
});

test("a name of a file is stored with everything in it to be seen", async () => {
  const store = await openSmallDistrict();
  const { version } = await importText(store, "claims", `${CLAIM_HEAD}\n${CLAIM}\n`, {
    fileName: "a\u001b[31m\u202eb\u200b.csv",
  });
  expect(version).toBe(2);
  const [row] = (await store.evidenceAsOf("2026-01-05")).filter((one) => one.dataSource === "real");
  expect(row?.source).toBe("Tệp a‹U+001B›[31m‹U+202E›b‹U+200B›.csv");
});

test("an outline of more vertices than any commune has is refused before it is shared out", async () => {
  const store = await openSmallDistrict();
  const ring = Array.from({ length: 15_001 }, (_, n) => {
    const angle = (2 * Math.PI * n) / 15_001;
    return [106.9 + 0.01 * Math.cos(angle), 21.93 + 0.01 * Math.sin(angle)];
  });
  const outcome = await importText(
    store,
    "units",
    JSON.stringify({
      type: "Feature",
      properties: { code: "06196", name: "Xã Cao Lâu" },
      geometry: { type: "Polygon", coordinates: [[...ring, ring[0]]] },
    }),
    { epoch: "2023" },
  );
  expect(importReport(outcome)).toContain("nhiều nhất 15.000 đỉnh (vùng này có 15.002)");
});

test("communes that hold only masts stay where the file lacks them, and it is said which", async () => {
  const store = await openSmallDistrict();
  const mast = (await store.rows("masts"))[0];
  const villages = (await store.rows("villages")).filter(({ id }) => id !== "xl-1");
  const unit = (await store.rows("units")).find(({ code }) => code === "06202");
  await store.commit({
    recordedAt: "2026-01-02T00:00:00.000Z",
    by: "test",
    note: "a commune without thôn that carries a mast",
    retire: [{ kind: "evidence" }, { kind: "villageAreas" }, { kind: "villages" }],
    put: { villages, masts: mast ? [{ ...mast, communeCode: "06202" }] : [] },
  });
  const outcome = await importText(
    store,
    "units",
    JSON.stringify({
      type: "FeatureCollection",
      features: ["06196", "06232", "06220"].map((code) => ({
        type: "Feature",
        properties: { code, name: "Xã Cao Lâu" },
        geometry: squareAround(106.9, 21.93),
      })),
    }),
    { epoch: "2023", replace: true },
  );
  expect(importReport(outcome)).toContain(
    `${unit?.name} (06202) có cột nhưng không có trong tệp: giữ ranh giới minh họa`,
  );
  expect(outcome.version).toBe(3);
  expect((await store.rows("units")).find(({ code }) => code === "06202")).toEqual(unit);
});
