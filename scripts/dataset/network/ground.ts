import { booleanPointInPolygon, destination, distance } from "@turf/turf";
import Flatbush from "flatbush";
import { makeTerrainGrid, type TerrainGrid } from "../../../geodata/geometry/terrain-grid.ts";
import type { Road } from "../../../geodata/model/road.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { Geography } from "../geography.ts";

export type LonLat = [lon: number, lat: number];

/** The land as the builders of a network ask about it. Distances in metres. */
export interface Ground {
  terrain: TerrainGrid;
  villages: readonly Village[];
  /** Code of the commune of 2023 that holds a point, if any does. */
  communeAt(point: LonLat): string | undefined;
  roadDistanceM(point: LonLat): number;
  /** Distance to the nearest national road. */
  mainRoadDistanceM(point: LonLat): number;
  /** How far a point rises above the ground 600 m around it, metres; negative in a hollow. */
  prominenceM(point: LonLat): number;
}

const KM_PER_DEGREE_LAT = 111.2;
/** Roads are measured at points this far apart, km. */
const ROAD_STEP_KM = 0.05;

/** Reads the geography once for many questions. */
export function makeGround(geography: Geography): Ground {
  const { terrain: rows, communes2023, villages, roads } = geography;
  const terrain = makeTerrainGrid(rows.header, rows.heightsM);
  const roadDistanceM = nearestRoadM(roads);
  const mainRoadDistanceM = nearestRoadM(roads.filter((road) => road.class === "quoc_lo"));

  function communeAt(point: LonLat): string | undefined {
    return communes2023.find((commune) => booleanPointInPolygon(point, commune.geometry))?.code;
  }

  function prominenceM(point: LonLat): number {
    const own = terrain.elevationM(...point);
    const around = [0, 45, 90, 135, 180, 225, 270, 315]
      .map((bearing) => terrain.elevationM(...moved(point, 0.6, bearing)))
      .filter((height) => height !== undefined);
    if (own === undefined || around.length === 0) return Number.NEGATIVE_INFINITY;
    return own - around.reduce((sum, height) => sum + height, 0) / around.length;
  }

  return { terrain, villages, communeAt, roadDistanceM, mainRoadDistanceM, prominenceM };
}

/** The point `km` away at a bearing (clockwise from north), to five decimals (about 1 m). */
export function moved(from: LonLat, km: number, bearingDeg: number): LonLat {
  const [lon, lat] = destination(from, km, bearingDeg).geometry.coordinates as LonLat;
  return [round5(lon), round5(lat)];
}

export function metresBetween(a: LonLat, b: LonLat): number {
  return distance(a, b) * 1000;
}

export function positionOf(row: { lon: number; lat: number }): LonLat {
  return [row.lon, row.lat];
}

function round5(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

function nearestRoadM(roads: readonly Road[]): (point: LonLat) => number {
  const points = roads.flatMap((road) => linesOf(road).flatMap(densified));
  if (points.length === 0) return () => Number.POSITIVE_INFINITY;
  const shrink = Math.cos((points[0]![1] * Math.PI) / 180);
  const index = new Flatbush(points.length);
  for (const [lon, lat] of points) index.add(lon * shrink, lat);
  index.finish();
  return (point) => {
    const [nearest] = index.neighbors(point[0] * shrink, point[1], 1);
    return metresBetween(point, points[nearest!]!);
  };
}

/** The lines of a road as plain positions. */
export function linesOf(road: Pick<Road, "geometry">): LonLat[][] {
  const { geometry } = road;
  const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  return lines.map((line) => line.map(([lon, lat]) => [lon!, lat!]));
}

function densified(line: LonLat[]): LonLat[] {
  const points: LonLat[] = [line[0]!];
  for (let index = 1; index < line.length; index++) {
    const [lon0, lat0] = line[index - 1]!;
    const [lon1, lat1] = line[index]!;
    const km = Math.hypot(lon1 - lon0, lat1 - lat0) * KM_PER_DEGREE_LAT;
    const steps = Math.max(1, Math.ceil(km / ROAD_STEP_KM));
    for (let step = 1; step <= steps; step++) {
      const share = step / steps;
      points.push([lon0 + (lon1 - lon0) * share, lat0 + (lat1 - lat0) * share]);
    }
  }
  return points;
}
