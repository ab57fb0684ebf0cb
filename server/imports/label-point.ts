import type { MultiPolygon, Polygon } from "geojson";
import polylabel from "polylabel";
import { bboxOf } from "../../geodata/geometry/bbox.ts";

/** Of the width of an outline: nobody sees a label move by less. */
const PRECISION = 0.01;

/**
 * A point well inside an outline, where its label stands: the one farthest from any edge. Undefined
 * for an outline without area.
 */
export function labelPoint(
  geometry: Polygon | MultiPolygon,
): { lon: number; lat: number } | undefined {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const poles = polygons.map((polygon) => {
    const [west = 0, , east = 0] = bboxOf({ type: "Polygon", coordinates: polygon }) ?? [];
    return polylabel(polygon as [number, number][][], (east - west) * PRECISION);
  });
  const best = poles.reduce((a, b) => (b.distance > a.distance ? b : a));
  return best.distance > 0 ? { lon: best[0], lat: best[1] } : undefined;
}
