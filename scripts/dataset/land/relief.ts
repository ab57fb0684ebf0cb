import { createNoise2D } from "simplex-noise";
import type { TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Facts, SpotHeightFact } from "../facts.ts";
import type { Terrain } from "../geography.ts";
import type { Random } from "../random.ts";
import { distanceToCells, regionGrid } from "../units/region-grid.ts";
import { type ErosionOptions, eroded } from "./erosion.ts";
import { fitToFacts } from "./fit-relief.ts";
import { blurred, type Field, gridPosition, mapField, sampleField } from "./height-field.ts";
import type { SpotCell } from "./relief-facts.ts";
import { type ReliefTrend, reliefTrend } from "./relief-trend.ts";

const CELL_SIZE_DEG = 3 / 3600;
/** The district with about 7 km around it, WGS 84 degrees. */
const EXTENT = { west: 106.55, south: 21.66, east: 107.14, north: 22.09 };
/** Cells around the extent that are carved and then cut off: water leaves there, and it shows. */
const PAD_CELLS = 24;

const HEADER: TerrainHeader = {
  originLon: EXTENT.west,
  originLat: EXTENT.north,
  cellSizeDeg: CELL_SIZE_DEG,
  columns: Math.round((EXTENT.east - EXTENT.west) / CELL_SIZE_DEG) + 1,
  rows: Math.round((EXTENT.north - EXTENT.south) / CELL_SIZE_DEG) + 1,
  voidValue: -32768,
  synthetic: true,
  source:
    "Địa hình sinh tự động: đúng tại các điểm độ cao (GeoNames, CC BY 4.0), trong khoảng độ cao và đúng độ cao trung bình của từng xã; giữa các điểm là số sinh ra, không phải số đo",
};

const WORK: TerrainHeader = {
  ...HEADER,
  originLon: HEADER.originLon - PAD_CELLS * CELL_SIZE_DEG,
  originLat: HEADER.originLat + PAD_CELLS * CELL_SIZE_DEG,
  columns: HEADER.columns + 2 * PAD_CELLS,
  rows: HEADER.rows + 2 * PAD_CELLS,
};

/** Metres per degree, WGS 84 ellipsoid at the middle of the district (21.87° N). */
const METRES_PER_DEG = { lon: 103_400, lat: 110_740 };
const CELL_WIDTH_M = CELL_SIZE_DEG * METRES_PER_DEG.lon;
const CELL_HEIGHT_M = CELL_SIZE_DEG * METRES_PER_DEG.lat;

/**
 * From coarse to fine: `factor` is the cell size in cells of the final grid. Rivers find their way
 * on few large cells, side valleys on many small ones; a fine step costs nine times a coarse one.
 * Rates were chosen by eye on the hillshade.
 */
const LEVELS: readonly (ErosionOptions & { factor: number })[] = [
  { factor: 3, steps: 60, uplift: 0.05, erodibility: 0.055, creep: 0.08 },
  { factor: 1, steps: 9, uplift: 0.07, erodibility: 0.05, creep: 0.16 },
];

/** Cells between the points at which the trend is computed: it is smooth. */
const TREND_FACTOR = 6;

/** How much of the height of the surroundings (about 1.5 km) is taken away before the fit to the facts. */
const REGIONAL_SHARE_REMOVED = 0.3;
const REGION_CELLS = 12;

/** Crests of the uneven uplift: distance between them in cells of about 90 m, and their weight. */
const WAVES = [
  { wavelengthCells: 80, weight: 0.3 },
  { wavelengthCells: 32, weight: 0.5 },
  { wavelengthCells: 13, weight: 0.28 },
  { wavelengthCells: 5, weight: 0.12 },
] as const;

/**
 * Relief of the district and its surroundings: valleys carved by running water under a surface that
 * follows the communes' height ranges, then bent onto the facts (see `fitToFacts`).
 */
export function makeTerrain(
  facts: Facts,
  communes: readonly AdministrativeUnit[],
  random: Random,
): Terrain {
  const { columns, rows } = WORK;
  const regions = regionGrid(
    WORK,
    communes.map((commune) => commune.geometry),
  );
  const distancesM = communes.map((_, region) =>
    distanceToCells(columns, rows, CELL_WIDTH_M, CELL_HEIGHT_M, (cell) => regions[cell] === region),
  );
  const trend = reliefTrend(facts, WORK, distancesM, TREND_FACTOR, CELL_WIDTH_M);
  const carved = carve(trend, makeNoise(random));
  const heights = fitToFacts(withLocalRelief(carved), {
    communes: facts.communes2023,
    regions,
    distancesM,
    spots: spotCells(facts.spotHeights),
    cellWidthM: CELL_WIDTH_M,
    cellHeightM: CELL_HEIGHT_M,
  });
  return { header: HEADER, heightsM: cropped(heights) };
}

/** Each level starts from the one before it, on cells that are smaller. */
function carve(trend: ReliefTrend, noise: (column: number, row: number) => number): Field {
  let heights: Field | undefined;
  let factorBefore = LEVELS[0]!.factor;
  for (const level of LEVELS) {
    const shape = {
      columns: (WORK.columns - 1) / level.factor + 1,
      rows: (WORK.rows - 1) / level.factor + 1,
    };
    const onLevel = (field: Field, factor: number) =>
      mapField(shape, (_, column, row) =>
        sampleField(field, (column * level.factor) / factor, (row * level.factor) / factor),
      );
    const ridge = onLevel(trend.ridge, TREND_FACTOR);
    const valley = onLevel(trend.valley, TREND_FACTOR);
    const uneven = (base: Field, strength: number) =>
      mapField(shape, (index, column, row) => {
        const relief = ridge.values[index]! - valley.values[index]!;
        return (
          base.values[index]! + strength * relief * noise(column * level.factor, row * level.factor)
        );
      });
    // Blurred by a cell, or the creases between coarse cells would steer the fine streams.
    const start = heights ? blurred(onLevel(heights, factorBefore), 1) : uneven(valley, 0.2);
    heights = eroded(start, uneven(ridge, 1), level);
    factorBefore = level.factor;
  }
  return heights!;
}

/** Takes away part of the regional rise and fall, so that valleys have hills and massifs have floors. */
function withLocalRelief(carved: Field): Field {
  const regional = blurred(carved, REGION_CELLS);
  return mapField(
    carved,
    (cell) => carved.values[cell]! - REGIONAL_SHARE_REMOVED * regional.values[cell]!,
  );
}

/** Ridged noise about 0: long sharp crests between wide hollows. */
function makeNoise(random: Random): (column: number, row: number) => number {
  const waves = WAVES.map((wave) => ({ ...wave, noise: createNoise2D(random.next) }));
  return (column, row) => {
    let sum = 0;
    for (const { noise, wavelengthCells, weight } of waves) {
      sum +=
        weight * (0.6 - 1.7 * Math.abs(noise(column / wavelengthCells, row / wavelengthCells)));
    }
    return sum;
  };
}

/** The spots inside the grid, one a cell: of two in one cell the first of the table stays. */
function spotCells(spots: readonly SpotHeightFact[]): SpotCell[] {
  const taken = new Set<number>();
  return spots.flatMap(({ lon, lat, elevationM }) => {
    const [column, row] = gridPosition(WORK, lon, lat).map(Math.round) as [number, number];
    const cell = row * WORK.columns + column;
    const outside = column < 0 || row < 0 || column >= WORK.columns || row >= WORK.rows;
    if (outside || taken.has(cell)) return [];
    taken.add(cell);
    return [{ column, row, elevationM }];
  });
}

/** Whole metres, without the padding. */
function cropped(heights: Field): Int16Array {
  const result = new Int16Array(HEADER.columns * HEADER.rows);
  for (let row = 0; row < HEADER.rows; row++) {
    for (let column = 0; column < HEADER.columns; column++) {
      const from = (row + PAD_CELLS) * WORK.columns + column + PAD_CELLS;
      result[row * HEADER.columns + column] = Math.round(heights.values[from]!);
    }
  }
  return result;
}
