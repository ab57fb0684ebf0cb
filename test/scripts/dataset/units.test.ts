import { area, booleanPointInPolygon, union } from "@turf/turf";
import type { Position } from "geojson";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import { facts, ringsOf, shippedLand, type UnitFeature } from "./shipped-land.ts";

const communes2023 = shippedLand.communes2023();
const communes2025 = shippedLand.communes2025();
const table = facts();

/** Every directed edge of every ring, "lon,lat lon,lat", with how often it occurs. */
function directedEdges(units: readonly UnitFeature[]): Map<string, number> {
  const edges = new Map<string, number>();
  for (const ring of units.flatMap(({ geometry }) => ringsOf(geometry))) {
    for (const [index, to] of ring.slice(1).entries()) {
      const key = `${ring[index]!.join()} ${to.join()}`;
      edges.set(key, (edges.get(key) ?? 0) + 1);
    }
  }
  return edges;
}

function reversed(edge: string): string {
  return edge.split(" ").toReversed().join(" ");
}

function signedArea(ring: readonly Position[]): number {
  return ring
    .slice(1)
    .reduce((sum, [x, y], index) => sum + (ring[index]![0]! * y! - x! * ring[index]![1]!) / 2, 0);
}

test("22 communes before and 8 after 2025-07-01, each with its own code and validity", () => {
  expect(communes2023.map(({ id }) => id)).toEqual(
    table.communes2023.map(({ code }) => `${code}@2020-01-01`),
  );
  expect(communes2025).toHaveLength(8);
  expect(new Set([...communes2023, ...communes2025].map(({ id }) => id)).size).toBe(30);
  for (const { properties } of communes2023) expect(properties.validTo).toBe("2025-07-01");
  for (const { properties } of communes2025) {
    expect(properties.validFrom).toBe("2025-07-01");
    expect(properties.validTo).toBeUndefined();
  }
});

test("every row is a unit as the model describes it", () => {
  for (const { properties, geometry } of [...communes2023, ...communes2025]) {
    expect(Value.Errors(AdministrativeUnit, { ...properties, geometry }), properties.name).toEqual(
      [],
    );
    expect(properties.dataSource).toBe("demo");
  }
});

test("neighbours share their border exactly: no edge is walked twice the same way", () => {
  for (const epoch of [communes2023, communes2025]) {
    const edges = directedEdges(epoch);
    expect([...edges].filter(([, count]) => count > 1)).toEqual([]);
    const inner = [...edges.keys()].filter((edge) => edges.has(reversed(edge)));
    expect(inner.length).toBeGreaterThan(1000);
  }
});

test("no gaps and no overlaps: the areas add up to those of the union, which has no holes", () => {
  const whole = union({ type: "FeatureCollection", features: communes2023 })!;
  const sum = communes2023.reduce((total, commune) => total + area(commune), 0);
  expect(sum / area(whole)).toBeCloseTo(1, 6);
  const parts = whole.geometry.type === "Polygon" ? 1 : whole.geometry.coordinates.length;
  expect(ringsOf(whole.geometry).length).toBe(parts);
  expect(parts).toBe(2);
});

test("the union has two parts, for Tân Thành and Xuân Long lie apart", () => {
  const whole = union({ type: "FeatureCollection", features: communes2023 })!;
  const parts =
    whole.geometry.type === "Polygon" ? [whole.geometry.coordinates] : whole.geometry.coordinates;
  const holders = parts.map((rings) =>
    communes2023
      .filter(({ properties }) =>
        booleanPointInPolygon([properties.lon, properties.lat], {
          type: "Polygon",
          coordinates: rings,
        }),
      )
      .map(({ properties }) => properties.name),
  );
  expect(holders.filter((names) => names.includes("Xã Tân Thành"))).toEqual([
    ["Xã Xuân Long", "Xã Tân Thành"],
  ]);
});

test("smoothing keeps every commune's measured area within 3 %", () => {
  for (const commune of communes2023) {
    const fact = table.communes2023.find(({ code }) => code === commune.properties.code)!;
    const ratio = area(commune) / 1e6 / fact.areaKm2Measured;
    expect(Math.abs(ratio - 1), `${fact.name}: ${ratio}`).toBeLessThan(0.031);
  }
});

test("a commune of 2025 is exactly the union of the old ones: same vertices, same land", () => {
  const old = directedEdges(communes2023);
  for (const commune of communes2025) {
    const parts = communes2023.filter(
      ({ properties }) => properties.successorCode === commune.properties.code,
    );
    const sum = parts.reduce((total, part) => total + area(part), 0);
    expect(area(commune) / sum).toBeCloseTo(1, 9);
    for (const edge of directedEdges([commune]).keys()) expect(old.has(edge)).toBe(true);
    expect(commune.properties.borderCommune).toBe(
      parts.some(({ properties }) => properties.borderCommune),
    );
    expect(commune.properties.population).toBe(
      parts.reduce((total, { properties }) => total + properties.population!, 0),
    );
  }
});

test("the four communes that also hold other land say that figures are of our part only", () => {
  const partly = communes2025
    .filter(({ properties }) => properties.partOfDistrictOnly)
    .map(({ properties }) => properties.name);
  expect(partly).toEqual(["Phường Đông Kinh", "Phường Kỳ Lừa", "Xã Khánh Khê", "Xã Tân Đoàn"]);
});

test("six communes touch the national border", () => {
  const border = communes2023.filter(({ properties }) => properties.borderCommune);
  expect(border.map(({ properties }) => properties.name)).toEqual([
    "Thị trấn Đồng Đăng",
    "Xã Bảo Lâm",
    "Xã Thanh Lòa",
    "Xã Cao Lâu",
    "Xã Xuất Lễ",
    "Xã Mẫu Sơn",
  ]);
});

test("outlines follow RFC 7946: closed, counterclockwise, at most 6 decimals, one part or more", () => {
  for (const { geometry } of [...communes2023, ...communes2025]) {
    for (const ring of ringsOf(geometry)) {
      expect(ring.at(0)).toEqual(ring.at(-1));
      for (const value of ring.flat()) expect(value).toBe(Math.round(value * 1e6) / 1e6);
    }
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const [exterior, ...holes] of polygons) {
      expect(signedArea(exterior!)).toBeGreaterThan(0);
      for (const hole of holes) expect(signedArea(hole)).toBeLessThan(0);
    }
  }
});

test("a commune's name stands inside its outline", () => {
  for (const { properties, geometry } of [...communes2023, ...communes2025]) {
    expect(booleanPointInPolygon([properties.lon, properties.lat], geometry), properties.name).toBe(
      true,
    );
  }
});
