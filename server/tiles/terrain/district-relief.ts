import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Bbox } from "../../../geodata/model/geojson.ts";
import type { MetricTerrain } from "../../../geodata/radio/terrain/metric-terrain.ts";
import { communesOfEpoch } from "../../coverage/communes-of-epoch.ts";
import type { CoverageSnapshot } from "../../coverage/coverage-snapshot.ts";
import type { TerrainReader } from "../../terrain/terrain-reader.ts";
import { FADE_M, type FadedRelief, makeFadedRelief } from "./faded-relief.ts";
import { reliefGrid } from "./relief-grid.ts";

/** Relief within the communes that the store holds, and a name that changes when it does. */
export interface DistrictRelief {
  hash: string;
  relief: FadedRelief;
  /** What the heights are and where they come from. */
  header: MetricTerrain["header"];
}

/** The district ended on this day; its communes are the outline. */
const DISTRICT_DAY = "2025-06-30";

/** Where the client may go: the province, degrees. Flat ground is served beyond the district too. */
export const PROVINCE_BOUNDS: Bbox = [106.09, 21.32, 107.37, 22.45];

/**
 * A relief takes 0.1 s to make for the demonstration, 0.3 s for an imported terrain of 30 m: kept
 * for as long as terrain and outlines stay the same.
 */
export function makeDistrictRelief(
  readTerrain: TerrainReader,
): (snapshot: CoverageSnapshot) => Promise<DistrictRelief> {
  const known = new WeakMap<CoverageSnapshot, WeakMap<MetricTerrain, Promise<DistrictRelief>>>();
  const byHash = new LRUCache<string, FadedRelief>({ max: 2 });

  async function make(snapshot: CoverageSnapshot, terrain: MetricTerrain): Promise<DistrictRelief> {
    const units = await snapshot.rows("units");
    const outlines = communesOfEpoch(units, "2023", DISTRICT_DAY).map((unit) => unit.geometry);
    const hash = createHash("sha256")
      .update(terrain.header.sha256)
      .update(JSON.stringify(outlines))
      .digest("hex")
      .slice(0, 12);
    const relief = byHash.get(hash) ?? relieved(terrain, outlines);
    byHash.set(hash, relief);
    return { hash, relief, header: terrain.header };
  }

  return async (snapshot) => {
    const terrain = await readTerrain();
    const ofSnapshot = known.get(snapshot) ?? new WeakMap<MetricTerrain, Promise<DistrictRelief>>();
    known.set(snapshot, ofSnapshot);
    const made = ofSnapshot.get(terrain) ?? make(snapshot, terrain);
    ofSnapshot.set(terrain, made);
    // A failure is told to those who wait and is not kept.
    made.catch(() => ofSnapshot.delete(terrain));
    return made;
  };
}

function relieved(terrain: MetricTerrain, outlines: readonly AdministrativeUnit["geometry"][]) {
  const { header, heightsM } = reliefGrid(terrain, outlines, FADE_M);
  return makeFadedRelief(header, heightsM, outlines);
}
