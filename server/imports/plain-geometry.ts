import type { Geometry } from "geojson";
import { type KnownCrs, toWgs84 } from "./stated-crs.ts";
import { parseNumber } from "./vietnamese-number.ts";
import { WrittenNumber } from "./written-number.ts";

/** Coordinates nest no deeper in any geometry than a polygon of a MultiPolygon. */
const MAX_DEPTH = 4;

/**
 * A geometry with numbers in place of texts ("106,7009"), and with the one part of a collection or
 * MultiPoint of one in place of it. Undefined for what is no geometry at all.
 */
export function plainGeometry(value: unknown): Geometry | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { type, coordinates, geometries } = value as Record<string, unknown>;
  if (typeof type !== "string") return undefined;
  if (type === "GeometryCollection") {
    const [only, ...others] = Array.isArray(geometries) ? geometries : [];
    const isOne = others.length === 0 && (only as { type?: unknown } | null)?.type !== type;
    return (isOne && plainGeometry(only)) || ({ type, geometries: [] } as unknown as Geometry);
  }
  const numbers = plainCoordinates(coordinates, MAX_DEPTH);
  if (type === "MultiPoint" && Array.isArray(numbers) && numbers.length === 1)
    return { type: "Point", coordinates: numbers[0] };
  return { type, coordinates: numbers } as Geometry;
}

function plainCoordinates(value: unknown, depth: number): unknown {
  if (Array.isArray(value))
    return depth > 0 ? value.map((part) => plainCoordinates(part, depth - 1)) : undefined;
  if (value instanceof WrittenNumber) return Number(value.source);
  return typeof value === "string" ? parseNumber(value) : value;
}

/** A plain geometry of a stated system in WGS 84; undefined where its numbers are not of that system. */
export function geometryInWgs84(geometry: Geometry, crs: KnownCrs): Geometry | undefined {
  if (!("coordinates" in geometry)) return geometry;
  let isOfCrs = true;
  const convert = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    const [first, second] = value as unknown[];
    if (typeof first !== "number" || typeof second !== "number") return value.map(convert);
    const position = toWgs84(crs, first, second);
    isOfCrs &&= position !== undefined;
    return position;
  };
  const converted = { ...geometry, coordinates: convert(geometry.coordinates) } as Geometry;
  return isOfCrs ? converted : undefined;
}
