import { read, utils } from "@e965/xlsx";
import { parse } from "csv-parse/sync";
import type { FastifyInstance } from "fastify";
import { Check } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { VillageList, type VillageListItem } from "../../../geodata/model/village-list.ts";
import { openTestApp, smallWorld } from "../small-world.ts";

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await openTestApp());
});
afterAll(() => app.close());

async function list(query: string): Promise<VillageList> {
  const answer = await app.inject(`/api/villages${query}`);
  expect(answer.statusCode).toBe(200);
  expect(Check(VillageList, answer.json())).toBe(true);
  return answer.json();
}
const ids = async (query: string) => (await list(query)).items.map((item) => item.id);

test("a thôn carries its commune, distances, remoteness and a verdict for each theme", async () => {
  const { items } = await list("?epoch=2023");
  expect(items.find((item) => item.id === "v2")).toEqual({
    id: "v2",
    name: "Thôn Bản Lề",
    otherNames: ["Bản Ngõa"],
    communeCode: "06196",
    communeName: "Xã Cao Lâu",
    lon: 106.92,
    lat: 21.93,
    households: 45,
    gridPower: true,
    hardship: false,
    remote: false,
    distanceToMastM: 1033,
    distanceToRoadM: 0,
    distanceToSpanM: 1511,
    distanceToCabinetM: 2066,
    verdicts: {
      mobile: "phu_song",
      umts: "chua_ro",
      lte: "phu_song",
      nr: "chua_ro",
      ftth: "co_cap",
    },
    operatorCount: 1,
    flags: [],
    dataSource: "demo",
  });
});

test.each([
  ["?commune=06211", ["v3", "v4", "v5"]],
  ["?commune=06193&epoch=2023", ["v3", "v4", "v5"]],
  ["?verdict=trang_song", ["v3"]],
  ["?verdict=trang_song,chua_ro", ["v3", "v4"]],
  ["?verdict=phu_song&theme=nr", ["v5"]],
  ["?verdict=phu_song&technology=nr", ["v5"]],
  ["?verdict=chua_co_cap", ["v3"]],
  ["?verdict=chua_ro&theme=ftth", ["v4"]],
  ["?verdict=lom_song&rule=cv1603-2024", ["v2"]],
  ["?operator=VNPT&verdict=phu_song", ["v1", "v5"]],
  ["?remote=true", ["v3"]],
  ["?remote=0&commune=06211", ["v4", "v5"]],
  ["?q=na loc", ["v1"]],
  ["?q=BAN NGOA", ["v2"]],
  ["?q=cao lau", ["v1", "v2"]],
  ["?q=ba sơn", ["v1", "v2"]],
  ["?q=zzz", []],
])("%s finds %j", async (query, expected) => {
  expect((await ids(query)).sort()).toEqual(expected);
});

test.each([
  ["?sort=name", ["v2", "v4", "v3", "v1", "v5"]],
  ["?sort=-name", ["v5", "v1", "v3", "v4", "v2"]],
  ["?sort=-households", ["v4", "v1", "v5", "v2", "v3"]],
  ["?sort=rank", ["v4", "v1", "v5", "v2", "v3"]],
  ["?sort=verdict,name", ["v3", "v4", "v2", "v1", "v5"]],
  ["?sort=verdict,name&theme=nr", ["v2", "v4", "v3", "v1", "v5"]],
  ["?sort=commune,-name", ["v1", "v2", "v5", "v3", "v4"]],
  ["?sort=distanceToMast", ["v5", "v1", "v2", "v4", "v3"]],
])("%s orders by the Vietnamese alphabet and by need", async (query, expected) => {
  expect(await ids(query)).toEqual(expected);
});

test("what is not known comes last, whatever the direction", async () => {
  const { villages = [], ...rows } = smallWorld();
  const { app: partly } = await openTestApp({
    rows: {
      ...rows,
      villages: villages.map((village) => {
        const { households: _households, ...counted } = village;
        return village.id === "v1" ? counted : village;
      }),
    },
  });
  for (const sort of ["households", "-households", "rank"]) {
    const { items }: VillageList = (await partly.inject(`/api/villages?sort=${sort}`)).json();
    expect([sort, items.at(-1)?.id]).toEqual([sort, "v1"]);
  }
  await partly.close();
});

test("pages hold every thôn once, and the last one has no next", async () => {
  const seen: string[] = [];
  let next: string | undefined = "/api/villages?limit=2&sort=-name&remote=false";
  let pages = 0;
  while (next !== undefined) {
    const page: VillageList = (await app.inject(next)).json();
    expect(page.numberMatched).toBe(4);
    seen.push(...page.items.map((item) => item.id));
    next = page.next;
    pages += 1;
  }
  expect([pages, seen]).toEqual([2, ["v5", "v1", "v4", "v2"]]);
});

test.each([
  "?sort=height",
  "?verdict=covered",
  "?verdict=co_cap&theme=mobile",
  "?theme=lte&technology=nr",
  "?limit=0",
  "?limit=1001",
  "?limit=0x10",
  "?offset=-1",
  "?remote=maybe",
  "?commune=abc",
  "?operator=viettel",
])("%s is the caller's mistake", async (query) => {
  const answer = await app.inject(`/api/villages${query}`);
  expect(answer.statusCode).toBe(400);
  expect(answer.json().errors).toHaveLength(1);
});

test("a commune that the epoch does not have is not found", async () => {
  expect((await app.inject("/api/villages?commune=06193&epoch=2025")).statusCode).toBe(404);
});

test("the CSV holds all that match, each line with its day, rule and the demonstration mark", async () => {
  for (const request of [
    { url: "/api/villages?format=csv&sort=name&limit=1" },
    { url: "/api/villages?sort=name", headers: { accept: "text/csv" } },
  ]) {
    const answer = await app.inject(request);
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.headers["content-disposition"]).toBe(
      'attachment; filename="thon-2025-12-31-ke-hoach-2023.csv"',
    );
    expect(answer.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const rows: Record<string, string>[] = parse(answer.body, { columns: true, bom: true });
    expect(rows.map((row) => row.ma_thon)).toEqual(["v2", "v4", "v3", "v1", "v5"]);
    for (const row of rows) {
      expect(row).toMatchObject({
        ngay_so_lieu: "2025-12-31",
        quy_tac: "ke-hoach-2023",
        nguon_du_lieu: "DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT",
      });
    }
  }
});

test("a name that a spreadsheet would run is text in the CSV", async () => {
  const { villages = [], ...rows } = smallWorld();
  const names = ["=HYPERLINK(1)", "+1", "-1", "@SUM", "＝1+1", '"Bản, Lề"'];
  const { app: hostile } = await openTestApp({
    rows: {
      ...rows,
      villages: [
        ...villages,
        ...names.map((name, at) => ({ ...villages[0]!, id: `h${at}`, name, otherNames: ["\t=1"] })),
      ],
    },
  });
  const { body } = await hostile.inject("/api/villages?format=csv");
  const read: Record<string, string>[] = parse(body, { columns: true, bom: true });
  const cells = read.flatMap((row) => [row.ten_thon ?? "", row.ten_khac ?? ""]);
  expect(cells).toContain("'=HYPERLINK(1)");
  expect(cells).toContain('"Bản, Lề"');
  expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
  await hostile.close();
});

test("a workbook of the uncovered has typed cells, words, its filters and the ministry's split", async () => {
  const answer = await app.inject(
    "/api/villages?verdict=trang_song,lom_song,chua_ro&theme=mobile&columns=households,mobile,hardship,gridPower&format=xlsx",
  );
  expect(answer.headers["content-type"]).toContain("spreadsheetml");
  const book = read(answer.rawPayload);
  const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.Thôn ?? {});
  const { items } = (
    await app.inject("/api/villages?verdict=trang_song,lom_song,chua_ro&theme=mobile")
  ).json<{ items: VillageListItem[] }>();
  expect(rows.map((row) => [row.Thôn, row["Số hộ"]])).toEqual(
    items.map(({ name, households }) => [name, households]),
  );
  expect(rows.every((row) => !("Kinh độ" in row) && !("5G" in row))).toBe(true);
  const notes = new Map(
    utils.sheet_to_json<[string, string]>(book.Sheets["Thuyết minh"] ?? {}, { header: 1 }),
  );
  expect(notes.get("Kết quả")).toBe("di động: trắng sóng, lõm sóng, chưa rõ");
  const split = [...notes].filter(([name]) => name.startsWith("Trắng sóng:"));
  const uncovered = items.filter(({ verdicts }) => verdicts.mobile === "trang_song");
  expect(split.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(uncovered.length);
});
