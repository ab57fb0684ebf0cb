import { createNoise2D } from "simplex-noise";
import type { DistrictFacts } from "../../../geodata/datasets/fact-tables.ts";
import { localPlane } from "../../../geodata/geometry/distance.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Random } from "../random.ts";
import { erode } from "./erosion.ts";
import { type Grid, gridPosition, sampleAt, type Terrain } from "./field.ts";
import { fitToFacts, type ReliefFacts } from "./fit-relief.ts";
import { distanceToCells, regionGrid } from "./regions.ts";

/** Water carves a grid of cells this many times as large, and leaves this far beyond the box. */
const CARVED_CELL = 2;
const PAD_CELLS = 24;
const STEPS = 70;
/** Crests of the uneven uplift: distance between them in cells of the box, and their weight. */
const WAVELENGTH_CELLS = [80, 32, 13, 6];
const WAVE_WEIGHTS = [0.3, 0.5, 0.28, 0.12];
/** The land starts as valley floors, raised by this part of the unevenness: streams find their way. */
const UNEVEN_START = 0.2;
/** Crests stand at this share of the way from a commune's mean to its highest point. */
const RIDGE_SHARE = 0.8;

/**
 * Relief of the district's box: valleys carved by running water under a surface that follows the
 * communes' height ranges, then bent onto the facts (see `fitToFacts`).
 */
export function makeTerrain(
  { district, story, communes2023, spotHeights }: DistrictFacts,
  communes: readonly AdministrativeUnit[],
  random: Random,
): Terrain {
  const [west, south, east, north] = district.bbox;
  const cellSizeDeg = story.terrainCellArcSeconds / 3600;
  const grid: Grid = {
    originLon: west,
    originLat: north,
    cellSizeDeg,
    columns: Math.round((east - west) / cellSizeDeg) + 1,
    rows: Math.round((north - south) / cellSizeDeg) + 1,
  };
  const plane = localPlane((west + east) / 2, (south + north) / 2);
  const regions = regionGrid(
    grid,
    communes.map((commune) => commune.geometry),
  );
  const cellM = {
    width: cellSizeDeg * plane.eastMPerDeg,
    height: cellSizeDeg * plane.northMPerDeg,
  };
  const facts: ReliefFacts = {
    grid,
    cellM,
    communes: communes2023,
    regions,
    distancesM: communes.map((_, region) =>
      distanceToCells(grid, cellM, (cell) => regions[cell] === region),
    ),
    // One spot a cell: of two in one cell the first of the table stays.
    spots: new Map(
      spotHeights.toReversed().flatMap(({ lon, lat, elevationM }) => {
        const [column, row] = gridPosition(grid, lon, lat).map(Math.round) as [number, number];
        const inside = column >= 0 && row >= 0 && column < grid.columns && row < grid.rows;
        return inside ? [[row * grid.columns + column, elevationM]] : [];
      }),
    ),
  };
  const heightsM = Int16Array.from(fitToFacts(carve(facts, random), facts), Math.round);
  const source =
    "Địa hình sinh tự động: đúng tại các điểm độ cao (GeoNames, CC BY 4.0), trong khoảng độ cao và đúng độ cao trung bình của từng xã; giữa các điểm là số sinh ra, không phải số đo";
  return { header: { ...grid, voidValue: -32768, synthetic: true, source }, heightsM };
}

/** Crests and valleys under the communes' ranges, by distance; only the order of the heights counts. */
function carve({ grid, communes, distancesM }: ReliefFacts, random: Random): Float64Array {
  const columns = Math.ceil((grid.columns + 2 * PAD_CELLS) / CARVED_CELL);
  const size = { columns, rows: Math.ceil((grid.rows + 2 * PAD_CELLS) / CARVED_CELL) };
  const waves = WAVELENGTH_CELLS.map(() => createNoise2D(random.next));
  const heights = new Float64Array(columns * size.rows);
  const ridge = heights.slice();
  for (let cell = 0; cell < heights.length; cell++) {
    const column = (cell % columns) * CARVED_CELL - PAD_CELLS;
    const row = Math.floor(cell / columns) * CARVED_CELL - PAD_CELLS;
    // Beyond the box the land goes on as it is at the edge.
    const nearest =
      Math.min(Math.max(row, 0), grid.rows - 1) * grid.columns +
      Math.min(Math.max(column, 0), grid.columns - 1);
    let [weights, ridges, valleys] = [0, 0, 0];
    for (const [region, { elevationMinM, elevationMeanM, elevationMaxM }] of communes.entries()) {
      const weight = (distancesM[region]![nearest]! + 500) ** -3;
      weights += weight;
      ridges += weight * (elevationMeanM + RIDGE_SHARE * (elevationMaxM - elevationMeanM));
      valleys += weight * elevationMinM;
    }
    const [top, floor] = [ridges / weights, valleys / weights];
    // Ridged noise about 0: long sharp crests between wide hollows.
    const uneven = waves.reduce((sum, noise, index) => {
      const wave = noise(column / WAVELENGTH_CELLS[index]!, row / WAVELENGTH_CELLS[index]!);
      return sum + WAVE_WEIGHTS[index]! * (0.6 - 1.7 * Math.abs(wave)) * (top - floor);
    }, 0);
    heights[cell] = floor + UNEVEN_START * uneven;
    ridge[cell] = top + uneven;
  }
  erode(size, heights, ridge, STEPS);
  return new Float64Array(grid.columns * grid.rows).map((_, cell) =>
    sampleAt(
      size,
      heights,
      ((cell % grid.columns) + PAD_CELLS) / CARVED_CELL,
      (Math.floor(cell / grid.columns) + PAD_CELLS) / CARVED_CELL,
    ),
  );
}
