import type { FastifyInstance } from "fastify";
import { Check } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SearchResult } from "../../../geodata/model/search-result.ts";
import { makeMast, makeSite, makeVillage } from "../../makers.ts";
import { openTestApp, smallWorld } from "../small-world.ts";

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await openTestApp());
});
afterAll(() => app.close());

async function found(q: string, of = app): Promise<SearchResult["items"]> {
  const answer = await of.inject(`/api/search?q=${encodeURIComponent(q)}`);
  expect(answer.statusCode).toBe(200);
  expect(Check(SearchResult, answer.json())).toBe(true);
  return answer.json().items;
}
const names = async (q: string) => (await found(q)).map((hit) => `${hit.kind} ${hit.name}`);

test.each([
  ["na loc", "village Thôn Nà Lộc"],
  ["NÀ LỘC", "village Thôn Nà Lộc"],
  ["thon na loc", "village Thôn Nà Lộc"],
  ["ban ngoa", "village Thôn Bản Lề"],
  ["po ma", "village Thôn Pò Mã"],
  ["dong chan", "village Thôn Đông Chắn"],
  ["ba son", "commune Xã Ba Sơn"],
  ["06211", "commune Xã Cao Lộc"],
  ["phia po", "place Núi Phia Pò"],
  ["lsn0001", "site LSN0001"],
])("%j finds %s first", async (q, expected) => {
  expect((await names(q))[0]).toBe(expected);
});

test("an old name finds the commune that was, what it became, and its thôn", async () => {
  expect((await names("thanh loa")).slice(0, 3)).toEqual([
    "commune Xã Thanh Lòa",
    "commune Xã Cao Lộc",
    "village Thôn Đông Chắn",
  ]);
  const [old, now, village] = await found("thanh loa");
  expect([old?.id, old?.context]).toEqual([
    "06193@2004-01-01",
    "đến ngày 30/06/2025, nay thuộc Xã Cao Lộc",
  ]);
  expect(now?.context).toBe("trước đây: Xã Thanh Lòa");
  expect(village?.context).toBe("Xã Thanh Lòa (nay Xã Cao Lộc)");
});

test("an old commune leads to what it became, before anything that only holds its name", async () => {
  const rows = smallWorld();
  const busy = Array.from({ length: 20 }, (_, index) =>
    makeSite({ id: `many-${index}`, code: `LSN1${index}`, name: `Xã Thanh Lòa ${index}` }),
  );
  const { app: crowded } = await openTestApp({ rows: { ...rows, sites: busy } });
  const { items } = (await crowded.inject("/api/search?q=thanh%20loa")).json();
  expect(items.slice(0, 2).map(({ name }: { name: string }) => name)).toEqual([
    "Xã Thanh Lòa",
    "Xã Cao Lộc",
  ]);
  const sites = items.filter(({ kind }: { kind: string }) => kind === "site");
  expect(sites[1]?.name).toContain("Thanh Lòa 1");
  expect(sites[2]?.name).toContain("Thanh Lòa 2");
  await crowded.close();
});

test("every word must be found, in any order; nothing typed finds nothing", async () => {
  expect(await names("loc na")).toEqual(["village Thôn Nà Lộc"]);
  expect(await names("na loc thanh loa")).toEqual([]);
  expect(await names("")).toEqual([]);
  expect(await names("%_\\ (a+)+$")).toEqual([]);
});

test("a name that begins with what was typed comes before one that holds it", async () => {
  const rows = smallWorld();
  const { app: more } = await openTestApp({
    rows: {
      ...rows,
      villages: [
        ...(rows.villages ?? []),
        makeVillage({ id: "n1", name: "Thôn Khuổi Nà" }),
        makeVillage({ id: "n2", name: "Thôn Nà" }),
      ],
    },
  });
  expect((await found("na", more)).map((hit) => hit.name)).toEqual([
    "Thôn Nà",
    "Thôn Nà Lộc",
    "Thôn Khuổi Nà",
  ]);
  await more.close();
});

test("at most twenty are told", async () => {
  const rows = smallWorld();
  const more = Array.from({ length: 40 }, (_, at) =>
    makeVillage({ id: `n${at}`, name: `Thôn minh họa ${at}` }),
  );
  const { app: large } = await openTestApp({
    rows: { ...rows, villages: [...(rows.villages ?? []), ...more] },
  });
  expect(await found("minh hoa", large)).toHaveLength(20);
  await large.close();
});

test("a real site in a border commune may be counted, so it is not found", async () => {
  const { app: real } = await openTestApp({
    rows: {
      ...smallWorld(),
      masts: [makeMast({ dataSource: "real" })],
      sites: [makeSite({ dataSource: "real", code: "BIENGIOI1" })],
    },
  });
  expect(await found("biengioi1", real)).toEqual([]);
  await real.close();
});

test("a missing or endless question is the caller's mistake", async () => {
  const missing = await app.inject("/api/search");
  expect([missing.statusCode, missing.json().errors]).toEqual([
    400,
    [{ pointer: "/q", expected: "tối đa 100 ký tự" }],
  ]);
  expect((await app.inject(`/api/search?q=${"a".repeat(101)}`)).statusCode).toBe(400);
});
