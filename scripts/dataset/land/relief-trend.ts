import type { TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";
import type { Facts } from "../facts.ts";
import { type Field, gridPosition, makeField } from "./height-field.ts";

/** Where crests and valley floors lie before any carving, metres. */
export interface ReliefTrend {
  ridge: Field;
  valley: Field;
}

/** Crests stand at this share of the way from a commune's mean to its highest point. */
const RIDGE_SHARE = 0.8;
/** Settlements sit low: around a spot outside the district crests rise and valleys fall this much, metres. */
const SPOT_TO_RIDGE_M = 140;
const SPOT_TO_VALLEY_M = 30;
/** A spot speaks for less land than a commune does. */
const SPOT_WEIGHT = 0.15;
/** No crest stands right above a spot: it may rise this steeply away from it, rise over run. */
const RISE_FROM_SPOT = 0.25;

/**
 * A weighted mean of the communes' ranges and of the spot heights, by distance, on every
 * `factor`-th cell of the grid. `distancesM` holds the distance of every cell to each commune.
 */
export function reliefTrend(
  facts: Facts,
  header: TerrainHeader,
  distancesM: readonly Float64Array[],
  factor: number,
  cellM: number,
): ReliefTrend {
  const columns = (header.columns - 1) / factor + 1;
  const rows = (header.rows - 1) / factor + 1;
  const spots = facts.spotHeights.map(({ lon, lat, elevationM }) => {
    const [column, row] = gridPosition(header, lon, lat);
    return { column, row, elevationM };
  });
  const ridge = makeField(columns, rows);
  const valley = makeField(columns, rows);
  for (let index = 0; index < ridge.values.length; index++) {
    const column = (index % columns) * factor;
    const row = Math.floor(index / columns) * factor;
    const cell = row * header.columns + column;
    let weights = 0;
    let ridges = 0;
    let valleys = 0;
    let ceiling = Number.POSITIVE_INFINITY;
    for (const [
      region,
      { elevationMinM, elevationMeanM, elevationMaxM },
    ] of facts.communes2023.entries()) {
      const weight = inverseCube(distancesM[region]![cell]! + 500);
      weights += weight;
      ridges += weight * (elevationMeanM + RIDGE_SHARE * (elevationMaxM - elevationMeanM));
      valleys += weight * elevationMinM;
    }
    for (const spot of spots) {
      const distanceM = Math.sqrt((spot.column - column) ** 2 + (spot.row - row) ** 2) * cellM;
      const weight = SPOT_WEIGHT * inverseCube(distanceM + 900);
      weights += weight;
      ridges += weight * (spot.elevationM + SPOT_TO_RIDGE_M);
      valleys += weight * (spot.elevationM - SPOT_TO_VALLEY_M);
      ceiling = Math.min(ceiling, spot.elevationM + 50 + RISE_FROM_SPOT * distanceM);
    }
    ridge.values[index] = Math.min(ridges / weights, ceiling);
    valley.values[index] = Math.min(valleys / weights, ridge.values[index]! - 20);
  }
  return { ridge, valley };
}

function inverseCube(value: number): number {
  return 1 / (value * value * value);
}
