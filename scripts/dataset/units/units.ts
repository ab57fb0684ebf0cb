import type {
  Commune2025Fact,
  CommuneFact,
  DistrictFacts,
} from "../../../geodata/datasets/fact-tables.ts";
import { outlineOf, type Topology } from "../../../geodata/geometry/topology.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import { latticeTopology } from "./lattice-topology.ts";
import { smoothTopology } from "./smooth-topology.ts";

const OUTLINE_SOURCE =
  "Ranh giới gần đúng, không có giá trị pháp lý: làm mượt từ lưới 0,0025°; mã, tên và dân số theo bảng dữ kiện";

export interface Units {
  communes2023: AdministrativeUnit[];
  communes2025: AdministrativeUnit[];
}

/** The communes of both epochs, cut from one topology: a commune of 2025 is a union of shared arcs. */
export function makeUnits(facts: DistrictFacts): Units {
  const topology = smoothTopology(latticeTopology(facts.lattice));
  return {
    communes2023: facts.communes2023.map((fact) => unit2023(fact, facts, topology)),
    communes2025: facts.communes2025
      .map((fact) => unit2025(fact, facts, topology))
      .toSorted((a, b) => a.code.localeCompare(b.code)),
  };
}

function unit2023(
  fact: CommuneFact,
  { district }: DistrictFacts,
  topology: Topology,
): AdministrativeUnit {
  const [before, after] = district.epochs;
  return {
    code: fact.code,
    name: fact.name,
    kind: fact.kind,
    validFrom: before!.from,
    validTo: after!.from,
    lon: fact.lon,
    lat: fact.lat,
    areaKm2: fact.areaKm2Published ?? fact.areaKm2Measured,
    population: fact.populationEstimate,
    populationSource: fact.populationSource ?? "Ước tính trong bảng communes-2023.csv",
    borderCommune: fact.borderCommune === "yes",
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

function unit2025(
  fact: Commune2025Fact,
  facts: DistrictFacts,
  topology: Topology,
): AdministrativeUnit {
  const { district, story } = facts;
  const parts = facts.communes2023.filter((part) => part.code2025 === fact.code);
  const codes = parts.map((part) => part.code);
  const sum = (read: (part: CommuneFact) => number) =>
    parts.reduce((total, part) => total + read(part), 0);
  const areaKm2 = sum((part) => part.areaKm2Measured);
  const meanM = sum((part) => part.elevationMeanM * part.areaKm2Measured) / areaKm2;
  const partly = story.partOfDistrictOnly.includes(fact.code);
  // The name of a commune that is only partly ours stands where that of our greatest part stood.
  const greatest = parts.reduce((a, b) => (b.areaKm2Measured > a.areaKm2Measured ? b : a));
  return {
    code: fact.code,
    name: fact.fullName,
    kind: fact.fullName.startsWith("Phường") ? "phuong" : "xa",
    validFrom: district.epochs[1]!.from,
    lon: partly ? greatest.lon : fact.labelLon,
    lat: partly ? greatest.lat : fact.labelLat,
    areaKm2: Math.round(areaKm2 * 100) / 100,
    population: sum((part) => part.populationEstimate),
    populationSource: `Tổng của các xã, thị trấn cũ thuộc ${district.name}`,
    borderCommune: parts.some((part) => part.borderCommune === "yes"),
    elevationMinM: Math.min(...parts.map((part) => part.elevationMinM)),
    elevationMeanM: Math.round(meanM),
    elevationMaxM: Math.max(...parts.map((part) => part.elevationMaxM)),
    partOfDistrictOnly: partly,
    geometry: outlineOf(topology, codes),
    dataSource: "demo",
    source: partly
      ? `${OUTLINE_SOURCE}; chỉ phần thuộc ${district.name} trước 01/7/2025`
      : OUTLINE_SOURCE,
  };
}
