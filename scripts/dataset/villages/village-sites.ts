import { bboxOf } from "../../../geodata/geometry/bbox.ts";
import { distanceM, localPlane } from "../../../geodata/geometry/distance.ts";
import { covers } from "../../../geodata/geometry/intersects.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import { groundDiscomfort, type LieOfLand } from "../land/lie-of-land.ts";
import type { Random } from "../random.ts";
import type { SettlementName } from "./settlement-names.ts";

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
const SPACING_M = { xa: 450, thi_tran: 260 } as const;
/** Tries for a position known to ±1 km; enough to find a valley floor within the circle. */
const MOVES = 60;
/** Sorts names without a position last, metres. */
const UNPLACED = 1e9;
/** Distance between candidate positions before they are shaken, degrees (about 200 m). */
const CANDIDATE_STEP_DEG = 0.0019;

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
  const spacingM = commune.kind === "thi_tran" ? SPACING_M.thi_tran : SPACING_M.xa;
  const isFree = (point: Point) =>
    taken.every((other) => distanceM(point.lon, point.lat, other.lon, other.lat) >= spacingM);
  const candidates = candidatePoints(commune, land, taken, random);
  const place = (point: Point): Point => {
    taken.push(point);
    for (const candidate of candidates) candidate.nearestM = nearer(candidate, point);
    return point;
  };

  const sites = new Map<SettlementName, VillageSite>();
  const exactFirst = settlements.toSorted(
    (a, b) => (a.fact?.position?.accuracyM ?? UNPLACED) - (b.fact?.position?.accuracyM ?? UNPLACED),
  );
  for (const settlement of exactFirst) {
    const known = settlement.fact?.position;
    if (known && known.accuracyM < 1000) {
      sites.set(settlement, {
        settlement,
        ...place({ lon: known.lon, lat: known.lat }),
        movedM: 0,
      });
    } else if (known) {
      const point = place(movedWithin(known, commune, land, isFree, random));
      const movedM = Math.round(distanceM(known.lon, known.lat, point.lon, point.lat));
      sites.set(settlement, { settlement, ...point, movedM });
    } else {
      const point = place(emptiestValley(commune, settlements.length, candidates, spacingM));
      sites.set(settlement, { settlement, ...point });
    }
  }
  return settlements.map((settlement) => sites.get(settlement)!);
}

/** The best ground within the circle of a rounded position; throws when the commune is too full. */
function movedWithin(
  known: { lon: number; lat: number; accuracyM: number },
  commune: AdministrativeUnit,
  land: LieOfLand,
  isFree: (point: Point) => boolean,
  random: Random,
): Point {
  const { eastMPerDeg, northMPerDeg } = localPlane(known.lon, known.lat);
  let best: Point | undefined;
  let bestDiscomfort = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < MOVES * 10 && (tries < MOVES || !best); tries++) {
    // 3 m short of the circle: positions are rounded to 5 decimals afterwards.
    const radiusM = (known.accuracyM - 3) * Math.sqrt(random.next());
    const angle = 2 * Math.PI * random.next();
    const point = rounded({
      lon: known.lon + (radiusM * Math.sin(angle)) / eastMPerDeg,
      lat: known.lat + (radiusM * Math.cos(angle)) / northMPerDeg,
    });
    if (!isWellInside(commune, point) || !isFree(point)) continue;
    const discomfort = groundDiscomfort(land, point.lon, point.lat) + radiusM / 2000;
    if (discomfort < bestDiscomfort) {
      best = point;
      bestDiscomfort = discomfort;
    }
  }
  if (!best)
    throw new Error(`no room within 1 km of ${known.lon}, ${known.lat} in ${commune.name}`);
  return best;
}

interface Candidate extends Point {
  discomfort: number;
  /** Distance to the nearest centre placed so far, metres. */
  nearestM: number;
}

function nearer(candidate: Candidate, { lon, lat }: Point): number {
  return Math.min(candidate.nearestM, distanceM(candidate.lon, candidate.lat, lon, lat));
}

/** A shaken grid of points inside the commune. */
function candidatePoints(
  commune: AdministrativeUnit,
  land: LieOfLand,
  taken: readonly Point[],
  random: Random,
): Candidate[] {
  const [west, south, east, north] = bboxOf(commune.geometry)!;
  const candidates: Candidate[] = [];
  for (let lat = south; lat <= north; lat += CANDIDATE_STEP_DEG) {
    for (let lon = west; lon <= east; lon += CANDIDATE_STEP_DEG) {
      const point = rounded({
        lon: lon + CANDIDATE_STEP_DEG * random.next(),
        lat: lat + CANDIDATE_STEP_DEG * random.next(),
      });
      if (!isWellInside(commune, point)) continue;
      const discomfort = groundDiscomfort(land, point.lon, point.lat);
      const candidate = { ...point, discomfort, nearestM: Number.POSITIVE_INFINITY };
      for (const other of taken) candidate.nearestM = nearer(candidate, other);
      candidates.push(candidate);
    }
  }
  return candidates;
}

/** Far from every neighbour counts as much as good ground: people fill a valley before a ridge. */
function emptiestValley(
  commune: AdministrativeUnit,
  count: number,
  candidates: readonly Candidate[],
  spacingM: number,
): Point {
  // The side of the square that each thôn would have if they were spread evenly.
  const roomM = 1000 * Math.sqrt(commune.areaKm2! / count);
  let best: Candidate | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate.nearestM < spacingM) continue;
    const score = 1.6 * Math.min(candidate.nearestM / roomM, 1.1) - candidate.discomfort;
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  if (!best) throw new Error(`no room left in ${commune.name}`);
  return { lon: best.lon, lat: best.lat };
}

/** Inside, and at least 120 m from the edge: an outline that is only approximate must not cut a thôn off. */
function isWellInside({ geometry }: AdministrativeUnit, { lon, lat }: Point): boolean {
  const { eastMPerDeg, northMPerDeg } = localPlane(lon, lat);
  const [east, north] = [120 / eastMPerDeg, 120 / northMPerDeg];
  return (
    covers(geometry, lon, lat) &&
    covers(geometry, lon + east, lat) &&
    covers(geometry, lon - east, lat) &&
    covers(geometry, lon, lat + north) &&
    covers(geometry, lon, lat - north)
  );
}

/** Five decimals, about 1 m. */
export function rounded({ lon, lat }: Point): Point {
  return { lon: Math.round(lon * 1e5) / 1e5, lat: Math.round(lat * 1e5) / 1e5 };
}
