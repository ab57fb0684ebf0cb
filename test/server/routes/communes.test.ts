import type { FastifyInstance } from "fastify";
import { Check } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CommuneDetail } from "../../../geodata/model/commune-detail.ts";
import { CommuneList } from "../../../geodata/model/commune-list.ts";
import { openTestApp } from "../small-world.ts";

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await openTestApp());
});
afterAll(() => app.close());

async function commune(path: string): Promise<CommuneDetail> {
  const value = (await app.inject(`/api/communes/${path}`)).json();
  expect(Check(CommuneDetail, value)).toBe(true);
  return value;
}

test("the communes of each epoch are listed with the number of their thôn, without outlines", async () => {
  for (const [query, expected] of [
    ["?epoch=2023", { "Xã Cao Lâu": 2, "Xã Thanh Lòa": 3 }],
    ["?asOf=2023-06-30", { "Xã Cao Lâu": 2, "Xã Thanh Lòa": 3 }],
    ["", { "Xã Ba Sơn": 2, "Xã Cao Lộc": 3 }],
  ] as const) {
    const list: CommuneList = (await app.inject(`/api/communes${query}`)).json();
    expect(Check(CommuneList, list)).toBe(true);
    expect(Object.fromEntries(list.items.map(({ name, villages }) => [name, villages]))).toEqual(
      expected,
    );
    expect(list.items.every((item) => !("geometry" in item))).toBe(true);
  }
});

test("a commune has its part of both targets, its thôn in order and its stations counted", async () => {
  const { unit, bbox, result, villages, mastsOnAir, sharedMasts, sitesOnAir } =
    await commune("06211");
  expect(unit).toMatchObject({ code: "06211", name: "Xã Cao Lộc", validFrom: "2025-07-01" });
  expect(bbox).toHaveLength(4);
  expect(result).toMatchObject({
    mobile: { numerator: 1, denominator: 3, unknown: 1 },
    ftth: { numerator: 1, denominator: 3, unknown: 1 },
    uncoveredRemote: 1,
  });
  expect(villages.map((item) => item.id)).toEqual(["v4", "v3", "v5"]);
  expect({ mastsOnAir, sharedMasts, sitesOnAir }).toEqual({
    mastsOnAir: 1,
    sharedMasts: 0,
    sitesOnAir: [{ operatorCode: "VNPT", sites: 1 }],
  });
});

test("a mast with two operators on air is shared", async () => {
  expect(await commune("06196")).toMatchObject({
    mastsOnAir: 1,
    sharedMasts: 1,
    sitesOnAir: [
      { operatorCode: "VNPT", sites: 1 },
      { operatorCode: "VTL", sites: 1 },
    ],
  });
});

test("one code is two communes: the epoch tells which, and each knows the other", async () => {
  const old = await commune("06196?epoch=2023");
  expect([old.unit.name, old.successor, old.predecessors]).toEqual([
    "Xã Cao Lâu",
    { code: "06196", name: "Xã Ba Sơn" },
    [],
  ]);
  const now = await commune("06196?epoch=2025");
  expect([now.unit.name, now.successor, now.predecessors]).toEqual([
    "Xã Ba Sơn",
    undefined,
    [{ code: "06196", name: "Xã Cao Lâu" }],
  ]);
});

test("a commune that ended is not found in the new epoch", async () => {
  expect((await app.inject("/api/communes/06193?epoch=2025")).statusCode).toBe(404);
  expect((await app.inject("/api/communes/06193?epoch=2023")).statusCode).toBe(200);
});

test("a unit named with a day of its validity is that unit on every day, with the thôn of the crosswalk", async () => {
  for (const [key, name, epoch] of [
    ["06196@2004-01-01", "Xã Cao Lâu", "2023"],
    ["06196@2025-07-01", "Xã Ba Sơn", "2025"],
  ] as const)
    for (const asOf of ["2023-06-30", "2025-12-31"]) {
      const named = await commune(`${key}?asOf=${asOf}`);
      expect(named).toMatchObject({ epoch, asOf, unit: { name } });
      const list = (await app.inject(`/api/villages?commune=${key}&asOf=${asOf}`)).json();
      const ids = (items: { id: string }[]) => items.map(({ id }) => id).toSorted();
      expect(ids(list.items)).toEqual(ids(named.villages));
    }
  const bare = await commune("06196");
  expect(bare.sameCode).toMatchObject([{ name: "Xã Cao Lâu", validTo: "2025-07-01" }]);
  const contradiction = await app.inject("/api/communes/06196@2025-07-01?epoch=2023");
  expect([contradiction.statusCode, contradiction.json().errors]).toEqual([
    400,
    [{ pointer: "/epoch", got: "2023", expected: "2025" }],
  ]);
  for (const [wrong, status] of [
    ["06196@1999-01-01", 404],
    ["06196@x", 400],
  ] as const)
    expect((await app.inject(`/api/communes/${wrong}`)).statusCode).toBe(status);
  expect((await app.inject("/api/villages?commune=06196@1999-01-01")).statusCode).toBe(404);
});
