import Flatbush from "flatbush";
import type { Static } from "typebox";
import type { Bbox, LinearGeometry } from "../model/geojson.ts";
import {
  distanceM,
  distanceToSegmentM,
  type LocalPlane,
  localPlane,
  segmentsOf,
} from "./distance.ts";

/** A row and how far it is, metres. */
interface Near<T> {
  row: T;
  distanceM: number;
}

/** The `count` rows nearest to a position (one when absent), nearest first; ties by place in the list. */
export type FindNearest<T> = (lon: number, lat: number, count?: number) => Near<T>[];

/** The parts of all rows, by their number: held once for all of them, not by a closure each. */
interface Parts<T> {
  rows: readonly T[];
  /** Place in the list of the row that a part is of. */
  ranks: ArrayLike<number>;
  boxOf(part: number): Bbox;
  /** Metres from the plane's position; may say Infinity where it is surely farther than `belowM`. */
  distanceM(part: number, plane: LocalPlane, belowM: number): number;
}

/** One index of rows, of which each question may mean some: those of a day, those in service. */
export interface NearestIndex<T> {
  /** `isMeant` is asked once for each row. */
  among(isMeant: (row: T) => boolean): FindNearest<T>;
}

export const makeNearestPoints = <T extends { lon: number; lat: number }>(rows: readonly T[]) =>
  indexPoints(rows).among(() => true);

export const makeNearestLines = <T extends { geometry: Static<typeof LinearGeometry> }>(
  rows: readonly T[],
) => indexLines(rows).among(() => true);

/** An index of points. */
export function indexPoints<T extends { lon: number; lat: number }>(
  rows: readonly T[],
): NearestIndex<T> {
  return makeIndex({
    rows,
    ranks: rows.map((_, rank) => rank),
    boxOf(part) {
      const { lon, lat } = rows[part]!;
      return [lon, lat, lon, lat];
    },
    distanceM(part, { lon, lat }) {
      const row = rows[part]!;
      return distanceM(lon, lat, row.lon, row.lat);
    },
  });
}

/** An index of lines: roads, cables. */
export function indexLines<T extends { geometry: Static<typeof LinearGeometry> }>(
  rows: readonly T[],
): NearestIndex<T> {
  const segmentsByRow = rows.map((row) => segmentsOf(row.geometry));
  const segments = segmentsByRow.flat();
  return makeIndex({
    rows,
    ranks: segmentsByRow.flatMap((ofRow, rank) => ofRow.map(() => rank)),
    boxOf(part) {
      const [from, to] = segments[part]!;
      return [
        Math.min(from[0]!, to[0]!),
        Math.min(from[1]!, to[1]!),
        Math.max(from[0]!, to[0]!),
        Math.max(from[1]!, to[1]!),
      ];
    },
    distanceM: (part, plane, belowM) => distanceToSegmentM(plane, segments[part]!, belowM),
  });
}

/**
 * Exact in two steps: the boxes that are nearest in degrees give a distance that the answer cannot
 * exceed, then everything within it is measured.
 */
function makeIndex<T>(parts: Parts<T>): NearestIndex<T> {
  const count = parts.ranks.length;
  if (count === 0) return { among: () => () => [] };
  const tree = new Flatbush(count);
  for (let part = 0; part < count; part += 1) tree.add(...parts.boxOf(part));
  tree.finish();
  const withParts = new Set(Array.from(parts.ranks));

  return {
    among(isMeant) {
      const meant = Uint8Array.from(parts.rows, (row, rank) =>
        Number(withParts.has(rank) && isMeant(row)),
      );
      const meantCount = meant.reduce((sum, one) => sum + one, 0);
      const isMeantPart = (part: number) => meant[parts.ranks[part]!] === 1;

      return (lon, lat, asked = 1) => {
        if (!Number.isFinite(lon + lat)) throw new Error(`got ${lon}, ${lat}, expected a position`);
        const wanted = Math.min(asked, meantCount);
        if (wanted === 0) return [];
        const plane = localPlane(lon, lat);
        let some: Near<T>[] = [];
        // Rows of several boxes may take several of the nearest ones, so ask for more until enough.
        for (let boxes = wanted; some.length < wanted && boxes < 2 * count; boxes *= 2) {
          const nearest = tree.neighbors(lon, lat, boxes, Infinity, isMeantPart);
          some = nearestRows(parts, nearest, plane, Infinity);
        }
        const reachM = some[wanted - 1]?.distanceM ?? Infinity;
        const within = tree.search(...boxAround(lon, lat, reachM), isMeantPart);
        return nearestRows(parts, within, plane, reachM).slice(0, wanted);
      };
    },
  };
}

/** One entry a row, at the smallest distance of its parts; rows farther than `reachM` may lack. */
function nearestRows<T>(
  { rows, ranks, distanceM: measure }: Parts<T>,
  found: readonly number[],
  plane: LocalPlane,
  reachM: number,
): Near<T>[] {
  const best = new Map<number, Near<T>>();
  for (const part of found) {
    const rank = ranks[part]!;
    const belowM = Math.min(best.get(rank)?.distanceM ?? Infinity, reachM);
    const distance = measure(part, plane, belowM);
    if (distance < (best.get(rank)?.distanceM ?? Infinity)) {
      best.set(rank, { row: rows[rank]!, distanceM: distance });
    }
  }
  return [...best]
    .sort(([rankA, a], [rankB, b]) => a.distanceM - b.distanceM || rankA - rankB)
    .map(([, near]) => near);
}

/** Shortest degree of latitude on WGS 84, at the equator, metres. */
const SHORTEST_NORTH_M_PER_DEG = 110_574;

/** A box that holds everything within a radius: measured where its degrees are shortest. */
function boxAround(lon: number, lat: number, radiusM: number): Bbox {
  // A little more, for `distanceM` is not exact.
  const reachM = radiusM * 1.0001 + 0.01;
  const dLat = reachM / SHORTEST_NORTH_M_PER_DEG;
  const polewardLat = Math.abs(lat) + dLat;
  const dLon = polewardLat < 89 ? reachM / localPlane(lon, polewardLat).eastMPerDeg : 360;
  return [lon - dLon, lat - dLat, lon + dLon, lat + dLat];
}
