import type { TerrainHeader } from "../../geodata/geometry/terrain-grid.ts";
import { villageAreas } from "../../geodata/geometry/village-areas.ts";
import type { AdministrativeUnit, CrosswalkRow } from "../../geodata/model/administrative-unit.ts";
import type { Place } from "../../geodata/model/place.ts";
import type { Road } from "../../geodata/model/road.ts";
import type { Village } from "../../geodata/model/village.ts";
import type { VillageArea } from "../../geodata/model/village-area.ts";
import type { Facts } from "./facts.ts";
import { makeLieOfLand } from "./land/lie-of-land.ts";
import { makeTerrain } from "./land/relief.ts";
import { makeRandom } from "./random.ts";
import { makeRoads } from "./roads/roads.ts";
import { makeUnits } from "./units/units.ts";
import { makePlaces } from "./villages/places.ts";
import { makeVillages } from "./villages/villages.ts";

/** The height grid: `makeTerrainGrid(header, heightsM)` reads it. */
export interface Terrain {
  header: TerrainHeader;
  /** Row-major, north-west first, whole metres above sea level. */
  heightsM: Int16Array;
}

/** The land of the demonstration: everything that masts, cables and claims are built on. */
export interface Geography {
  communes2023: AdministrativeUnit[];
  communes2025: AdministrativeUnit[];
  crosswalk: CrosswalkRow[];
  villages: Village[];
  villageAreas: VillageArea[];
  terrain: Terrain;
  /** A routable graph: lines meet only at their ends, where coordinates are identical. */
  roads: Road[];
  places: Place[];
}

/** Builds the land from the fact tables. Pure: the same facts and seed give the same land. */
export function makeGeography(facts: Facts, seed: number): Geography {
  const random = makeRandom(seed);
  const { communes2023, communes2025, crosswalk } = makeUnits(facts);
  const terrain = makeTerrain(facts, communes2023, random.fork("terrain"));
  const land = makeLieOfLand(terrain);
  const { villages, surplus } = makeVillages(facts, communes2023, land, random.fork("villages"));
  return {
    communes2023,
    communes2025,
    crosswalk,
    villages,
    villageAreas: villageAreas(villages, communes2023),
    terrain,
    roads: makeRoads(terrain, communes2023, villages),
    places: makePlaces(facts, communes2023, surplus, terrain),
  };
}
