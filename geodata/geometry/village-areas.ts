import { bboxClip } from "@turf/bbox-clip";
import { feature } from "@turf/helpers";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { type Geom, intersection } from "polyclip-ts";
import type { AdministrativeUnit } from "../model/administrative-unit.ts";
import type { Village } from "../model/village.ts";
import type { VillageArea } from "../model/village-area.ts";
import { bboxOf } from "./bbox.ts";
import { beside, type ConvexRing, sectors } from "./convex-ring.ts";
import { localPlane } from "./distance.ts";

/** About 10 m. */
const BOX_MARGIN_DEG = 1e-4;

type Centre = Pick<Village, "id" | "communeCode" | "lon" | "lat">;
type Outline = Pick<AdministrativeUnit, "code" | "geometry">;

/** Decimals that positions are rounded to, 0.1 m: neighbours round the same vertex the same way. */
const DECIMALS = 1e6;

/**
 * Shares out every commune among its thôn: each piece of land goes to the nearest centre, in metres
 * on the ground. The areas of a commune are disjoint and cover it, but for the rounding to 0.1 m
 * along their edges; a commune without thôn stays unshared. Centres that round to one point share
 * its piece in equal angles around it. A centre outside its commune gets the part that is nearest to
 * it. A thôn gets no area when no land is left for it, all being nearer to others, and when its
 * commune is not in the list.
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
  const toMetres = (lon: number, lat: number): [number, number] => [
    (lon - plane.lon) * plane.eastMPerDeg,
    (lat - plane.lat) * plane.northMPerDeg,
  ];
  const toDegrees = ([x, y]: readonly [number, number]): Position => [
    round(x / plane.eastMPerDeg + plane.lon),
    round(y / plane.northMPerDeg + plane.lat),
  ];
  const [left, bottom] = toMetres(west - BOX_MARGIN_DEG, south - BOX_MARGIN_DEG);
  const [right, top] = toMetres(east + BOX_MARGIN_DEG, north + BOX_MARGIN_DEG);
  const frame: ConvexRing = [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ];

  // Points that differ by less than floating point can tell apart have no border between them.
  const sites = [...Map.groupBy(centres, ({ lon, lat }) => `${round(lon)} ${round(lat)}`).values()];
  const points = sites.map(([first]) => toMetres(round(first!.lon), round(first!.lat)));
  const areas = sites.flatMap((sharers, index) => {
    const cell = nearestTo(points[index]!, points, frame);
    return sectors(cell, points[index]!, sharers.length).flatMap((ring, place) => {
      const geometry = landIn(ring.map(toDegrees), outline);
      return geometry ? [{ villageId: sharers[place]!.id, geometry }] : [];
    });
  });
  const byId = new Map(areas.map(({ villageId, geometry }) => [villageId, geometry]));
  return centres.flatMap(({ id }) => {
    const geometry = byId.get(id);
    return geometry ? [{ villageId: id, areaSource: "voronoi", geometry }] : [];
  });
}

/**
 * The part of the frame that is nearer to one point than to the others: its Voronoi cell. Half
 * planes, not a triangulation, which falls apart where centres lie nearly in a row (d3-delaunay
 * gave areas of 2.4 times the commune).
 */
function nearestTo(
  point: readonly [number, number],
  points: readonly (readonly [number, number])[],
  frame: ConvexRing,
): ConvexRing {
  const others = points
    .filter((other) => other !== point)
    .map((other) => ({ other, apartM: Math.hypot(other[0] - point[0], other[1] - point[1]) }))
    .sort((a, b) => a.apartM - b.apartM);
  let cell = frame;
  let reachM = Infinity;
  for (const { other, apartM } of others) {
    if (apartM > 2 * reachM) break;
    cell = beside(
      cell,
      [(point[0] + other[0]) / 2, (point[1] + other[1]) / 2],
      [other[0] - point[0], other[1] - point[1]],
    );
    reachM = Math.max(0, ...cell.map(([x, y]) => Math.hypot(x - point[0], y - point[1])));
  }
  return cell;
}

function landIn(ring: readonly Position[], outline: Outline["geometry"]) {
  const cell = cleanRing(ring);
  const land = cell && landAround(cell, outline);
  const parts = land ? intersection(land, [cell as [number, number][]]) : [];
  return asGeometry(
    parts.flatMap(([exterior, ...holes]) => {
      const around = cleanRing(exterior!);
      return around ? [[around, ...holes.map(cleanRing).filter((hole) => hole !== undefined)]] : [];
    }),
  );
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

/** A closed ring of rounded positions, none twice in a row; undefined where rounding left no area. */
function cleanRing(ring: readonly Position[]): Position[] | undefined {
  const rounded = ring.map(([lon, lat]): Position => [round(lon!), round(lat!)]);
  const corners = rounded.filter(
    ([lon, lat], index) => lon !== rounded.at(index - 1)![0] || lat !== rounded.at(index - 1)![1],
  );
  return corners.length < 3 ? undefined : [...corners, corners[0]!];
}

function round(degrees: number): number {
  return Math.round(degrees * DECIMALS) / DECIMALS;
}
