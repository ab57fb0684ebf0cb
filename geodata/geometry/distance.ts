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
 * 1.5 cm over 10 km (1.41e-6 of the length, measured against Vincenty's); not for antipodes.
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
export type Segment = readonly [from: Position, to: Position];

/**
 * Distance to the nearest point of a line, metres: the smallest `distanceToSegmentM`. Infinity for a
 * line without positions.
 */
export function distanceToLineM(lon: number, lat: number, geometry: Linear): number {
  return distanceToSegmentsM(lon, lat, segmentsOf(geometry));
}

/** How far a position lies outside an area, metres; 0 inside and on the edge. */
export function distanceOutsideM(lon: number, lat: number, geometry: Areal): number {
  if (covers(geometry, lon, lat)) return 0;
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return distanceToSegmentsM(lon, lat, polygons.flat().flatMap(segmentsOfPath));
}

/** The segments of a line; a part of one position is a segment without length. */
export function segmentsOf(geometry: Linear): Segment[] {
  const paths = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  return paths.flatMap(segmentsOfPath);
}

function segmentsOfPath(path: readonly Position[]): Segment[] {
  if (path.length === 1) return [[path[0]!, path[0]!]];
  return path.slice(1).map((to, index): Segment => [path[index]!, to]);
}

function distanceToSegmentsM(lon: number, lat: number, segments: readonly Segment[]): number {
  const plane = localPlane(lon, lat);
  let bestM = Infinity;
  for (const segment of segments) {
    bestM = Math.min(bestM, distanceToSegmentM(plane, segment, bestM));
  }
  return bestM;
}

/** A position and how many metres a degree is long there. */
export interface LocalPlane {
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

/** How far to either side of a guess a segment is measured to see which way it comes nearer, metres. */
const PROBE_M = 10;

/**
 * Distance from the plane's position to the nearest point of a segment, metres. The only measure of
 * a distance to a line: a segment is straight in degrees (RFC 7946, 3.1.1) and its points are as far
 * as `distanceM` says; the nearest of them is found to within 1 mm of distance over 100 km and 1 m
 * over 500 km, up to 60° north or south. Infinity, soon, for a segment that is surely farther
 * than `belowM`.
 */
export function distanceToSegmentM(
  plane: LocalPlane,
  [from, to]: Segment,
  belowM = Infinity,
): number {
  const fromEastM = (from[0]! - plane.lon) * plane.eastMPerDeg;
  const fromNorthM = (from[1]! - plane.lat) * plane.northMPerDeg;
  const lonStep = to[0]! - from[0]!;
  const latStep = to[1]! - from[1]!;
  const eastM = lonStep * plane.eastMPerDeg;
  const northM = latStep * plane.northMPerDeg;
  const lengthM = Math.sqrt(eastM * eastM + northM * northM);
  // Nanometres have no direction.
  const guess =
    lengthM < 1e-9
      ? 0
      : clampedShare(-(fromEastM * eastM + fromNorthM * northM) / (lengthM * lengthM));
  const planeM = Math.sqrt((fromEastM + guess * eastM) ** 2 + (fromNorthM + guess * northM) ** 2);
  // A plane errs by less than its distance over half the radius of the earth, and `distanceM` by 1 cm.
  if (planeM * (1 - (2 * planeM) / EQUATORIAL_RADIUS_M) - 0.01 > belowM) return Infinity;

  const atM = (share: number) =>
    distanceM(plane.lon, plane.lat, from[0]! + share * lonStep, from[1]! + share * latStep);
  const guessM = atM(guess);
  if (lengthM < 1e-9) return guessM;
  // The square of the distance is a parabola on a plane and nearly one on the ellipsoid: its vertex
  // corrects what the plane got wrong.
  const probe = PROBE_M / lengthM;
  const before = atM(guess - probe) ** 2;
  const after = atM(guess + probe) ** 2;
  const bend = before - 2 * guessM ** 2 + after;
  if (!(bend > 0)) return guessM;
  const vertex = clampedShare(guess + (probe * (before - after)) / (2 * bend));
  return Math.min(guessM, atM(vertex));
}

function clampedShare(share: number): number {
  return Math.min(1, Math.max(0, share));
}
