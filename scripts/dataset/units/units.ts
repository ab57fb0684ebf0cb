import type { Position } from "geojson";
import { outlineOf, type Topology } from "../../../geodata/geometry/topology.ts";
import {
  type AdministrativeUnit,
  type CrosswalkRow,
  UNITS_2025_FROM,
} from "../../../geodata/model/administrative-unit.ts";
import type { Commune2025Fact, CommuneFact, Facts } from "../facts.ts";
import { latticeTopology } from "./lattice-topology.ts";
import { withoutLoneCells } from "./lone-cells.ts";
import { smoothTopology } from "./smooth-topology.ts";

/** Distance between the points of `commune-lattice-2023.csv`, degrees. */
const LATTICE_STEP_DEG = 0.0025;

/**
 * First day of the 22 units that `communes-2023.csv` lists: Nghị quyết 818/NQ-UBTVQH14 of
 * 21/11/2019 left the district with 20 xã and 2 thị trấn from the first day of 2020.
 */
export const UNITS_2023_FROM = "2020-01-01";

/** Communes of 2025 that also hold land which was never Cao Lộc. */
const PARTLY_CAO_LOC = new Set(["06187", "05977", "06286", "06316"]);

const OUTLINE_SOURCE =
  "Ranh giới gần đúng, không có giá trị pháp lý: làm mượt từ lưới 0,0025°; mã, tên và dân số theo bảng dữ kiện";

export interface Units {
  topology: Topology;
  communes2023: AdministrativeUnit[];
  communes2025: AdministrativeUnit[];
  crosswalk: CrosswalkRow[];
}

/** The communes of both epochs, cut from one topology: a commune of 2025 is a union of shared arcs. */
export function makeUnits(facts: Facts): Units {
  const points = facts.lattice.map(({ lon, lat, communeCode }) => ({
    lon,
    lat,
    region: communeCode,
  }));
  const topology = smoothTopology(
    latticeTopology(withoutLoneCells(points, LATTICE_STEP_DEG), LATTICE_STEP_DEG),
  );
  return {
    topology,
    communes2023: facts.communes2023.map((fact) => unit2023(fact, topology)),
    communes2025: facts.communes2025
      .map((fact) => unit2025(fact, facts, topology))
      .toSorted((a, b) => a.code.localeCompare(b.code)),
    crosswalk: facts.crosswalk,
  };
}

function unit2023(fact: CommuneFact, topology: Topology): AdministrativeUnit {
  return {
    code: fact.code,
    name: fact.name,
    kind: fact.kind,
    validFrom: UNITS_2023_FROM,
    validTo: UNITS_2025_FROM,
    lon: fact.lon,
    lat: fact.lat,
    areaKm2: fact.areaKm2Published ?? fact.areaKm2Measured,
    population: fact.populationEstimate,
    populationSource: fact.populationSource ?? "Ước tính trong bảng communes-2023.csv",
    borderCommune: fact.borderCommune,
    elevationMinM: fact.elevationMinM,
    elevationMeanM: fact.elevationMeanM,
    elevationMaxM: fact.elevationMaxM,
    successorCode: fact.code2025,
    partOfDistrictOnly: false,
    geometry: outlineOf(topology, [fact.code]),
    dataSource: "demo",
    source: OUTLINE_SOURCE,
  };
}

function unit2025(fact: Commune2025Fact, facts: Facts, topology: Topology): AdministrativeUnit {
  const parts = facts.communes2023.filter((part) => part.code2025 === fact.code);
  const codes = parts.map((part) => part.code);
  const areaKm2 = sum(parts.map((part) => part.areaKm2Measured));
  const partly = PARTLY_CAO_LOC.has(fact.code);
  return {
    code: fact.code,
    name: fact.name,
    kind: fact.name.startsWith("Phường") ? "phuong" : "xa",
    validFrom: UNITS_2025_FROM,
    ...labelPoint(fact, facts, new Set(codes), topology, partly),
    areaKm2: Math.round(areaKm2 * 100) / 100,
    population: sum(parts.map((part) => part.populationEstimate)),
    populationSource: "Tổng của các xã, thị trấn cũ thuộc huyện Cao Lộc",
    borderCommune: parts.some((part) => part.borderCommune),
    elevationMinM: Math.min(...parts.map((part) => part.elevationMinM)),
    elevationMeanM: Math.round(
      sum(parts.map((part) => part.elevationMeanM * part.areaKm2Measured)) / areaKm2,
    ),
    elevationMaxM: Math.max(...parts.map((part) => part.elevationMaxM)),
    partOfDistrictOnly: partly,
    geometry: outlineOf(topology, codes),
    dataSource: "demo",
    source: partly
      ? `${OUTLINE_SOURCE}; chỉ phần thuộc huyện Cao Lộc trước 01/7/2025`
      : OUTLINE_SOURCE,
  };
}

/**
 * The published label point; of a commune that is only partly ours, the lattice point of our part
 * that lies deepest inside it.
 */
function labelPoint(
  fact: Commune2025Fact,
  facts: Facts,
  codes: ReadonlySet<string>,
  topology: Topology,
  partly: boolean,
): { lon: number; lat: number } {
  if (!partly) return { lon: fact.lon, lat: fact.lat };
  const edge = topology.arcs
    .filter(({ left, right }) => codes.has(left ?? "") !== codes.has(right ?? ""))
    .flatMap(({ points }) => points);
  let best = { lon: fact.lon, lat: fact.lat };
  let bestDistance = -1;
  for (const { lon, lat, communeCode } of facts.lattice) {
    if (!codes.has(communeCode)) continue;
    const distance = Math.min(...edge.map((vertex) => distanceSquared(vertex, lon, lat)));
    if (distance > bestDistance) {
      bestDistance = distance;
      best = { lon, lat };
    }
  }
  return best;
}

/** Square degrees of latitude: good enough to compare distances within one commune. */
function distanceSquared([x, y]: Position, lon: number, lat: number): number {
  const eastward = (x! - lon) * Math.cos((lat * Math.PI) / 180);
  return eastward * eastward + (y! - lat) ** 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
