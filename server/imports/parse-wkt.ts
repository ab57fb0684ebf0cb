import type { Geometry, Position } from "geojson";

const TYPES = {
  POINT: { type: "Point", depth: 0 },
  LINESTRING: { type: "LineString", depth: 1 },
  MULTILINESTRING: { type: "MultiLineString", depth: 2 },
  POLYGON: { type: "Polygon", depth: 2 },
  MULTIPOLYGON: { type: "MultiPolygon", depth: 3 },
} as const;

type Nested = Position | Nested[];

/**
 * Well-known text as a GeoJSON geometry, heights left out; undefined for what is not WKT of a
 * point, line or area. An `SRID=…;` before it is passed over.
 */
export function parseWkt(text: string): Geometry | undefined {
  const match = /^\s*(?:SRID=\d+;)?\s*([A-Z]+)\s*(?:Z|M|ZM)?\s*(\(.*\))\s*$/is.exec(text);
  const kind = TYPES[(match?.[1] ?? "").toUpperCase() as keyof typeof TYPES];
  const body = match?.[2];
  if (!kind || body === undefined) return undefined;
  const coordinates = nested(body, kind.depth);
  return coordinates && ({ type: kind.type, coordinates } as Geometry);
}

/** `((1 2, 3 4))` to a depth: 0 one position, 1 a list of positions, 2 a list of such lists. */
function nested(body: string, depth: number): Nested | undefined {
  const inner = /^\s*\((.*)\)\s*$/s.exec(body)?.[1];
  if (inner === undefined) return undefined;
  if (depth === 0) return position(inner);
  const parts = depth === 1 ? inner.split(",").map(position) : groups(inner, depth - 1);
  return parts?.every((part) => part !== undefined) ? (parts as Nested[]) : undefined;
}

function groups(inner: string, depth: number): (Nested | undefined)[] | undefined {
  const found: (Nested | undefined)[] = [];
  let level = 0;
  let start = 0;
  for (const [index, letter] of [...inner].entries()) {
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
  const numbers = text.trim().split(/\s+/).map(Number);
  const [x, y] = numbers;
  if (x === undefined || y === undefined || numbers.some((number) => !Number.isFinite(number)))
    return undefined;
  return [x, y];
}
