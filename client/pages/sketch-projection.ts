import type { AdministrativeUnit } from "../../geodata/model/administrative-unit.ts";
import type { Bbox } from "../../geodata/model/geojson.ts";

/** Degrees to units of a drawing. */
export interface Sketch {
  x: (lon: number) => number;
  y: (lat: number) => number;
}

/** Room left around the land, units of the drawing: names at the edge need it. */
const PADDING = 10;

/** Fits a box of degrees into a drawing, true to shape in its middle latitude. */
export function sketchOf([west, south, east, north]: Bbox, width: number, height: number): Sketch {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * PADDING) / ((east - west) * squeeze),
    (height - 2 * PADDING) / (north - south),
  );
  const left = (width - (east - west) * squeeze * scale) / 2;
  const top = (height - (north - south) * scale) / 2;
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return {
    x: (lon) => tenth(left + (lon - west) * squeeze * scale),
    y: (lat) => tenth(top + (north - lat) * scale),
  };
}

/** The rings of an outline as an SVG path. */
export function outlinePath(geometry: AdministrativeUnit["geometry"], { x, y }: Sketch): string {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons
    .flat()
    .map((ring) => `M${ring.map(([lon = 0, lat = 0]) => `${x(lon)} ${y(lat)}`).join("L")}Z`)
    .join("");
}
