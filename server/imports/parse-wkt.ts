import type { Geometry, Position } from "geojson";
import { crsOfText, type StatedCrs } from "./stated-crs.ts";

const TYPES = {
  POINT: { type: "Point", depth: 0 },
  LINESTRING: { type: "LineString", depth: 1 },
  MULTIPOINT: { type: "MultiPoint", depth: 1 },
  MULTILINESTRING: { type: "MultiLineString", depth: 2 },
  POLYGON: { type: "Polygon", depth: 2 },
  MULTIPOLYGON: { type: "MultiPolygon", depth: 3 },
} as const;

type Nested = Position | Nested[];

/** A geometry of well-known text, and the coordinate system that stands before it. */
export interface ParsedWkt {
  geometry: Geometry;
  /** `SRID=4326;` or, as GeoSPARQL writes it, the address of the system in angle brackets. */
  crs?: StatedCrs;
}

/**
 * Well-known text as a GeoJSON geometry, heights and measures left out; undefined for what is not
 * WKT of a point, line or area. Reads every letter a fixed number of times.
 */
export function parseWkt(text: string): ParsedWkt | undefined {
  const given = text.trim();
  const stated = /^(?:SRID\s?=\s?(\d{1,9})\s?;|<([^<>]{1,300})>)/i.exec(given);
  const wkt = given.slice(stated?.[0].length ?? 0).trim();
  const open = wkt.indexOf("(");
  if (open < 0) return undefined;
  const head = wkt.slice(0, Math.min(open, 60)).trim().toUpperCase();
  const word = /^([A-Z]+?)(?:\s{0,9}(?:ZM|Z|M))?$/.exec(head)?.[1] ?? "";
  const body = wkt.slice(open);
  const crs = stated && crsOfText(stated[1] ?? stated[2] ?? "");
  const geometry = word === "GEOMETRYCOLLECTION" ? onlyMember(body) : geometryOf(word, body);
  return geometry && { geometry, ...(crs ? { crs } : {}) };
}

function geometryOf(word: string, body: string): Geometry | undefined {
  const kind = Object.hasOwn(TYPES, word) ? TYPES[word as keyof typeof TYPES] : undefined;
  if (!kind) return undefined;
  // The points of a MULTIPOINT may stand in brackets of their own.
  const plain = word === "MULTIPOINT" ? withoutInnerBrackets(body) : body;
  const coordinates = nested(plain, kind.depth);
  return coordinates && ({ type: kind.type, coordinates } as Geometry);
}

/** A collection of one geometry is that geometry. */
function onlyMember(body: string): Geometry | undefined {
  const inner = inBrackets(body);
  if (inner === undefined || /^\s*GEOMETRYCOLLECTION/i.test(inner)) return undefined;
  return parseWkt(inner)?.geometry;
}

function withoutInnerBrackets(body: string): string {
  const inner = inBrackets(body);
  return inner === undefined ? body : `(${inner.replace(/[()]/g, " ")})`;
}

function inBrackets(text: string): string | undefined {
  const body = text.trim();
  return body.startsWith("(") && body.endsWith(")") ? body.slice(1, -1) : undefined;
}

/** `((1 2, 3 4))` to a depth: 0 one position, 1 a list of positions, 2 a list of such lists. */
function nested(body: string, depth: number): Nested | undefined {
  const inner = inBrackets(body);
  if (inner === undefined) return undefined;
  if (depth === 0) return position(inner);
  const parts = depth === 1 ? inner.split(",").map(position) : groups(inner, depth - 1);
  return parts?.every((part) => part !== undefined) ? (parts as Nested[]) : undefined;
}

function groups(inner: string, depth: number): (Nested | undefined)[] | undefined {
  const found: (Nested | undefined)[] = [];
  let level = 0;
  let start = 0;
  for (let index = 0; index < inner.length; index++) {
    const letter = inner[index] as string;
    if (letter === "(") {
      if (level === 0) start = index;
      level += 1;
    } else if (letter === ")") {
      level -= 1;
      if (level < 0) return undefined;
      if (level === 0) found.push(nested(inner.slice(start, index + 1), depth));
    } else if (level === 0 && !/[\s,]/.test(letter)) return undefined;
  }
  return level === 0 ? found : undefined;
}

function position(text: string): Position | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length < 2 || parts.length > 4) return undefined;
  if (parts.some((part) => !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(part)))
    return undefined;
  return [Number(parts[0]), Number(parts[1])];
}
