import { createHash } from "node:crypto";
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

/** Of a relief, measured on an imported terrain of 30 m: 4 million cells, bytes. */
const RELIEF_BYTES = 16e6;

/** A relief takes 0.1 s to make for the demonstration, 0.3 s for an imported terrain of 30 m. */
export function makeDistrictRelief(
  readTerrain: TerrainReader,
): (snapshot: CoverageSnapshot) => Promise<DistrictRelief> {
  return async (snapshot) => {
    const terrain = await readTerrain();
    const make = async (): Promise<DistrictRelief> => {
      const units = await snapshot.rows("units");
      const outlines = communesOfEpoch(units, "2023", DISTRICT_DAY).map((unit) => unit.geometry);
      const hash = createHash("sha256")
        .update(terrain.header.sha256)
        .update(JSON.stringify(outlines))
        .digest("hex")
        .slice(0, 12);
      return { hash, relief: relieved(terrain, outlines), header: terrain.header };
    };
    return snapshot.derive(`relief ${terrain.header.sha256}`, make, () => RELIEF_BYTES);
  };
}

function relieved(terrain: MetricTerrain, outlines: readonly AdministrativeUnit["geometry"][]) {
  const { header, heightsM } = reliefGrid(terrain, outlines, FADE_M);
  return makeFadedRelief(header, heightsM, outlines);
}
