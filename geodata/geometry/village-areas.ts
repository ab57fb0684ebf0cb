import { bboxClip, feature } from "@turf/turf";
import { Delaunay } from "d3-delaunay";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { type Geom, intersection } from "polyclip-ts";
import type { AdministrativeUnit } from "../model/administrative-unit.ts";
import type { Village } from "../model/village.ts";
import type { VillageArea } from "../model/village-area.ts";
import { bboxOf } from "./bbox.ts";
import { localPlane } from "./distance.ts";

/** About 10 m. */
const BOX_MARGIN_DEG = 1e-4;

type Centre = Pick<Village, "id" | "communeCode" | "lon" | "lat">;
type Outline = Pick<AdministrativeUnit, "code" | "geometry">;

/** Decimals that positions are rounded to, 0.1 m: neighbours round the same vertex the same way. */
const DECIMALS = 1e6;

/**
 * Shares out every commune among its thôn: each piece of land goes to the nearest centre, in metres
 * on the ground. The areas of a commune cover it without gaps or overlaps; a commune without thôn
 * stays unshared. A centre outside its commune gets the part that is nearest to it, or no area when
 * all of the commune is nearer to others; so do all but the first of several thôn on one point, and
 * thôn whose commune is not in the list.
 */
export function villageAreas(
  villages: readonly Centre[],
  communes: readonly Outline[],
): VillageArea[] {
  const byCommune = Map.groupBy(villages, (village) => village.communeCode);
  return communes.flatMap(({ code, geometry }) => sharesOf(geometry, byCommune.get(code) ?? []));
}

function sharesOf(outline: Outline["geometry"], centres: readonly Centre[]): VillageArea[] {
  const box = bboxOf(outline);
  if (!box || centres.length === 0) return [];
  const [west, south, east, north] = box;
  const plane = localPlane((west + east) / 2, (south + north) / 2);
  const toMetres = ([lon, lat]: Position): [number, number] => [
    (lon! - plane.lon) * plane.eastMPerDeg,
    (lat! - plane.lat) * plane.northMPerDeg,
  ];
  const toDegrees = ([x, y]: Position): [number, number] => [
    round(x! / plane.eastMPerDeg + plane.lon),
    round(y! / plane.northMPerDeg + plane.lat),
  ];

  const points = centres.map(({ lon, lat }) => toMetres([lon, lat]));
  const corners = [...points, toMetres([west, south]), toMetres([east, north])];
  // Far enough out that no cell is cut by the frame before it is cut by the commune.
  const frameM = 10 * Math.max(...corners.flat().map(Math.abs), 1000);
  const voronoi = Delaunay.from(points).voronoi([-frameM, -frameM, frameM, frameM]);

  return centres.flatMap(({ id }, index) => {
    const cell: Position[] | null = voronoi.cellPolygon(index);
    if (!cell) return [];
    const ring = cell.map(toDegrees);
    const land = landAround(ring, outline);
    const parts = land ? intersection(land, [ring]) : [];
    const geometry = asGeometry(parts.map((rings) => rings.map(roundedRing)));
    return geometry ? [{ villageId: id, areaSource: "voronoi", geometry }] : [];
  });
}

/**
 * The part of the outline in a box a little larger than the cell: cutting a box out is cheap, and
 * leaves few vertices for the exact clipping. The seams it leaves along the box lie outside the cell.
 */
function landAround(cell: readonly Position[], outline: Outline["geometry"]): Geom | undefined {
  const lons = cell.map(([lon]) => lon!);
  const lats = cell.map(([, lat]) => lat!);
  const { geometry } = bboxClip(feature(outline), [
    Math.min(...lons) - BOX_MARGIN_DEG,
    Math.min(...lats) - BOX_MARGIN_DEG,
    Math.max(...lons) + BOX_MARGIN_DEG,
    Math.max(...lats) + BOX_MARGIN_DEG,
  ]);
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const inBox = polygons.filter((rings) => rings.length > 0);
  return inBox.length > 0 ? (inBox as Geom) : undefined;
}

function asGeometry(polygons: Position[][][]): Polygon | MultiPolygon | undefined {
  const [only, ...others] = polygons;
  if (!only) return undefined;
  if (others.length === 0) return { type: "Polygon", coordinates: only };
  return { type: "MultiPolygon", coordinates: polygons };
}

function roundedRing(ring: readonly Position[]): Position[] {
  return ring.map(([lon, lat]) => [round(lon!), round(lat!)]);
}

function round(degrees: number): number {
  return Math.round(degrees * DECIMALS) / DECIMALS;
}
