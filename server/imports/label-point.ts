import type { MultiPolygon, Polygon, Position } from "geojson";

/** Horizontal cuts that are tried through an outline. */
const CUTS = 15;

/**
 * A point well inside an outline: the middle of the widest stretch of land on a set of horizontal
 * cuts. Undefined for an outline without area.
 */
export function labelPoint(
  geometry: Polygon | MultiPolygon,
): { lon: number; lat: number } | undefined {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const latitudes = polygons.flat(2).map((position) => position[1] as number);
  const south = latitudes.reduce((least, lat) => Math.min(least, lat), Infinity);
  const north = latitudes.reduce((most, lat) => Math.max(most, lat), -Infinity);
  let best: { lon: number; lat: number } | undefined;
  let widest = 0;
  for (let cut = 1; cut <= CUTS; cut++) {
    const lat = south + ((north - south) * cut) / (CUTS + 1);
    // Towards the middle a stretch counts for more, so that the label sits where one looks for it.
    const weight = 1 - Math.abs(cut / (CUTS + 1) - 0.5);
    for (const polygon of polygons) {
      const crossings = polygon.flatMap((ring) => crossingsOf(ring, lat)).sort((a, b) => a - b);
      for (let index = 0; index + 1 < crossings.length; index += 2) {
        const [west, east] = [crossings[index] as number, crossings[index + 1] as number];
        if ((east - west) * weight > widest) {
          widest = (east - west) * weight;
          best = { lon: (west + east) / 2, lat };
        }
      }
    }
  }
  return best;
}

/** Longitudes at which a ring crosses a latitude; an even number of them. */
function crossingsOf(ring: readonly Position[], lat: number): number[] {
  const crossings: number[] = [];
  for (const [index, to] of ring.entries()) {
    const from = ring[index - 1];
    if (!from) continue;
    const [x1, y1, x2, y2] = [from[0], from[1], to[0], to[1]] as [number, number, number, number];
    if (y1 > lat !== y2 > lat) crossings.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1));
  }
  return crossings;
}
