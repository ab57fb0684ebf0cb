import type { CoverageSnapshot } from "../../coverage/coverage-snapshot.ts";
import type { FeatureInput } from "../feature-set.ts";
import type { CommuneProperties } from "../published-properties.ts";
import { publishedValidity, validityOf, versionId } from "./published-validity.ts";

/** Every version of every commune; codes are used again, so ids carry the validity. */
export async function communeFeatures(snapshot: CoverageSnapshot): Promise<FeatureInput[]> {
  return (await snapshot.rows("units")).map((unit) => {
    const properties: CommuneProperties = {
      code: unit.code,
      name: unit.name,
      kind: unit.kind,
      areaKm2: unit.areaKm2 ?? null,
      population: unit.population ?? null,
      border: unit.borderCommune,
      partOnly: unit.partOfDistrictOnly,
      successor: unit.successorCode ?? null,
      lon: unit.lon,
      lat: unit.lat,
      ...publishedValidity(unit),
      dataSource: unit.dataSource,
      source: unit.source,
    };
    return {
      id: versionId(unit.code, unit),
      geometry: unit.geometry,
      properties,
      ...validityOf(unit),
    };
  });
}
