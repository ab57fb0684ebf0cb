import type { Position } from "geojson";
import type { Static } from "typebox";
import type { ArealGeometry, LinearGeometry } from "../model/geojson.ts";
import { covers } from "./intersects.ts";

/** WGS 84: equatorial radius (m), flattening. */
const EQUATORIAL_RADIUS_M = 6378137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
const RADIANS = Math.PI / 180;

/**
 * Length of the geodesic on WGS 84 between two positions, metres, by Lambert's formula: within
 * 1 cm over 10 km, within 10 m over thousands of kilometres; not for antipodes.
 */
export function distanceM(lonA: number, latA: number, lonB: number, latB: number): number {
  const reducedA = Math.atan((1 - FLATTENING) * Math.tan(latA * RADIANS));
  const reducedB = Math.atan((1 - FLATTENING) * Math.tan(latB * RADIANS));
  const halfSinLat = Math.sin((reducedB - reducedA) / 2);
  const halfSinLon = Math.sin(((lonB - lonA) * RADIANS) / 2);
  const haversine = halfSinLat ** 2 + Math.cos(reducedA) * Math.cos(reducedB) * halfSinLon ** 2;
  if (haversine === 0) return 0;
  const angle = 2 * Math.asin(Math.min(1, Math.sqrt(haversine)));
  const mean = (reducedA + reducedB) / 2;
  const half = (reducedB - reducedA) / 2;
  const across =
    ((angle - Math.sin(angle)) * (Math.sin(mean) * Math.cos(half)) ** 2) / Math.cos(angle / 2) ** 2;
  const along =
    ((angle + Math.sin(angle)) * (Math.cos(mean) * Math.sin(half)) ** 2) / Math.sin(angle / 2) ** 2;
  return EQUATORIAL_RADIUS_M * (angle - (FLATTENING / 2) * (across + along));
}

type Linear = Static<typeof LinearGeometry>;
type Areal = Static<typeof ArealGeometry>;

/**
 * Distance to the nearest point of a line, metres. Made for distances of up to some tens of
 * kilometres, where segments are straight on a local plane to within a metre.
 */
export function distanceToLineM(lon: number, lat: number, geometry: Linear): number {
  const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  return distanceToPathsM(lon, lat, lines);
}

/** How far a position lies outside an area, metres; 0 inside and on the edge. */
export function distanceOutsideM(lon: number, lat: number, geometry: Areal): number {
  if (covers(geometry, lon, lat)) return 0;
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return distanceToPathsM(lon, lat, polygons.flat());
}

function distanceToPathsM(lon: number, lat: number, paths: readonly Position[][]): number {
  const plane = localPlane(lon, lat);
  let bestSquared = Infinity;
  let best: Position = [Number.NaN, Number.NaN];
  for (const path of paths) {
    for (const [index, to] of path.entries()) {
      const from = path[index - 1] ?? to;
      const near = nearestOfSegment(plane, from, to);
      if (near.squaredM >= bestSquared) continue;
      bestSquared = near.squaredM;
      best = near.position;
    }
  }
  return distanceM(lon, lat, best[0]!, best[1]!);
}

interface LocalPlane {
  lon: number;
  lat: number;
  eastMPerDeg: number;
  northMPerDeg: number;
}

/** Metres per degree around a position, from the radii of curvature of WGS 84. */
export function localPlane(lon: number, lat: number): LocalPlane {
  const sin = Math.sin(lat * RADIANS);
  const w = Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
  const meridianM = (EQUATORIAL_RADIUS_M * (1 - ECCENTRICITY_SQUARED)) / w ** 3;
  const normalM = EQUATORIAL_RADIUS_M / w;
  return {
    lon,
    lat,
    eastMPerDeg: normalM * Math.cos(lat * RADIANS) * RADIANS,
    northMPerDeg: meridianM * RADIANS,
  };
}

function nearestOfSegment(plane: LocalPlane, from: Position, to: Position) {
  const fromEastM = (from[0]! - plane.lon) * plane.eastMPerDeg;
  const fromNorthM = (from[1]! - plane.lat) * plane.northMPerDeg;
  const eastM = (to[0]! - from[0]!) * plane.eastMPerDeg;
  const northM = (to[1]! - from[1]!) * plane.northMPerDeg;
  const lengthSquared = eastM ** 2 + northM ** 2;
  const along =
    lengthSquared === 0 ? 0 : -(fromEastM * eastM + fromNorthM * northM) / lengthSquared;
  const share = Math.min(1, Math.max(0, along));
  return {
    squaredM: (fromEastM + share * eastM) ** 2 + (fromNorthM + share * northM) ** 2,
    position: [
      from[0]! + share * (to[0]! - from[0]!),
      from[1]! + share * (to[1]! - from[1]!),
    ] as Position,
  };
}
