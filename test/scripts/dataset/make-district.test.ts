import { Value } from "typebox/value";
import { expect, test } from "vitest";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import { District } from "../../../geodata/model/district.ts";
import type { Village } from "../../../geodata/model/village.ts";
import { readFacts } from "../../../scripts/dataset/facts.ts";
import { makeDistrict } from "../../../scripts/dataset/make-district.ts";
import { syntheticFacts } from "../../synthetic-facts.ts";
import { DATASETS } from "./shipped-land.ts";

const OPTIONS = {
  villages: 200,
  province: { code: "48", name: "tỉnh minh họa" },
  centre: [108.6, 15.5],
  utmZone: 49,
  tm3CentralMeridianDeg: 107.75,
  seed: 7,
} as const;
const files = makeDistrict(syntheticFacts(readFacts(DATASETS, "caoloc"), OPTIONS), OPTIONS.seed);
const json = <Content>(file: string): Content =>
  JSON.parse(Buffer.from(files.find((one) => one.file === file)!.bytes).toString("utf8"));

test("a district of another province and zone is made from facts alone", () => {
  const district = json<District>("district.json");
  expect(Value.Errors(District, district)).toEqual([]);
  expect([district.province.code, district.utmZone]).toEqual(["48", 49]);
  const villages = json<Village[]>("villages.json");
  expect(villages).toHaveLength(OPTIONS.villages);
  const [west, south, east, north] = district.bbox;
  for (const { lon, lat } of villages) {
    expect(lon > west && lon < east && lat > south && lat < north).toBe(true);
  }
});

test("its names say that nothing is real, and none is of Cao Lộc", () => {
  const communes = json<{ features: { properties: AdministrativeUnit }[] }>(
    "communes-2023.geojson",
  );
  for (const { name } of json<Village[]>("villages.json"))
    expect(name).toMatch(/^Thôn minh họa \d+$/);
  for (const { properties } of communes.features)
    expect(properties.name).toMatch(/^Xã minh họa \d+$/);
  for (const { file } of files.filter(({ file: name }) => name.endsWith(".json")))
    expect(JSON.stringify(json(file)).includes("Cao Lộc"), file).toBe(false);
});

test("the plan's share of thôn is covered on the first day, by rank", () => {
  const claims = Buffer.from(files.find(({ file }) => file === "claims.csv")!.bytes)
    .toString("utf8")
    .split("\n")
    .map((line) => line.split(","));
  const covered = new Set(
    claims
      .filter(([, , technology, yes, , day]) => {
        return ["umts", "lte", "nr"].includes(technology!) && yes === "1" && day === "2023-06-30";
      })
      .map(([id]) => id),
  );
  expect(covered.size).toBe(OPTIONS.villages - Math.round((14 * OPTIONS.villages) / 175));
});
