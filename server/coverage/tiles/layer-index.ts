import { GeoJSONVT, type GeoJSONVTFeature } from "@maplibre/geojson-vt";
import type { Geometry } from "geojson";
import { positionsOf } from "../../../geodata/geometry/bbox.ts";
import { columnOfLon, rowOfLat, type TileAddress } from "../../../geodata/geometry/tile-address.ts";
import type { Bbox } from "../../../geodata/model/geojson.ts";
import { TILE_ZOOM } from "../../../geodata/model/tile-layers.ts";
import { cleanLines, cleanRings } from "./clean-geometry.ts";
import { packShapes, type TileShape, unpackShapes } from "./packed-shapes.ts";

/** One thing on a layer: its shape, and the key by which its attributes are joined to it. */
export interface Shape {
  key: string;
  geometry: Geometry;
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
      features: shapes.map(({ geometry }, position) => ({
        type: "Feature",
        id: position,
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

  const packed = new Map<string, Int32Array>();
  function pack({ z, x, y }: TileAddress): Int32Array {
    const tile = tiles.getTile(z, x, y);
    const made = packShapes(tile?.features.flatMap(cleaned) ?? []);
    // The library would hold it unpacked; deeper tiles are cut from elsewhere.
    if (tile) tile.features = [];
    packed.set(`${z}/${x}/${y}`, made);
    return made;
  }

  return {
    keys: shapes.map((shape) => shape.key),
    extent: positions > 0 ? extent : undefined,
    estimatedBytes: shapes.length * BYTES_PER.shape + positions * BYTES_PER.position,
    shapesOn(address) {
      // Every tile that was asked for is remembered: never ask beyond the data.
      if (positions === 0 || !touches(extent, address)) return [];
      const { z, x, y } = address;
      return unpackShapes(packed.get(`${z}/${x}/${y}`) ?? pack(address));
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

/** Nothing where rounding has left nothing of it. */
function cleaned({ id, type, geometry }: GeoJSONVTFeature): TileShape[] {
  const position = Number(id);
  if (type === 1) return geometry.length > 0 ? [{ position, shape: { type, geometry } }] : [];
  const clean = type === 2 ? cleanLines(geometry) : cleanRings(geometry);
  return clean.length > 0 ? [{ position, shape: { type, geometry: clean } }] : [];
}
