import { readFileSync } from "node:fs";
import { join } from "node:path";
import { elevationM, type MetricTerrain } from "../../../geodata/radio/terrain/metric-terrain.ts";
import { toUtm48, type UtmPoint } from "../../../geodata/radio/terrain/utm48.ts";
import { DATASET_DIR, loadTerrain } from "../../../server/terrain/terrain-reader.ts";

/** A mast of the district that sees ground on all sides out to the range. */
export interface BenchMast {
  id: string;
  lon: number;
  lat: number;
  place: UtmPoint;
  groundM: number;
}

/** Never the imported terrain: figures of two machines are of the same ground. */
export function demonstrationTerrain(): Promise<MetricTerrain> {
  return loadTerrain("/nonexistent");
}

/** Masts with `rangeM` of terrain on all sides, the highest ground first. */
export function mastsInside(terrain: MetricTerrain, rangeM: number): BenchMast[] {
  const rows = readRows<{ id: string; lon: number; lat: number }>("masts.json");
  return rows
    .flatMap(({ id, lon, lat }): BenchMast[] => {
      const place = toUtm48(lon, lat);
      const { eastingM, northingM } = place;
      // A little more than the range: the grid's scale is not 1.
      const reachM = rangeM * 1.002;
      const corners = [-reachM, reachM].flatMap((east) =>
        [-reachM, reachM].map((north) => elevationM(terrain, eastingM + east, northingM + north)),
      );
      const groundM = elevationM(terrain, eastingM, northingM);
      return groundM === undefined || corners.includes(undefined)
        ? []
        : [{ id, lon, lat, place, groundM }];
    })
    .sort((a, b) => b.groundM - a.groundM);
}

/** Centres of the district's thôn. */
export function villageCentres(): UtmPoint[] {
  return readRows<{ lon: number; lat: number }>("villages.json").map(({ lon, lat }) =>
    toUtm48(lon, lat),
  );
}

function readRows<T>(file: string): T[] {
  return JSON.parse(readFileSync(join(DATASET_DIR, file), "utf8")) as T[];
}
