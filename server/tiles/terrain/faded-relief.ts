import type { TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import { outlineMask } from "../../../geodata/radio/terrain/outline-mask.ts";
import { cellsFromMask } from "./cells-from-mask.ts";

/** Over this distance beyond the district the relief goes over into the flat, metres. */
export const FADE_M = 4000;
const METRES_PER_DEGREE = 111_195;

/** Heights to be drawn, defined everywhere: relief in the district, flat ground far from it. */
export interface FadedRelief {
  /** Metres above sea level of the flat ground: the mean of the district. */
  readonly groundM: number;
  /** Smooth in both directions; `groundM` beyond the fade. */
  heightM(lon: number, lat: number): number;
  /** Whether anything but flat ground lies in the box, degrees. */
  hasRelief(west: number, south: number, east: number, north: number): boolean;
}

/**
 * The relief of the district for the eye: true to the grid inside the outlines, faded to flat
 * ground outside, so that the picture ends without a cliff and says nothing of the land beyond.
 */
export function makeFadedRelief(
  header: TerrainHeader,
  heightsM: Int16Array,
  outlines: readonly AdministrativeUnit["geometry"][],
): FadedRelief {
  const { originLon, originLat, cellSizeDeg, columns, rows, voidValue } = header;
  const toCell = (lon: number, lat: number) =>
    [(lon - originLon) / cellSizeDeg, (originLat - lat) / cellSizeDeg] as const;
  const mask = outlineMask(header, toCell, outlines);
  const distance = cellsFromMask(mask, columns, rows);
  const groundM = meanInside(heightsM, mask, voidValue);
  const fadeCells = FADE_M / (cellSizeDeg * METRES_PER_DEGREE);
  const faded = new Float32Array(heightsM.length);
  for (let cell = 0; cell < faded.length; cell++) {
    const heightM = heightsM[cell]!;
    const weight = heightM === voidValue ? 0 : fade(distance[cell]! / fadeCells);
    faded[cell] = groundM + weight * (heightM - groundM);
  }

  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column >= columns || row >= rows
      ? groundM
      : faded[row * columns + column]!;

  return {
    groundM,
    hasRelief: (west, south, east, north) =>
      east >= originLon &&
      west <= originLon + (columns - 1) * cellSizeDeg &&
      north >= originLat - (rows - 1) * cellSizeDeg &&
      south <= originLat,
    heightM(lon, lat) {
      const x = (lon - originLon) / cellSizeDeg;
      const y = (originLat - lat) / cellSizeDeg;
      if (x < -1 || y < -1 || x > columns || y > rows) return groundM;
      const [column, row] = [Math.floor(x), Math.floor(y)];
      const along = x - column;
      const line = (offset: number) =>
        cubic(
          at(column - 1, row + offset),
          at(column, row + offset),
          at(column + 1, row + offset),
          at(column + 2, row + offset),
          along,
        );
      return cubic(line(-1), line(0), line(1), line(2), y - row);
    },
  };
}

function meanInside(heightsM: Int16Array, mask: Uint8Array, voidValue: number): number {
  let sum = 0;
  let count = 0;
  for (let cell = 0; cell < mask.length; cell++) {
    if (mask[cell] === 0 || heightsM[cell] === voidValue) continue;
    sum += heightsM[cell]!;
    count += 1;
  }
  return count === 0 ? 0 : Math.round(sum / count);
}

/** From 1 at 0 to 0 at 1, level at both ends (Perlin's smootherstep). */
function fade(part: number): number {
  if (part >= 1) return 0;
  return 1 - part * part * part * (part * (part * 6 - 15) + 10);
}

/** Catmull-Rom: its slopes join, so that the cells of the grid do not show as facets. */
function cubic(before: number, from: number, to: number, after: number, part: number): number {
  const slope =
    to -
    before +
    part * (2 * before - 5 * from + 4 * to - after + part * (3 * (from - to) + after - before));
  return from + 0.5 * part * slope;
}
