import { columnOfLon, rowOfLat } from "../../geodata/geometry/tile-address.ts";
import type { Summary } from "../../geodata/model/summary.ts";

/** Middle of the district: the tiles that a first look asks for, and their neighbours. */
const MIDDLE = { lon: 106.84, lat: 21.88 };

/** The tile of a zoom that the middle of the district lies on. */
export function districtTile(zoom: number): { x: number; y: number } {
  return {
    x: Math.floor(columnOfLon(MIDDLE.lon, zoom)),
    y: Math.floor(rowOfLat(MIDDLE.lat, zoom)),
  };
}

/** Address of tiles; `rest` is layers, zoom, column, row. */
export const tilePath = (
  { datasetVersion }: Summary,
  rule: string,
  day: string,
  rest: string,
): string => `/tiles/${datasetVersion}/${rule}/${day}/${rest}`;
