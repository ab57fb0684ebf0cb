import { Check } from "typebox/value";
import { expect, test } from "vitest";
import { SiteDetail } from "../../../geodata/model/site-detail.ts";
import { makeCell, makeMast, makeSite } from "../../makers.ts";
import { openTestApp, smallWorld } from "../small-world.ts";

async function site(path: string, rows = smallWorld(), publicDetail = "generalised" as const) {
  const { app } = await openTestApp({
    rows,
    config: { publicDetail, requestsPerMinute: 0, maxLagMs: 0 },
  });
  const answer = await app.inject(`/api/sites/${path}`);
  await app.close();
  return answer;
}

test("a demonstration site is told in full, with who else stands there", async () => {
  const value: SiteDetail = (await site("s1")).json();
  expect(Check(SiteDetail, value)).toBe(true);
  expect(value).toMatchObject({
    operatorName: "Viettel",
    position: { lon: 106.91, lat: 21.93 },
    generalised: false,
    communeName: "Xã Ba Sơn",
    sharedWith: [{ siteId: "s2", operatorCode: "VNPT", status: "hoat_dong" }],
  });
  expect(value.cells.map((cell) => cell.id)).toEqual(["c1", "c2"]);
});

test("another site of the same operator on the mast is no sharing", async () => {
  const rows = { ...smallWorld(), sites: [makeSite(), makeSite({ id: "s9", code: "VTL-9" })] };
  const value: SiteDetail = (await site("s1", rows)).json();
  expect(value.sharedWith).toEqual([]);
});

test("a real site in a border commune is not there, in the words of any id that is unknown", async () => {
  const real = { dataSource: "real" as const };
  const rows = {
    ...smallWorld(),
    masts: [makeMast({ ...real, lon: 106.9137, lat: 21.9312 })],
    sites: [makeSite({ ...real, name: "Nhà ông Hoàng", power: "điện lưới" })],
    cells: [makeCell(real)],
  };
  const [stored, unknown] = [await site("s1", rows), await site("nobody", rows)];
  expect([stored.statusCode, unknown.statusCode]).toEqual([404, 404]);
  expect(stored.body.replaceAll("s1", "nobody")).toBe(unknown.body);
  const guessed = await site("kq-tram-VTL-10691-2193-1", rows);
  expect(guessed.statusCode).toBe(404);
});

test("elsewhere a real mast is shown at the centre of its square", async () => {
  const real = { dataSource: "real" as const };
  const world = smallWorld();
  const rows = {
    ...world,
    units: (world.units ?? []).map((unit) => ({ ...unit, borderCommune: false })),
    masts: [makeMast({ ...real, lon: 106.9137, lat: 21.9312 })],
    sites: [
      makeSite({ ...real, name: "Nhà ông Hoàng", power: "điện lưới" }),
      makeSite({ ...real, id: "s2", code: "VNP0002", operatorCode: "VNPT" }),
    ],
    cells: [makeCell(real)],
  };
  const answer = await site("kq-tram-VTL-10691-2193-1", rows);
  const value: SiteDetail = answer.json();
  expect(Check(SiteDetail, value)).toBe(true);
  expect(value).toMatchObject({
    position: { lon: 106.915, lat: 21.935 },
    generalised: true,
    cells: [],
    communeName: "Xã Ba Sơn",
    sharedWith: [{ siteId: "kq-tram-VNPT-10691-2193-1", operatorCode: "VNPT" }],
  });
  expect(answer.body).not.toMatch(/LSN0001|Hoàng|điện lưới|heightM|106\.9137/);
  expect((await site("s1", rows)).statusCode).toBe(404);
});

test("a site that is not there that day is not found", async () => {
  expect((await site("s1?asOf=2019-01-01")).statusCode).toBe(404);
  expect((await site("nobody")).statusCode).toBe(404);
});
