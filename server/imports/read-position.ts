import { fromVn2000, type Vn2000Crs } from "../../geodata/geometry/vn2000.ts";
import type { ImportField } from "./match-columns.ts";
import { isInProvince, isSwapped, PROVINCE } from "./province.ts";
import type { RowReader } from "./row-reader.ts";
import { parseDegrees, parseNumber, vietnameseNumber } from "./vietnamese-number.ts";

export interface LonLat {
  lon: number;
  lat: number;
}

/** Fields that a position may come from; a point geometry needs none. */
export const POSITION_FIELDS: readonly ImportField[] = [
  { name: "lon", headers: ["kinh do", "lon", "lng", "longitude", "long"] },
  { name: "lat", headers: ["vi do", "lat", "latitude"] },
  { name: "x", headers: ["x vn2000", "x", "n", "northing"] },
  { name: "y", headers: ["y vn2000", "y", "e", "easting"] },
  { name: "crs", headers: ["he toa do", "crs"] },
  { name: "latLon", headers: ["toa do", "lat lon", "vi tri", "coordinates"] },
];

/** Northings of the province on both grids, metres; no easting is anywhere near them. */
const NORTHING_M = [2_355_000, 2_486_000] as const;

/** Eastings of the province, metres; the two grids do not meet. */
const EASTING_M: readonly { crs: Vn2000Crs; from: number; to: number }[] = [
  { crs: "EPSG:9215", from: 380_000, to: 512_500 },
  { crs: "EPSG:3405", from: 611_000, to: 747_000 },
];

/**
 * The position of a row in WGS 84: from degrees, from VN-2000 metres (which of the two numbers is
 * the northing, and which grid it is, is told by their size), or from a point geometry. Undefined
 * after an error: nothing given, not a number, swapped, or outside the province.
 */
export function readPosition(reader: RowReader): LonLat | undefined {
  const lon = reader.text("lon");
  const lat = reader.text("lat");
  if (lon !== undefined || lat !== undefined) return fromColumns(reader, "lon", "lat");
  if (reader.text("x") !== undefined || reader.text("y") !== undefined)
    return fromColumns(reader, "y", "x");
  const both = reader.text("latLon");
  if (both !== undefined) return fromOneColumn(reader, both);
  const point = pointOf(reader.row.geometry);
  if (point) return inProvince(reader, "", "", point);
  const field = ["lon", "x", "latLon"].find((known) => reader.hasColumn(known)) ?? "";
  return reader.missing(field, "tọa độ của điểm (kinh_do và vi_do, hoặc x_vn2000 và y_vn2000)");
}

function fromColumns(reader: RowReader, east: string, north: string): LonLat | undefined {
  const eastText = reader.text(east);
  const northText = reader.text(north);
  const eastValue = eastText === undefined ? undefined : parseDegrees(eastText);
  const northValue = northText === undefined ? undefined : parseDegrees(northText);
  if (eastValue === undefined) notANumber(reader, east, eastText);
  if (northValue === undefined) notANumber(reader, north, northText);
  if (eastValue === undefined || northValue === undefined) return undefined;
  if (Math.max(Math.abs(eastValue), Math.abs(northValue)) > 10_000)
    return fromGrid(reader, east, north, eastValue, northValue);
  const isVn2000Degrees = /4756|vn.?2000/i.test(reader.text("crs") ?? "");
  const position = isVn2000Degrees
    ? fromVn2000("EPSG:4756", eastValue, northValue)
    : { lon: eastValue, lat: northValue };
  return inProvince(reader, east, north, position);
}

function notANumber(reader: RowReader, field: string, text: string | undefined): void {
  const expected = expectedOf(field);
  if (text === undefined) reader.missing(field, expected);
  else reader.error(field, "not_a_number", { got: text, expected });
}

function fromGrid(
  reader: RowReader,
  east: string,
  north: string,
  eastValue: number,
  northValue: number,
): LonLat | undefined {
  const isNorthing = (value: number) => value >= NORTHING_M[0] && value <= NORTHING_M[1];
  const [easting, northing] = isNorthing(eastValue)
    ? [northValue, eastValue]
    : [eastValue, northValue];
  const grid = EASTING_M.find(({ from, to }) => easting >= from && easting <= to);
  if (!grid || !isNorthing(northing)) {
    reader.error(east, "outside_province", {
      got: `${vietnameseNumber(eastValue)}; ${vietnameseNumber(northValue)}`,
      expected:
        "tọa độ VN-2000 của tỉnh: X từ 2.357.000 đến 2.483.500, Y từ 380.000 đến 512.500 (kinh tuyến trục 107°15′, múi 3°)",
    });
    return undefined;
  }
  return inProvince(reader, east, north, fromVn2000(grid.crs, easting, northing));
}

/** "21,79; 106,43" or "106.43 21.79": which is which is told by size. */
function fromOneColumn(reader: RowReader, text: string): LonLat | undefined {
  const parts = text
    .split(/;|\s+|,(?=\s)|(?<=\d\.\d+),/)
    .map((part) => part.trim())
    .filter(Boolean);
  const [first, second] = parts.map((part) => parseNumber(part));
  if (parts.length !== 2 || first === undefined || second === undefined)
    return reader.error("latLon", "not_a_number", {
      got: text,
      expected: "vĩ độ và kinh độ, ví dụ 21,7914; 106,4387",
    });
  const [lat, lon] = first < second ? [first, second] : [second, first];
  return inProvince(reader, "latLon", "latLon", { lon, lat });
}

function pointOf(geometry: unknown): LonLat | undefined {
  if (typeof geometry !== "object" || geometry === null) return undefined;
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  if (type !== "Point" || !Array.isArray(coordinates)) return undefined;
  const [lon, lat] = coordinates as unknown[];
  return typeof lon === "number" && typeof lat === "number" ? { lon, lat } : undefined;
}

function inProvince(
  reader: RowReader,
  east: string,
  north: string,
  position: LonLat,
): LonLat | undefined {
  const { lon, lat } = position;
  if (isInProvince(lon, lat)) return position;
  if (isSwapped(lon, lat))
    return reader.error(east, "swapped_coordinates", {
      got: `${vietnameseNumber(lon)}; ${vietnameseNumber(lat)}`,
      expected: "kinh độ trước, vĩ độ sau",
      suggestion: "Kinh độ và vĩ độ bị đổi chỗ cho nhau? Hãy đổi lại hai cột.",
    });
  const [west, south, eastEdge, northEdge] = PROVINCE;
  if (lon < west || lon > eastEdge) outside(reader, east, lon, west, eastEdge);
  if (lat < south || lat > northEdge) outside(reader, north, lat, south, northEdge);
  return undefined;
}

function outside(
  reader: RowReader,
  field: string,
  value: number,
  least: number,
  most: number,
): void {
  const repaired = [10, 100, 1000, 1e4, 1e5, 1e6]
    .map((power) => value / power)
    .find((candidate) => candidate >= least && candidate <= most);
  const given = reader.text(field);
  reader.error(field, "outside_province", {
    got: given ?? vietnameseNumber(value),
    expected: `số từ ${vietnameseNumber(least)} đến ${vietnameseNumber(most)} (trong tỉnh Lạng Sơn)`,
    ...(repaired === undefined ? {} : { suggestion: `Có phải ${vietnameseNumber(repaired)}?` }),
  });
}

function expectedOf(field: string): string {
  const [west, south, east, north] = PROVINCE;
  if (field === "lon") return `số từ ${vietnameseNumber(west)} đến ${vietnameseNumber(east)}`;
  if (field === "lat") return `số từ ${vietnameseNumber(south)} đến ${vietnameseNumber(north)}`;
  return "tọa độ VN-2000, mét";
}
