import type { Bbox } from "../../geodata/model/geojson.ts";

/** A position in WGS 84 degrees. */
export interface LonLat {
  lon: number;
  lat: number;
}

/** Lạng Sơn in WGS 84 degrees; a position outside it is an error. */
export const PROVINCE: Bbox = [106.09, 21.32, 107.37, 22.45];

/** Outlines are generalised and run a little over the box of the province, degrees. */
const OUTLINE_MARGIN_DEG = 0.05;

export function isInProvince(lon: number, lat: number, marginDeg = 0): boolean {
  const [west, south, east, north] = PROVINCE;
  return (
    lon >= west - marginDeg &&
    lon <= east + marginDeg &&
    lat >= south - marginDeg &&
    lat <= north + marginDeg
  );
}

/** As `isInProvince` for the vertices of outlines. */
export function isOutlinePosition(lon: number, lat: number): boolean {
  return isInProvince(lon, lat, OUTLINE_MARGIN_DEG);
}

/** True when the two would lie in the province the other way round. */
export function isSwapped(lon: number, lat: number): boolean {
  return isInProvince(lat, lon);
}
