import type { Geometry, Position } from "geojson";
import type { Bbox } from "../model/geojson.ts";
import { bboxContains } from "./bbox.ts";
import { orientation } from "./orientation.ts";

/**
 * True when a geometry and a box share at least one point, edges included (OGC API - Features,
 * /req/core/fc-bbox-response). Boxes may be as thin as a line or a point; they do not cross the
 * antimeridian. Exact for the numbers given: signs of areas are never rounded.
 */
export function intersectsBbox(geometry: Geometry, box: Bbox): boolean {
  switch (geometry.type) {
    case "Point":
      return holds(box, geometry.coordinates);
    case "MultiPoint":
      return geometry.coordinates.some((position) => holds(box, position));
    case "LineString":
      return lineMeets(geometry.coordinates, box);
    case "MultiLineString":
      return geometry.coordinates.some((line) => lineMeets(line, box));
    case "Polygon":
      return polygonMeets(geometry.coordinates, box);
    case "MultiPolygon":
      return geometry.coordinates.some((polygon) => polygonMeets(polygon, box));
    case "GeometryCollection":
      return geometry.geometries.some((member) => intersectsBbox(member, box));
  }
}

/** True when a position lies in an areal geometry or on its edge. */
export function covers(geometry: Geometry, lon: number, lat: number): boolean {
  return intersectsBbox(geometry, [lon, lat, lon, lat]);
}

function holds(box: Bbox, [lon, lat]: Position): boolean {
  return bboxContains(box, lon!, lat!);
}

function lineMeets(line: readonly Position[], box: Bbox): boolean {
  return line.some((to, index) => segmentMeets(line[index - 1] ?? to, to, box));
}

/**
 * Where no edge meets the box, the box lies wholly inside or wholly outside every ring, so any one
 * of its corners tells: it is inside an odd number of rings.
 */
function polygonMeets(rings: readonly Position[][], box: Bbox): boolean {
  if (rings.some((ring) => lineMeets(ring, box))) return true;
  const corner: Position = [box[0], box[1]];
  return rings.filter((ring) => isInsideRing(ring, corner)).length % 2 === 1;
}

/** Two convex shapes meet unless an axis of one of them separates them. */
function segmentMeets(from: Position, to: Position, box: Bbox): boolean {
  const [west, south, east, north] = box;
  const apart =
    Math.max(from[0]!, to[0]!) < west ||
    Math.min(from[0]!, to[0]!) > east ||
    Math.max(from[1]!, to[1]!) < south ||
    Math.min(from[1]!, to[1]!) > north;
  if (apart) return false;
  if (holds(box, from) || holds(box, to)) return true;
  const sides = [
    orientation(from, to, [west, south]),
    orientation(from, to, [east, south]),
    orientation(from, to, [east, north]),
    orientation(from, to, [west, north]),
  ];
  return !(sides.every((side) => side > 0) || sides.every((side) => side < 0));
}

/** Even-odd rule; for a point on the ring it may say either. */
export function isInsideRing(ring: readonly Position[], point: Position): boolean {
  let inside = false;
  for (const [index, to] of ring.entries()) {
    const from = ring[index - 1] ?? ring.at(-1)!;
    const upward = from[1]! <= point[1]! && to[1]! > point[1]!;
    const downward = to[1]! <= point[1]! && from[1]! > point[1]!;
    if (upward && orientation(from, to, point) > 0) inside = !inside;
    if (downward && orientation(from, to, point) < 0) inside = !inside;
  }
  return inside;
}
