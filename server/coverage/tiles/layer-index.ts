import { GeoJSONVT, type GeoJSONVTFeature } from "@maplibre/geojson-vt";
import type { Geometry } from "geojson";
import { positionsOf } from "../../../geodata/geometry/bbox.ts";
import { columnOfLon, rowOfLat, type TileAddress } from "../../../geodata/geometry/tile-address.ts";
import type { Bbox } from "../../../geodata/model/geojson.ts";
import { TILE_ZOOM } from "../../../geodata/model/tile-layers.ts";
import { cleanLines, cleanRings } from "./clean-geometry.ts";

/** One thing on a layer: its shape, and the key by which its attributes are joined to it. */
export interface Shape {
  key: string;
  geometry: Geometry;
}

/** A shape as a tile shows it, in tile units. `position` is that of the shape in the layer. */
interface TileShape {
  position: number;
  feature: GeoJSONVTFeature;
}

/** The shapes of one layer, cut into tiles on demand. It knows no attributes. */
export interface LayerIndex {
  readonly keys: readonly string[];
  /** Around everything in the layer, degrees; absent for a layer without shapes. */
  readonly extent: Bbox | undefined;
  shapesOn(address: TileAddress): readonly TileShape[];
  /** What it comes to hold as its tiles are asked for, bytes. */
  readonly estimatedBytes: number;
}

/** Units across a tile and around it. 64 of 4096 keep 2 px line joints from showing at the seams. */
export const TILE_EXTENT = 4096;
const TILE_BUFFER = 64;
/**
 * Tile units (an eighth of a screen pixel each): with the library's 3, neighbours that are
 * simplified apart part by half a pixel; with 1 nothing shows and tiles grow by 8 %.
 */
const SIMPLIFY_TOLERANCE = 1;
/**
 * Measured on every layer of the demonstration, with the tiles of a map that was looked at here and
 * there: between what an index takes when it is made and once all of its tiles were asked for.
 */
const BYTES_PER = { shape: 3_000, position: 60 };

export function makeLayerIndex(shapes: readonly Shape[]): LayerIndex {
  let positions = 0;
  const extent: Bbox = [180, 90, -180, -90];
  for (const { geometry } of shapes)
    for (const [lon, lat] of positionsOf(geometry)) {
      positions += 1;
      extent[0] = Math.min(extent[0], lon!);
      extent[1] = Math.min(extent[1], lat!);
      extent[2] = Math.max(extent[2], lon!);
      extent[3] = Math.max(extent[3], lat!);
    }

  const tiles = new GeoJSONVT(
    {
      type: "FeatureCollection",
      // Ids count from 1: some readers take 0 for "none".
      features: shapes.map(({ geometry }, position) => ({
        type: "Feature",
        id: position + 1,
        geometry,
        properties: null,
      })),
    },
    {
      maxZoom: TILE_ZOOM.max,
      indexMaxZoom: 0,
      extent: TILE_EXTENT,
      buffer: TILE_BUFFER,
      tolerance: SIMPLIFY_TOLERANCE,
      wrap: false,
    },
  );

  return {
    keys: shapes.map((shape) => shape.key),
    extent: positions > 0 ? extent : undefined,
    estimatedBytes: shapes.length * BYTES_PER.shape + positions * BYTES_PER.position,
    shapesOn(address) {
      // The library remembers every tile that it was asked for: never ask beyond the data.
      if (positions === 0 || !touches(extent, address)) return [];
      const features = tiles.getTile(address.z, address.x, address.y)?.features ?? [];
      return features.flatMap((feature: GeoJSONVTFeature) => {
        const clean = cleaned(feature);
        return clean ? [{ position: Number(feature.id) - 1, feature: clean }] : [];
      });
    },
  };
}

function touches([west, south, east, north]: Bbox, { z, x, y }: TileAddress): boolean {
  const margin = TILE_BUFFER / TILE_EXTENT;
  return (
    columnOfLon(east, z) >= x - margin &&
    columnOfLon(west, z) <= x + 1 + margin &&
    rowOfLat(south, z) >= y - margin &&
    rowOfLat(north, z) <= y + 1 + margin
  );
}

function cleaned(feature: GeoJSONVTFeature): GeoJSONVTFeature | undefined {
  if (feature.type === 1) return feature.geometry.length > 0 ? feature : undefined;
  const geometry = feature.type === 2 ? cleanLines(feature.geometry) : cleanRings(feature.geometry);
  return geometry.length > 0 ? { ...feature, geometry } : undefined;
}
