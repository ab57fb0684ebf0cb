import { distanceM } from "../../geodata/geometry/distance.ts";
import { gridPosition } from "./grid-position.ts";
import type { ImportField } from "./match-columns.ts";
import { type Angle, parseAngle, parsePair } from "./parse-angle.ts";
import { isInProvince, isSwapped, type LonLat, PROVINCE } from "./province.ts";
import { CRS_FIELD, crsProblem, GEOMETRY_FIELD, geometryOf, notOfCrs } from "./row-geometry.ts";
import type { RowReader } from "./row-reader.ts";
import { crsName, crsOfText, type KnownCrs, toWgs84 } from "./stated-crs.ts";
import { vietnameseNumber } from "./vietnamese-number.ts";

/** Fields that a position may come from; a point geometry needs none. */
export const POSITION_FIELDS: readonly ImportField[] = [
  {
    name: "lon",
    headers: ["kinh do", "lon", "lng", "longitude", "long"],
    endings: ["longitude"],
  },
  { name: "lat", headers: ["vi do", "lat", "latitude"], endings: ["latitude"] },
  { name: "x", headers: ["x vn2000", "x", "n", "northing"] },
  { name: "y", headers: ["y vn2000", "y", "e", "easting"] },
  CRS_FIELD,
  {
    name: "latLon",
    headers: [
      ...["toa do", "lat lon", "lat long", "lat lng", "lon lat", "vi do kinh do", "kinh do vi do"],
      ...["toa do gps", "gps", "vi tri", "coordinates", "location", "geopoint"],
    ],
  },
  GEOMETRY_FIELD,
];

/** Columns and geometry of a row that differ by more do not speak of one place. */
const SAME_PLACE_M = 100;

/**
 * The position of a row in WGS 84: from degrees, from VN-2000 metres (which of the two numbers is
 * the northing is told by their size; so is the grid, where the row does not state it), from one cell
 * with both, or from a point geometry. Undefined after an error: nothing given, not a number,
 * swapped, outside the province, or a coordinate system that is not understood.
 */
export function readPosition(reader: RowReader): LonLat | undefined {
  const fields = [
    ["lon", "lat"],
    ["y", "x"],
  ].find((pair) => pair.some((field) => reader.text(field) !== undefined));
  const both = reader.text("latLon");
  if (!fields && both === undefined) return fromGeometry(reader);
  const crs = crsOfText(reader.text("crs") ?? "");
  const problem = crsProblem(crs, "crs");
  if (problem) return reader.error(problem.field, problem.code, problem.parts);
  const known = crs && "crs" in crs ? crs.crs : undefined;
  const position = fields
    ? fromColumns(reader, fields[0] as string, fields[1] as string, known)
    : fromOneColumn(reader, both as string, known);
  if (position) compareWithGeometry(reader, position);
  return position;
}

/** True when a row gives its position in columns of its own. */
export function hasPositionCells(reader: RowReader): boolean {
  return ["lon", "lat", "x", "y", "latLon"].some((field) => reader.text(field) !== undefined);
}

function fromColumns(
  reader: RowReader,
  east: string,
  north: string,
  crs: KnownCrs | undefined,
): LonLat | undefined {
  const eastAngle = angleOf(reader, east);
  const northAngle = angleOf(reader, north);
  if (!eastAngle || !northAngle) return undefined;
  if (eastAngle.axis === "lat" || northAngle.axis === "lon")
    return swapped(reader, east, northAngle.degrees, eastAngle.degrees);
  return fromNumbers(reader, east, north, eastAngle.degrees, northAngle.degrees, crs);
}

function angleOf(reader: RowReader, field: string): Angle | undefined {
  const number = reader.givenNumber(field);
  if (number !== undefined) return { degrees: number };
  const text = reader.text(field);
  const angle = text === undefined ? undefined : parseAngle(text);
  const expected = expectedOf(field);
  if (text === undefined) reader.missing(field, expected);
  else if (!angle) reader.error(field, "not_a_number", { got: text, expected });
  return angle;
}

function fromNumbers(
  reader: RowReader,
  east: string,
  north: string,
  eastValue: number,
  northValue: number,
  crs: KnownCrs | undefined,
): LonLat | undefined {
  if (Math.max(Math.abs(eastValue), Math.abs(northValue)) > 10_000)
    return gridPosition(reader, east, eastValue, northValue, crs);
  const [lon, lat] = toWgs84(crs ?? "wgs84", eastValue, northValue) ?? [];
  if (lon !== undefined && lat !== undefined) return inProvince(reader, east, north, { lon, lat });
  if (!crs) return inProvince(reader, east, north, { lon: eastValue, lat: northValue });
  const { field, code, parts } = notOfCrs("crs", crsName(crs));
  return reader.error(field, code, { got: reader.text("crs") ?? "", ...parts });
}

/** "21,79; 106,43", "(106.43, 21.79)" or with sides: which is which is told by letters, else by size. */
function fromOneColumn(
  reader: RowReader,
  text: string,
  crs: KnownCrs | undefined,
): LonLat | undefined {
  const pairs = parsePair(text);
  const [first] = pairs;
  if (!first)
    return reader.error("latLon", "not_a_number", {
      got: text,
      expected: "vĩ độ và kinh độ, ví dụ 21,7914; 106,4387",
    });
  const places = pairs
    .flatMap((pair) => ordersOf(pair))
    .flatMap(([east, north]) => {
      const [lon, lat] = toWgs84(crs ?? "wgs84", east, north) ?? [];
      return lon !== undefined && lat !== undefined && isInProvince(lon, lat) ? [{ lon, lat }] : [];
    });
  const [only, ...others] = new Map(
    places.map((place) => [`${place.lon.toFixed(7)} ${place.lat.toFixed(7)}`, place]),
  ).values();
  if (only && others.length === 0) return only;
  if (only)
    return reader.error("latLon", "ambiguous", {
      got: text,
      expected: "một cách đọc duy nhất, ví dụ 21,7914; 106,4387",
    });
  const [north = 0, east = 0] = first.map(({ degrees }) => degrees).sort((a, b) => a - b);
  return first[0].axis || east > 10_000
    ? fromNumbers(reader, "latLon", "latLon", ...eastAndNorth(first), crs)
    : fromNumbers(reader, "latLon", "latLon", east, north, crs);
}

/** Both orders of a pair, or the one that its letters say. */
function ordersOf([a, b]: [Angle, Angle]): [east: number, north: number][] {
  const isLonFirst = a.axis === "lon" || b.axis === "lat";
  const isLatFirst = a.axis === "lat" || b.axis === "lon";
  return [
    ...(isLatFirst ? [] : [[a.degrees, b.degrees] as [number, number]]),
    ...(isLonFirst ? [] : [[b.degrees, a.degrees] as [number, number]]),
  ];
}

function eastAndNorth(pair: [Angle, Angle]): [number, number] {
  return ordersOf(pair).at(-1) ?? [pair[1].degrees, pair[0].degrees];
}

function fromGeometry(reader: RowReader): LonLat | undefined {
  const { geometry, problem } = geometryOf(reader);
  const expected = "một điểm (Point)";
  if (problem) return reader.error(problem.field, problem.code, { expected, ...problem.parts });
  if (!geometry) return missingPosition(reader);
  const field = reader.hasColumn("geometry") ? "geometry" : "";
  if (geometry.type !== "Point") {
    const parts = "coordinates" in geometry ? geometry.coordinates : undefined;
    const count =
      geometry.type === "MultiPoint" && Array.isArray(parts) ? ` có ${parts.length} điểm` : "";
    return reader.error(field, "bad_geometry", { got: `${geometry.type}${count}`, expected });
  }
  const [lon, lat] = (Array.isArray(geometry.coordinates) ? geometry.coordinates : []) as unknown[];
  if (typeof lon !== "number" || typeof lat !== "number")
    return reader.error(field, "bad_geometry", {
      got: "điểm không có hai số",
      expected: "kinh độ và vĩ độ của điểm",
    });
  return inProvince(reader, field, field, { lon, lat });
}

/** Names the columns that look like coordinates, so that `--map` can say so. */
function missingPosition(reader: RowReader): undefined {
  // What was wrong with the geometry has been said.
  if (reader.row.problems?.some(({ column, severity }) => !column && severity === "error")) return;
  const field = ["lon", "x", "latLon"].find((known) => reader.hasColumn(known)) ?? "";
  const alike = reader.unusedColumns(
    /lat|lon|lng|kinh ?do|vi ?do|toa ?do|gps|coord|geom|wkt|vn2000/,
  );
  return reader.error(field, "missing", {
    got: "",
    expected: "tọa độ của điểm (kinh_do và vi_do, hoặc x_vn2000 và y_vn2000)",
    ...(alike.length > 0 && field === ""
      ? {
          suggestion: `Cột ${alike.join(", ")} có phải tọa độ? Hãy thêm --map lat=…,lon=… (hoặc latLon=…, geometry=…).`,
        }
      : {}),
  });
}

/** Says it where the geometry of a row stands elsewhere than its columns, which count. */
function compareWithGeometry(reader: RowReader, { lon, lat }: LonLat): void {
  const { geometry } = geometryOf(reader);
  if (geometry?.type !== "Point" || !Array.isArray(geometry.coordinates)) return;
  const [otherLon, otherLat] = geometry.coordinates as unknown[];
  if (typeof otherLon !== "number" || typeof otherLat !== "number") return;
  const apartM = distanceM(lon, lat, otherLon, otherLat);
  if (apartM > SAME_PLACE_M)
    reader.warn("geometry", "derived", {
      message: `hình (điểm) cách tọa độ trong cột ${vietnameseNumber(Math.round(apartM))} m: lấy theo cột`,
    });
}

function inProvince(
  reader: RowReader,
  east: string,
  north: string,
  position: LonLat,
): LonLat | undefined {
  const { lon, lat } = position;
  if (isInProvince(lon, lat)) return position;
  if (isSwapped(lon, lat)) return swapped(reader, east, lon, lat);
  const [west, south, eastEdge, northEdge] = PROVINCE;
  if (lon < west || lon > eastEdge) outside(reader, east, lon, west, eastEdge);
  if (lat < south || lat > northEdge) outside(reader, north, lat, south, northEdge);
  return undefined;
}

function swapped(reader: RowReader, field: string, lon: number, lat: number): undefined {
  return reader.error(field, "swapped_coordinates", {
    got: `${vietnameseNumber(lon)}; ${vietnameseNumber(lat)}`,
    expected: "kinh độ trước, vĩ độ sau",
    suggestion: "Kinh độ và vĩ độ bị đổi chỗ cho nhau? Hãy đổi lại hai cột.",
  });
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
