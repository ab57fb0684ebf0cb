import type { Geometry, Position } from "geojson";
import type { Bbox } from "../model/geojson.ts";

/** The smallest box around a geometry; undefined for one without positions. */
export function bboxOf(geometry: Geometry): Bbox | undefined {
  const box: Bbox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of positionsOf(geometry)) {
    box[0] = Math.min(box[0], lon!);
    box[1] = Math.min(box[1], lat!);
    box[2] = Math.max(box[2], lon!);
    box[3] = Math.max(box[3], lat!);
  }
  return box[0] === Infinity ? undefined : box;
}

/** True when two boxes share a point; touching counts. Boxes do not cross the antimeridian. */
export function bboxesIntersect(a: Bbox, b: Bbox): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** True when a position lies in a box or on its edge. */
export function bboxContains(box: Bbox, lon: number, lat: number): boolean {
  return box[0] <= lon && lon <= box[2] && box[1] <= lat && lat <= box[3];
}

/** Every position of a geometry. */
export function* positionsOf(geometry: Geometry): Generator<Position> {
  if (geometry.type === "GeometryCollection") {
    for (const member of geometry.geometries) yield* positionsOf(member);
  } else {
    yield* flatten(geometry.coordinates);
  }
}

type Nested = Position | Position[] | Position[][] | Position[][][];

function* flatten(coordinates: Nested): Generator<Position> {
  if (isPosition(coordinates)) yield coordinates;
  else for (const inner of coordinates) yield* flatten(inner);
}

function isPosition(coordinates: Nested): coordinates is Position {
  return typeof coordinates[0] === "number";
}
