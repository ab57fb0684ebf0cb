import { rewind } from "@turf/rewind";
import { truncate } from "@turf/truncate";
import type { LineString, MultiLineString, MultiPolygon, Polygon } from "geojson";
import type { LonLat } from "./province.ts";

/** What our GeoJSON publishes: 7 decimals of a degree are 1 cm. */
const DECIMALS = 7;
const rounded = (degrees: number) => Math.round(degrees * 10 ** DECIMALS);

/** True where two positions are published as one. */
export function isSamePlace(a: LonLat, b: LonLat): boolean {
  return rounded(a.lon) === rounded(b.lon) && rounded(a.lat) === rounded(b.lat);
}

/** The known position where the file tells the same to 1 cm, for it is the more exact of the two. */
export function keptPlace(told: LonLat, known: LonLat | undefined): LonLat {
  return known && isSamePlace(told, known) ? { lon: known.lon, lat: known.lat } : told;
}

type Shape = LineString | MultiLineString | Polygon | MultiPolygon;

/** True where two shapes are published as one. */
export function isSameShape(a: Shape, b: Shape): boolean {
  return asPublished(a) === asPublished(b);
}

function asPublished(shape: Shape): string {
  const { type, coordinates } = shape;
  const short = truncate({ type, coordinates } as Shape, { precision: DECIMALS, coordinates: 2 });
  const isArea = type === "Polygon" || type === "MultiPolygon";
  const wound = isArea ? (rewind(short as Polygon) as Shape) : short;
  // What we publish is of many parts throughout, also where there is one.
  const isSingle = type === "Polygon" || type === "LineString";
  return JSON.stringify(isSingle ? [wound.coordinates] : wound.coordinates);
}
