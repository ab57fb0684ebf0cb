import { area, booleanPointInPolygon, feature } from "@turf/turf";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { distanceM } from "../../../geodata/geometry/distance.ts";
import { makeTerrainGrid } from "../../../geodata/geometry/terrain-grid.ts";
import { Village } from "../../../geodata/model/village.ts";
import { VillageArea } from "../../../geodata/model/village-area.ts";
import { makeLieOfLand } from "../../../scripts/dataset/land/lie-of-land.ts";
import { facts, shippedLand } from "./shipped-land.ts";

const villages = shippedLand.villages();
const communes = shippedLand.communes2023();
const table = facts();

/** Công Sơn, Mẫu Sơn, Thanh Lòa, Cao Lâu, Xuất Lễ, Bảo Lâm. */
const REMOTE = new Set(["06232", "06238", "06193", "06196", "06202", "06190"]);

const inCommune = (code: string) => villages.filter(({ communeCode }) => communeCode === code);
const outlineOf = (code: string) =>
  communes.find(({ properties }) => properties.code === code)!.geometry;
const factOf = (village: Village) =>
  table.names.find(
    ({ name, communeCode }) => name === village.name && communeCode === village.communeCode,
  );

test("exactly 175 thôn, in every commune as many as the facts say", () => {
  expect(villages).toHaveLength(175);
  for (const { code, villageCountEstimate, name } of table.communes2023) {
    expect(inCommune(code).length, name).toBe(villageCountEstimate);
  }
});

test("every row is a thôn as the model describes it, marked as demonstration data", () => {
  for (const village of villages) {
    expect(Value.Errors(Village, village), village.id).toEqual([]);
    expect(village.dataSource).toBe("demo");
    expect(village.source).toContain("sinh tự động");
  }
  expect(new Set(villages.map(({ id }) => id)).size).toBe(175);
});

test("every centre and every cluster lies in its own commune", () => {
  for (const { id, communeCode, lon, lat, clusters } of villages) {
    for (const point of [{ lon, lat }, ...clusters]) {
      expect(booleanPointInPolygon([point.lon, point.lat], outlineOf(communeCode)), id).toBe(true);
    }
  }
});

test("no two thôn stand on one point: at least 250 m apart, and 400 m in communes", () => {
  for (const [index, a] of villages.entries()) {
    for (const b of villages.slice(index + 1)) {
      const metres = distanceM(a.lon, a.lat, b.lon, b.lat);
      const exact = [a, b].every(({ positionAccuracyM }) => positionAccuracyM === 100);
      const least = a.kind === "khu" || b.kind === "khu" ? 250 : 400;
      if (!exact) expect(metres, `${a.id} ${b.id}`).toBeGreaterThan(least);
    }
  }
});

test("a thôn with a known position stays there, one known to 1 km moves at most 1 km", () => {
  const positioned = villages.filter((village) => factOf(village)?.lon);
  expect(positioned).toHaveLength(50);
  for (const village of positioned) {
    const { lon, lat, precision } = factOf(village)!;
    const isExact = precision === "point";
    const movedM = distanceM(lon!, lat!, village.lon, village.lat);
    expect(movedM, village.id).toBeLessThanOrEqual(isExact ? 0 : 1000);
    expect(village.positionAccuracyM).toBe(isExact ? 100 : 1000);
    expect(village.source).toContain("GeoNames");
  }
});

test("a thôn is named after a real place or says that its name is for demonstration", () => {
  for (const village of villages) {
    const neutral = village.kind === "khu" ? /^Khu minh họa \d+$/ : /^Thôn minh họa \d+$/;
    if (!factOf(village)) expect(village.name, village.id).toMatch(neutral);
  }
});

test("every real name is a thôn or, where a commune has more names than thôn, a search label", () => {
  const labels = shippedLand.places().filter(({ id }) => id.startsWith("TEN-"));
  const used = villages.filter((village) => factOf(village)).length;
  expect(used + labels.length).toBe(table.names.length);
  expect(labels.map(({ name }) => name)).toEqual(["Còn Nàn", "Nà Va", "Pác Cuồng", "Pò Nhùng"]);
});

test("people and households add up to each commune's figures, to the last one", () => {
  for (const { code, populationEstimate, households } of table.communes2023) {
    const own = inCommune(code);
    const sum = (key: "population" | "households") =>
      own.reduce((total, village) => total + village[key]!, 0);
    expect(sum("population")).toBe(populationEstimate);
    if (households) expect(sum("households")).toBe(households);
    expect(populationEstimate / sum("households")).toBeGreaterThan(3.9);
    expect(populationEstimate / sum("households")).toBeLessThan(5.5);
  }
});

test("hardship and missing grid power occur only in the remote communes, and are few", () => {
  const marked = villages.filter(({ hardship, gridPower }) => hardship || !gridPower);
  for (const { communeCode } of marked) expect(REMOTE.has(communeCode)).toBe(true);
  expect(marked.length).toBe(17);
  expect(villages.filter(({ gridPower }) => gridPower === false).length).toBe(4);
});

test("a thôn has at most three clusters, 400 to 1,800 m from its centre, none in the towns", () => {
  for (const { id, kind, lon, lat, clusters, households } of villages) {
    expect(clusters.length).toBeLessThanOrEqual(kind === "khu" ? 0 : 3);
    for (const cluster of clusters) {
      const metres = distanceM(lon, lat, cluster.lon, cluster.lat);
      expect(metres, id).toBeGreaterThanOrEqual(400);
      expect(metres, id).toBeLessThanOrEqual(1800);
    }
    const away = clusters.reduce((sum, cluster) => sum + cluster.households!, 0);
    expect(away, id).toBeLessThanOrEqual(0.65 * households!);
  }
});

test("mountain communes are more scattered than the plain", () => {
  const clustersPerVillage = (codes: readonly string[]) => {
    const own = codes.flatMap(inCommune);
    return own.reduce((sum, { clusters }) => sum + clusters.length, 0) / own.length;
  };
  const [high, low] = [
    table.communes2023.filter(({ elevationMeanM }) => elevationMeanM >= 380),
    table.communes2023.filter(({ elevationMeanM }) => elevationMeanM < 320),
  ].map((communesOf) => clustersPerVillage(communesOf.map(({ code }) => code)));
  expect(high!).toBeGreaterThan(1.5 * low!);
});

test("people settle valleys before ridges: centres stand lower than the land around them", () => {
  const terrain = shippedLand.terrain();
  const land = makeLieOfLand(terrain);
  const grid = makeTerrainGrid(terrain.header, terrain.heightsM);
  const heights = villages.map(({ lon, lat }) => land.aboveValleyM(lon, lat));
  const everywhere = table.lattice.map(({ lon, lat }) => land.aboveValleyM(lon, lat));
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(heights)).toBeLessThan(0.5 * mean(everywhere));
  for (const { lon, lat } of villages) expect(grid.elevationM(lon, lat)).toBeDefined();
});

test("every thôn has land, and the land of a commune's thôn is the commune", () => {
  const areas = shippedLand.villageAreas();
  expect(new Set(areas.map(({ villageId }) => villageId)).size).toBe(175);
  for (const row of areas) expect(Value.Errors(VillageArea, row), row.villageId).toEqual([]);
  for (const { properties, geometry } of communes) {
    const ids = new Set(inCommune(properties.code).map(({ id }) => id));
    const sum = areas
      .filter(({ villageId }) => ids.has(villageId))
      .reduce((total, row) => total + area(feature(row.geometry)), 0);
    expect(sum / area(feature(geometry)), properties.name).toBeCloseTo(1, 4);
  }
});

test("a centre lies in its own land", () => {
  const areas = new Map(shippedLand.villageAreas().map((row) => [row.villageId, row.geometry]));
  for (const { id, lon, lat } of villages) {
    expect(booleanPointInPolygon([lon, lat], areas.get(id)!), id).toBe(true);
  }
});
