import { rewind } from "@turf/turf";
import type { LineString, MultiLineString, MultiPolygon, Polygon, Position } from "geojson";
import { positionsOf } from "../../geodata/geometry/bbox.ts";
import type { ImportField } from "./match-columns.ts";
import { parseWkt } from "./parse-wkt.ts";
import { isOutlinePosition, isSwapped } from "./province.ts";
import type { RowReader } from "./row-reader.ts";

/** Geometry of a sheet: well-known text in WGS 84; a GeoJSON file needs no column. */
export const GEOMETRY_FIELD: ImportField = {
  name: "geometry",
  headers: ["geometry", "geom", "wkt", "hinh hoc", "hinh dang"],
};

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

/**
 * The outline of a row with its rings closed and wound as RFC 7946 says (outer rings
 * counter-clockwise); undefined after an error.
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
  const outline: Polygon | MultiPolygon =
    geometry.type === "Polygon"
      ? { type: "Polygon", coordinates: closed[0] ?? [] }
      : { type: "MultiPolygon", coordinates: closed };
  return rewind(outline) as Polygon | MultiPolygon;
}

function readChecked(
  reader: RowReader,
  expected: string,
  types: readonly string[],
): { type: string } | undefined {
  const text = reader.text("geometry");
  const given = reader.row.geometry ?? (text === undefined ? undefined : parseWkt(text));
  if (given === undefined) {
    if (text === undefined) reader.missing("geometry", expected);
    else
      reader.error("geometry", "bad_geometry", {
        got: text,
        expected: `${expected} dạng WKT, ví dụ LINESTRING (106.76 21.86, 106.77 21.87)`,
      });
    return undefined;
  }
  const { type, coordinates } = given as { type?: unknown; coordinates?: unknown };
  if (typeof type !== "string" || !types.includes(type))
    return reader.error("geometry", "bad_geometry", { got: String(type), expected });
  const depth = type === "LineString" ? 1 : type === "MultiPolygon" ? 3 : 2;
  if (!isNestedPositions(coordinates, depth)) return badGeometry(reader, expected);
  const flat = withoutHeights(given as LineString);
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
