import { rewind } from "@turf/rewind";
import type {
  Geometry,
  LineString,
  MultiLineString,
  MultiPolygon,
  Polygon,
  Position,
} from "geojson";
import { positionsOf } from "../../geodata/geometry/bbox.ts";
import type { ImportField } from "./match-columns.ts";
import { isOutlinePosition, isSwapped } from "./province.ts";
import { CRS_FIELD, GEOMETRY_FIELD, geometryOf } from "./row-geometry.ts";
import type { RowReader } from "./row-reader.ts";
import { MAX_CROSSINGS, selfCrossings } from "./self-crossings.ts";
import { vietnameseNumber } from "./vietnamese-number.ts";

/** What a geometry may come from; a GeoJSON file needs no column. */
export const GEOMETRY_FIELDS: readonly ImportField[] = [GEOMETRY_FIELD, CRS_FIELD];

/**
 * The outline of a commune in full detail has 10,000. Sharing 80,000 out among thôn takes 40 s of
 * processor time where each of their cells cuts all of them (a comb).
 */
const MAX_VERTICES = 15_000;

/** The line of a row; undefined after an error. */
export function readLines(reader: RowReader): LineString | MultiLineString | undefined {
  const geometry = readChecked(reader, "đường (LineString hoặc MultiLineString)", [
    "LineString",
    "MultiLineString",
  ]) as LineString | MultiLineString | undefined;
  if (!geometry) return undefined;
  const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  if (lines.length === 0 || lines.some((line) => line.length < 2))
    return badGeometry(reader, "đường có ít nhất hai điểm");
  return geometry;
}

/** True when a row holds an area, in its geometry or in a cell of well-known text. */
export function hasOutline(reader: RowReader): boolean {
  const { geometry, problem } = geometryOf(reader);
  return problem !== undefined || geometry?.type === "Polygon" || geometry?.type === "MultiPolygon";
}

/**
 * The outline of a row with its rings closed and wound as RFC 7946 says (outer rings
 * counter-clockwise); undefined after an error. One that crosses itself is taken with a warning.
 */
export function readOutline(reader: RowReader): Polygon | MultiPolygon | undefined {
  const geometry = readChecked(reader, "vùng (Polygon hoặc MultiPolygon)", [
    "Polygon",
    "MultiPolygon",
  ]) as Polygon | MultiPolygon | undefined;
  if (!geometry) return undefined;
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const closed = polygons.map((rings) => rings.map(closedRing));
  const isWhole =
    closed.length > 0 &&
    closed.every((rings) => rings.length > 0 && rings.every((ring) => ring.length >= 4));
  if (!isWhole) return badGeometry(reader, "vùng khép kín có ít nhất ba điểm");
  if (!isCrossedLittle(reader, closed.flat())) return undefined;
  const outline: Polygon | MultiPolygon =
    geometry.type === "Polygon"
      ? { type: "Polygon", coordinates: closed[0] ?? [] }
      : { type: "MultiPolygon", coordinates: closed };
  return rewind(outline) as Polygon | MultiPolygon;
}

/** False after an error: so many crossings are no slip of the pen, and cutting would take hours. */
function isCrossedLittle(reader: RowReader, rings: readonly Position[][]): boolean {
  const vertices = rings.reduce((sum, ring) => sum + ring.length, 0);
  if (vertices > MAX_VERTICES) {
    badGeometry(
      reader,
      `vùng có nhiều nhất ${vietnameseNumber(MAX_VERTICES)} đỉnh (vùng này có ${vietnameseNumber(vertices)})`,
    );
    return false;
  }
  const crossings = selfCrossings(rings);
  const [first] = crossings.points;
  if (!first && crossings.isChecked) return true;
  if (crossings.points.length > MAX_CROSSINGS || !crossings.isChecked) {
    reader.error("geometry", "bad_geometry", {
      message: crossings.isChecked
        ? `đường ranh tự cắt ở hơn ${MAX_CROSSINGS} chỗ`
        : "đường ranh quá rối, không kiểm tra được",
      expected: "vùng có đường ranh không tự cắt",
      suggestion: "Hãy sửa bằng phần mềm bản đồ (QGIS: Fix geometries) rồi xuất lại.",
    });
    return false;
  }
  const [lon = 0, lat = 0] = first ?? [];
  reader.warn("geometry", "bad_geometry", {
    message: `đường ranh tự cắt ở ${crossings.points.length} chỗ, chỗ đầu gần ${vietnameseNumber(lon)}; ${vietnameseNumber(lat)}: diện tích và phần trong, ngoài của vùng có thể sai`,
  });
  return true;
}

function readChecked(
  reader: RowReader,
  expected: string,
  types: readonly string[],
): { type: string } | undefined {
  const { geometry, problem } = geometryOf(reader);
  if (problem) return reader.error(problem.field, problem.code, { expected, ...problem.parts });
  if (!geometry) return reader.missing("geometry", expected);
  if (!types.includes(geometry.type))
    return reader.error("geometry", "bad_geometry", { got: geometry.type, expected });
  const { type, coordinates } = geometry as LineString;
  const depth = (type as Geometry["type"]) === "MultiPolygon" ? 3 : type === "LineString" ? 1 : 2;
  if (!isNestedPositions(coordinates, depth)) return badGeometry(reader, expected);
  const flat = withoutHeights(geometry as LineString);
  return isInPlace(reader, flat) ? flat : undefined;
}

function isNestedPositions(value: unknown, depth: number): boolean {
  if (!Array.isArray(value)) return false;
  return depth === 0
    ? value.length >= 2 && value.slice(0, 2).every((part) => Number.isFinite(part))
    : value.every((part) => isNestedPositions(part, depth - 1));
}

/** The store keeps two dimensions. */
function withoutHeights<G extends LineString | MultiLineString | Polygon | MultiPolygon>(
  geometry: G,
): G {
  const flat = (value: unknown): unknown =>
    Array.isArray(value) && typeof value[0] === "number"
      ? value.slice(0, 2)
      : Array.isArray(value)
        ? value.map(flat)
        : value;
  return { type: geometry.type, coordinates: flat(geometry.coordinates) } as G;
}

function isInPlace(reader: RowReader, geometry: LineString): boolean {
  for (const [lon = Number.NaN, lat = Number.NaN] of positionsOf(geometry)) {
    if (isOutlinePosition(lon, lat)) continue;
    if (isSwapped(lon, lat))
      reader.error("geometry", "swapped_coordinates", {
        got: `${lon} ${lat}`,
        expected: "kinh độ trước, vĩ độ sau",
        suggestion:
          "Kinh độ và vĩ độ bị đổi chỗ cho nhau? Hãy xuất lại theo thứ tự kinh độ, vĩ độ.",
      });
    else
      reader.error("geometry", "outside_province", {
        got: `${lon} ${lat}`,
        expected: "điểm trong tỉnh Lạng Sơn, độ WGS 84",
      });
    return false;
  }
  return true;
}

function closedRing(ring: Position[]): Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || (first[0] === last[0] && first[1] === last[1])) return ring;
  return [...ring, first];
}

function badGeometry(reader: RowReader, expected: string): undefined {
  return reader.error("geometry", "bad_geometry", { got: "hình không đọc được", expected });
}
