import Flatbush from "flatbush";
import type { Position } from "geojson";
import type { Static } from "typebox";
import type { Bbox, LinearGeometry } from "../model/geojson.ts";
import { distanceM, distanceToLineM, localPlane } from "./distance.ts";

/** A row and how far it is, metres. */
interface Near<T> {
  row: T;
  distanceM: number;
}

/** The `count` rows nearest to a position (one when absent), nearest first; ties by place in the list. */
export type FindNearest<T> = (lon: number, lat: number, count?: number) => Near<T>[];

interface Boxed<T> {
  row: T;
  /** Place in the list that was given. */
  rank: number;
  box: Bbox;
  distanceM: (lon: number, lat: number) => number;
}

/** An index of points. */
export function makeNearestPoints<T extends { lon: number; lat: number }>(
  rows: readonly T[],
): FindNearest<T> {
  return makeNearest(
    rows.map((row, rank) => ({
      row,
      rank,
      box: [row.lon, row.lat, row.lon, row.lat],
      distanceM: (lon, lat) => distanceM(lon, lat, row.lon, row.lat),
    })),
  );
}

/** An index of lines: roads, cables. */
export function makeNearestLines<T extends { geometry: Static<typeof LinearGeometry> }>(
  rows: readonly T[],
): FindNearest<T> {
  return makeNearest(
    rows.flatMap((row, rank) =>
      segmentsOf(row.geometry).map(
        ([from, to]): Boxed<T> => ({
          row,
          rank,
          box: [
            Math.min(from[0]!, to[0]!),
            Math.min(from[1]!, to[1]!),
            Math.max(from[0]!, to[0]!),
            Math.max(from[1]!, to[1]!),
          ],
          distanceM: (lon, lat) =>
            distanceToLineM(lon, lat, { type: "LineString", coordinates: [from, to] }),
        }),
      ),
    ),
  );
}

function segmentsOf(geometry: Static<typeof LinearGeometry>): [Position, Position][] {
  const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  return lines.flatMap((line) =>
    line.slice(1).map((to, index): [Position, Position] => [line[index]!, to]),
  );
}

/**
 * Exact in two steps: the boxes that are nearest in degrees give a distance that the answer cannot
 * exceed, then everything within it is measured.
 */
function makeNearest<T>(boxed: readonly Boxed<T>[]): FindNearest<T> {
  if (boxed.length === 0) return () => [];
  const tree = new Flatbush(boxed.length);
  for (const { box } of boxed) tree.add(...box);
  tree.finish();
  const rowCount = new Set(boxed.map(({ rank }) => rank)).size;

  return (lon, lat, count = 1) => {
    const wanted = Math.min(count, rowCount);
    if (wanted === 0) return [];
    let some: Near<T>[] = [];
    // Rows of several boxes may take several of the nearest ones, so ask for more until enough.
    for (let boxes = wanted; some.length < wanted; boxes *= 2) {
      some = nearestRows(boxed, tree.neighbors(lon, lat, boxes), lon, lat);
    }
    const reachM = some[wanted - 1]!.distanceM;
    const within = tree.search(...boxAround(lon, lat, reachM));
    return nearestRows(boxed, within, lon, lat).slice(0, wanted);
  };
}

/** One entry a row, at the smallest distance of its parts. */
function nearestRows<T>(
  boxed: readonly Boxed<T>[],
  indexes: readonly number[],
  lon: number,
  lat: number,
): Near<T>[] {
  const best = new Map<number, Near<T>>();
  for (const at of indexes) {
    const { row, rank, distanceM: measure } = boxed[at]!;
    const distance = measure(lon, lat);
    if (distance < (best.get(rank)?.distanceM ?? Infinity)) {
      best.set(rank, { row, distanceM: distance });
    }
  }
  return [...best]
    .sort(([rankA, a], [rankB, b]) => a.distanceM - b.distanceM || rankA - rankB)
    .map(([, near]) => near);
}

/** Wider by 2 % than the radius, for a degree is not as long everywhere in the box. */
function boxAround(lon: number, lat: number, radiusM: number): Bbox {
  const { eastMPerDeg, northMPerDeg } = localPlane(lon, lat);
  const reachM = radiusM * 1.02 + 1;
  const [dLon, dLat] = [reachM / eastMPerDeg, reachM / northMPerDeg];
  return [lon - dLon, lat - dLat, lon + dLon, lat + dLat];
}
