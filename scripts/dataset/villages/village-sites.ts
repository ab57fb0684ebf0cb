import { bboxOf } from "../../../geodata/geometry/bbox.ts";
import { distanceM, localPlane } from "../../../geodata/geometry/distance.ts";
import { covers } from "../../../geodata/geometry/intersects.ts";
import { makeNearestPoints } from "../../../geodata/geometry/nearest.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { LieOfLand } from "../land/lie-of-land.ts";
import type { Random } from "../random.ts";
import { positionOf, type SettlementName } from "./names.ts";

export interface Point {
  lon: number;
  lat: number;
}

/** Where a thôn stands, and how far that is from the position of its name, if it has one. */
export interface VillageSite extends Point {
  settlement: SettlementName;
  movedM?: number;
}

/** Least distance between two centres, metres. */
const SPACING_M = { xa: 450, phuong: 450, thi_tran: 260 } as const;
/** Sorts names without a position last, metres. */
const UNPLACED = 1e9;
/** Distance between candidate positions before they are shaken, degrees (about 200 m). */
const CANDIDATE_STEP_DEG = 0.0019;
/** An outline that is only approximate must not cut a thôn off: centres keep this away from it. */
const EDGE_M = 120;
/** Of the room that each thôn would have if they were spread evenly, more than this counts no more. */
const ROOM_ENOUGH = 1.1;

/**
 * Places the thôn of one commune: exact positions stay, those known to ±1 km move inside their
 * circle and commune to the best ground, the others settle the valleys that are still empty.
 * `taken` holds every centre placed so far and is added to.
 */
export function villageSites(
  commune: AdministrativeUnit,
  settlements: readonly SettlementName[],
  land: LieOfLand,
  taken: Point[],
  random: Random,
): VillageSite[] {
  const spacingM = SPACING_M[commune.kind];
  const roomM = 1000 * Math.sqrt(commune.areaKm2! / settlements.length);
  const candidates = candidatePoints(commune, land, taken, random);
  const place = (point: Point): Point => {
    taken.push(point);
    for (const candidate of candidates)
      candidate.nearestM = Math.min(candidate.nearestM, metresBetween(candidate, point));
    return point;
  };
  const siteOf = (settlement: SettlementName): VillageSite => {
    const known = positionOf(settlement.fact);
    if (known && known.accuracyM < 1000)
      return { settlement, ...place({ lon: known.lon, lat: known.lat }), movedM: 0 };
    const open = candidates.filter(
      (candidate) =>
        candidate.nearestM >= spacingM &&
        (!known || metresBetween(candidate, known) < known.accuracyM),
    );
    if (open.length === 0) throw new Error(`no room for ${settlement.name} in ${commune.name}`);
    // Far from every neighbour counts as much as good ground: people fill a valley before a ridge.
    const scoreOf = ({ nearestM, discomfort }: Candidate) =>
      (known ? 0 : 1.6 * Math.min(nearestM / roomM, ROOM_ENOUGH)) - discomfort;
    const { lon, lat } = open.reduce((a, b) => (scoreOf(b) > scoreOf(a) ? b : a));
    const movedM = known && Math.round(metresBetween(known, { lon, lat }));
    return { settlement, ...place({ lon, lat }), ...(movedM !== undefined && { movedM }) };
  };
  const exactFirst = settlements.toSorted(
    (a, b) =>
      (positionOf(a.fact)?.accuracyM ?? UNPLACED) - (positionOf(b.fact)?.accuracyM ?? UNPLACED),
  );
  const sites = new Map(exactFirst.map((settlement) => [settlement, siteOf(settlement)]));
  return settlements.map((settlement) => sites.get(settlement)!);
}

interface Candidate extends Point {
  discomfort: number;
  /** Distance to the nearest centre placed so far, metres. */
  nearestM: number;
}

/** A shaken grid of points inside the commune. */
function candidatePoints(
  commune: AdministrativeUnit,
  land: LieOfLand,
  taken: readonly Point[],
  random: Random,
): Candidate[] {
  const [west, south, east, north] = bboxOf(commune.geometry)!;
  const nearest = makeNearestPoints(taken);
  const candidates: Candidate[] = [];
  for (let lat = south; lat <= north; lat += CANDIDATE_STEP_DEG) {
    for (let lon = west; lon <= east; lon += CANDIDATE_STEP_DEG) {
      const point = rounded({
        lon: lon + CANDIDATE_STEP_DEG * random.next(),
        lat: lat + CANDIDATE_STEP_DEG * random.next(),
      });
      if (!isWellInside(commune, point)) continue;
      candidates.push({
        ...point,
        discomfort: land.discomfort(point.lon, point.lat),
        nearestM: nearest(point.lon, point.lat)[0]?.distanceM ?? Number.POSITIVE_INFINITY,
      });
    }
  }
  return candidates;
}

function isWellInside({ geometry }: AdministrativeUnit, { lon, lat }: Point): boolean {
  const { eastMPerDeg, northMPerDeg } = localPlane(lon, lat);
  const [east, north] = [EDGE_M / eastMPerDeg, EDGE_M / northMPerDeg];
  return (
    covers(geometry, lon, lat) &&
    covers(geometry, lon + east, lat) &&
    covers(geometry, lon - east, lat) &&
    covers(geometry, lon, lat + north) &&
    covers(geometry, lon, lat - north)
  );
}

/** The point at a distance and an angle (radians, clockwise from north), to five decimals, about 1 m. */
export function pointAt({ lon, lat }: Point, radiusM: number, angle: number): Point {
  const { eastMPerDeg, northMPerDeg } = localPlane(lon, lat);
  return rounded({
    lon: lon + (radiusM * Math.sin(angle)) / eastMPerDeg,
    lat: lat + (radiusM * Math.cos(angle)) / northMPerDeg,
  });
}

function rounded({ lon, lat }: Point): Point {
  return { lon: Math.round(lon * 1e5) / 1e5, lat: Math.round(lat * 1e5) / 1e5 };
}

export function metresBetween(a: Point, b: Point): number {
  return distanceM(a.lon, a.lat, b.lon, b.lat);
}
