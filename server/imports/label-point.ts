import type { MultiPolygon, Polygon } from "geojson";
import polylabel from "polylabel";

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
    const lons = (polygon[0] ?? []).map(([lon]) => lon as number);
    const widthDeg =
      lons.reduce((a, b) => Math.max(a, b), -180) - lons.reduce((a, b) => Math.min(a, b), 180);
    return polylabel(polygon as [number, number][][], widthDeg * PRECISION);
  });
  const best = poles.reduce((a, b) => (b.distance > a.distance ? b : a));
  return best.distance > 0 ? { lon: best[0], lat: best[1] } : undefined;
}
