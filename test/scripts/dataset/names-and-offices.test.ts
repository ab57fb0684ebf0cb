import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { Indicator } from "../../../geodata/model/indicator.ts";
import { Organisation } from "../../../geodata/model/organisation.ts";
import { Place } from "../../../geodata/model/place.ts";
import { DATASETS, facts, shippedLand } from "./shipped-land.ts";

const table = facts();
const organisations = shippedLand.organisations();
const places = shippedLand.places();
const indicators = JSON.parse(
  readFileSync(join(DATASETS, "indicators.json"), "utf8"),
) as Indicator[];

test("no label stands for a thôn a second time, and none stands twice on one point", () => {
  for (const place of places) expect(Value.Errors(Place, place), place.id).toEqual([]);
  const settled = new Set(table.names.map(({ geonamesId }) => `GN-${geonamesId}`));
  expect(places.filter(({ id }) => settled.has(id))).toEqual([]);
  const keys = places.map(({ name, lon, lat }) => `${name} ${lon} ${lat}`);
  expect(new Set(keys).size).toBe(places.length);
  expect(new Set(places.map(({ id }) => id)).size).toBe(places.length);
});

test("the plan's five offices of the district end with it, on the last day of June 2025", () => {
  for (const row of organisations) expect(Value.Errors(Organisation, row), row.id).toEqual([]);
  const district = organisations.filter(({ id }) => id.endsWith("cao-loc"));
  expect(district.map(({ name }) => name)).toEqual([
    "UBND huyện Cao Lộc",
    "Phòng Văn hoá và Thông tin huyện Cao Lộc",
    "Phòng Kinh tế và Hạ tầng huyện Cao Lộc",
    "Phòng Tài chính - Kế hoạch huyện Cao Lộc",
    "Trung tâm Văn hoá, Thể thao và Truyền thông huyện Cao Lộc",
  ]);
  for (const { validTo } of district) expect(validTo).toBe("2025-07-01");
});

test("each old commune's committee is followed by that of its new commune", () => {
  const byId = new Map(organisations.map((row) => [row.id, row]));
  for (const { oldCode, newCode, newName } of table.crosswalk) {
    const old = organisations.find(
      ({ unitCode, validTo }) => unitCode === oldCode && validTo === "2025-07-01",
    )!;
    const next = byId.get(old.successorId!)!;
    expect(next.unitCode).toBe(newCode);
    expect(next.validFrom).toBe("2025-07-01");
    expect(next.name.toLowerCase()).toBe(`ubnd ${newName.toLowerCase()}`);
  }
});

test("every operator is an enterprise, and nobody is a person", () => {
  const enterprises = organisations.filter(({ role }) => role === "doanh_nghiep");
  expect(enterprises.map(({ operatorCode }) => operatorCode)).toEqual(
    table.operators.map(({ code }) => code),
  );
  expect(organisations).toHaveLength(5 + 22 + 8 + table.operators.length);
});

test("the indicators are the plan's: every row, baseline and target as printed, none invented", () => {
  expect(indicators.map(({ code }) => code)).toEqual(table.indicators.map(({ code }) => code));
  for (const row of indicators) {
    expect(Value.Errors(Indicator, row), row.code).toEqual([]);
    expect(organisations.some(({ id }) => id === row.responsible)).toBe(true);
  }
  const shared = indicators.find(({ code }) => code === "BTS_SHARED")!;
  expect(shared.baseline).toBe("16");
  expect(shared.target).toBeUndefined();
  expect(indicators.find(({ code }) => code === "MBB_VILLAGES")).toMatchObject({
    baseline: "92",
    target: "98",
    computedFrom: "map",
    commitment: "phan_dau",
  });
});
