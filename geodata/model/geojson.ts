import { Type } from "typebox";

/** Longitude, latitude in WGS 84 degrees (RFC 7946 order). */
const Position = Type.Array(Type.Number(), {
  minItems: 2,
  maxItems: 3,
  description: "[longitude, latitude] in WGS 84 degrees",
});
const Ring = Type.Array(Position, { minItems: 4 });

const LineStringGeometry = Type.Object({
  type: Type.Literal("LineString"),
  coordinates: Type.Array(Position, { minItems: 2 }),
});
const MultiLineStringGeometry = Type.Object({
  type: Type.Literal("MultiLineString"),
  coordinates: Type.Array(Type.Array(Position, { minItems: 2 }), { minItems: 1 }),
});
const PolygonGeometry = Type.Object({
  type: Type.Literal("Polygon"),
  coordinates: Type.Array(Ring, { minItems: 1 }),
});
const MultiPolygonGeometry = Type.Object({
  type: Type.Literal("MultiPolygon"),
  coordinates: Type.Array(Type.Array(Ring, { minItems: 1 }), { minItems: 1 }),
});
export const ArealGeometry = Type.Union([PolygonGeometry, MultiPolygonGeometry]);
export const LinearGeometry = Type.Union([LineStringGeometry, MultiLineStringGeometry]);

/** WGS 84 longitude and latitude of a point, degrees. */
export const lonLat = {
  lon: Type.Number({ minimum: -180, maximum: 180, description: "Longitude, WGS 84 degrees" }),
  lat: Type.Number({ minimum: -90, maximum: 90, description: "Latitude, WGS 84 degrees" }),
};

/** west, south, east, north in WGS 84 degrees. */
export type Bbox = [west: number, south: number, east: number, north: number];
