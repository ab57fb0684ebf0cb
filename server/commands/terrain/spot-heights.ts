import { readFileSync } from "node:fs";
import { join } from "node:path";
import { elevationM, type MetricTerrain } from "../../../geodata/radio/terrain/metric-terrain.ts";
import { toUtm48 } from "../../../geodata/radio/terrain/utm48.ts";

/** A place of the shipped facts whose height is known, in the working grid. */
export interface SpotHeight {
  eastingM: number;
  northingM: number;
  heightM: number;
}

/** The shipped spot heights (GeoNames, CC BY 4.0), about 600 in and around the district. */
export function readSpotHeights(datasetDir: string): SpotHeight[] {
  const text = readFileSync(join(datasetDir, "../facts/spot-heights.csv"), "utf8");
  const [head = "", ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(",");
  // Counted from the end: names of places come first and may have commas.
  const [lon, lat, height] = ["lon", "lat", "elevation_m"].map(
    (name) => names.indexOf(name) - names.length,
  );
  return lines.map((line) => {
    const cells = line.split(",");
    const { eastingM, northingM } = toUtm48(Number(cells.at(lon!)), Number(cells.at(lat!)));
    return { eastingM, northingM, heightM: Number(cells.at(height!)) };
  });
}

/** Heights of a terrain beside the known ones, at the spots where it has one. */
export interface HeightPairs {
  groundM: number[];
  spotM: number[];
}

/** @param place where a spot is looked for in the terrain, for grids that may lie wrong */
export function pairsAt(
  terrain: MetricTerrain,
  spots: readonly SpotHeight[],
  place: (spot: SpotHeight) => [eastingM: number, northingM: number] = (spot) => [
    spot.eastingM,
    spot.northingM,
  ],
): HeightPairs {
  const pairs: HeightPairs = { groundM: [], spotM: [] };
  for (const spot of spots) {
    const groundM = elevationM(terrain, ...place(spot));
    if (groundM === undefined) continue;
    pairs.groundM.push(groundM);
    pairs.spotM.push(spot.heightM);
  }
  return pairs;
}

/** Pearson's r; 0 where one of the two does not vary. */
export function correlation({ groundM, spotM }: HeightPairs): number {
  const { sxx, syy, sxy } = sums({ groundM, spotM });
  return sxx > 0 && syy > 0 ? sxy / Math.sqrt(sxx * syy) : 0;
}

/** Metres of ground to a metre of spot height, both ways of fitting a line averaged. */
export function slope({ groundM, spotM }: HeightPairs): number {
  const { sxx, syy, sxy } = sums({ groundM, spotM });
  return Math.sign(sxy) * Math.sqrt(syy / sxx);
}

function sums({ groundM, spotM }: HeightPairs) {
  const meanX = mean(spotM);
  const meanY = mean(groundM);
  let [sxx, syy, sxy] = [0, 0, 0];
  for (let i = 0; i < spotM.length; i++) {
    const x = spotM[i]! - meanX;
    const y = groundM[i]! - meanY;
    sxx += x * x;
    syy += y * y;
    sxy += x * y;
  }
  return { sxx, syy, sxy };
}

function mean(values: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** The middle value, the upper of two. */
export function median(values: readonly number[]): number {
  return Float64Array.from(values).sort()[values.length >> 1] ?? Number.NaN;
}
