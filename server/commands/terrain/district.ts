import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Feature, FeatureCollection } from "geojson";
import { bboxOf } from "../../../geodata/geometry/bbox.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Bbox } from "../../../geodata/model/geojson.ts";
import { gridCovering } from "../../../geodata/radio/terrain/metric-grid.ts";
import { elevationM, type MetricTerrain } from "../../../geodata/radio/terrain/metric-terrain.ts";
import { outlineMask } from "../../../geodata/radio/terrain/outline-mask.ts";
import { toUtm48 } from "../../../geodata/radio/terrain/utm48.ts";

type Outline = AdministrativeUnit["geometry"];

/** Terrain is kept as far beyond the district: masts out there reach into it. */
const MARGIN_M = 15_000;
const METRES_PER_DEGREE = 110_740;
/** Cells that coverage is counted in, m. */
const COUNTED_CELL_M = 90;

/** Outlines of the district's communes in the shipped dataset, as of 2023. */
export function districtOutlines(datasetDir: string): Outline[] {
  const text = readFileSync(join(datasetDir, "communes-2023.geojson"), "utf8");
  const { features } = JSON.parse(text) as FeatureCollection<Outline>;
  return features.map((feature: Feature<Outline>) => feature.geometry);
}

/** Box of the district with 15 km around it, WGS 84 degrees. */
export function districtBox(outlines: readonly Outline[]): Bbox {
  const box = bboxOf({ type: "GeometryCollection", geometries: [...outlines] });
  if (!box) throw new Error("the shipped dataset has no outlines of communes");
  const [west, south, east, north] = box;
  const latMargin = MARGIN_M / METRES_PER_DEGREE;
  const lonMargin = latMargin / Math.cos((north * Math.PI) / 180);
  return [west - lonMargin, south - latMargin, east + lonMargin, north + latMargin];
}

/** The district's cells of 90 m, and the heights of those that the terrain knows. */
export interface DistrictHeights {
  cells: number;
  heightsM: number[];
}

export function districtHeights(
  terrain: MetricTerrain,
  outlines: readonly Outline[],
): DistrictHeights {
  const grid = gridCovering(districtBox(outlines), COUNTED_CELL_M);
  const { originEastingM, originNorthingM, cellSizeM } = grid;
  const toCell = (lon: number, lat: number) => {
    const { eastingM, northingM } = toUtm48(lon, lat);
    return [
      (eastingM - originEastingM) / cellSizeM,
      (originNorthingM - northingM) / cellSizeM,
    ] as const;
  };
  const mask = outlineMask(grid, toCell, outlines);
  const heightsM: number[] = [];
  let cells = 0;
  for (const [cell, inside] of mask.entries()) {
    if (inside === 0) continue;
    cells += 1;
    const eastingM = originEastingM + (cell % grid.columns) * cellSizeM;
    const northingM = originNorthingM - Math.floor(cell / grid.columns) * cellSizeM;
    const heightM = elevationM(terrain, eastingM, northingM);
    if (heightM !== undefined) heightsM.push(heightM);
  }
  return { cells, heightsM };
}
