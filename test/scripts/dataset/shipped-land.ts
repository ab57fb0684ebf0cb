import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Feature, MultiPolygon, Polygon, Position } from "geojson";
import type { DistrictFacts } from "../../../geodata/datasets/fact-tables.ts";
import type { TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Catalogue } from "../../../geodata/model/catalogue.ts";
import type { Organisation } from "../../../geodata/model/organisation.ts";
import type { Place } from "../../../geodata/model/place.ts";
import type { Road } from "../../../geodata/model/road.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { VillageArea } from "../../../geodata/model/village-area.ts";
import { readFacts } from "../../../scripts/dataset/facts.ts";

export const DATASETS = join(import.meta.dirname, "../../../geodata/datasets");
export const CAOLOC = join(DATASETS, "caoloc");

export type UnitFeature = Feature<Polygon | MultiPolygon, Omit<AdministrativeUnit, "geometry">>;

export function facts(): DistrictFacts {
  return readFacts(DATASETS, "caoloc");
}

function json<Content>(file: string): Content {
  return JSON.parse(readFileSync(join(CAOLOC, file), "utf8")) as Content;
}

function features(file: string): UnitFeature[] {
  return json<{ features: UnitFeature[] }>(file).features;
}

/** The land of the demonstration dataset as it is shipped. */
export const shippedLand = {
  communes2023: () => features("communes-2023.geojson"),
  communes2025: () => features("communes-2025.geojson"),
  villages: () => json<Village[]>("villages.json"),
  villageAreas: () => json<VillageArea[]>("village-areas.json"),
  roads: () => json<Road[]>("roads.json"),
  places: () => json<Place[]>("places.json"),
  organisations: () => json<Organisation[]>("organisations.json"),
  catalogue: () => json<Catalogue>("catalogue.json"),
  terrain(): { header: TerrainHeader; heightsM: Int16Array } {
    const bytes = readFileSync(join(CAOLOC, "terrain.i16"));
    const heightsM = Int16Array.from({ length: bytes.length / 2 }, (_, cell) =>
      bytes.readInt16LE(2 * cell),
    );
    return { header: json<TerrainHeader>("terrain.json"), heightsM };
  },
};

export function ringsOf(geometry: Polygon | MultiPolygon): Position[][] {
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}
