import type { GeoJSONVTTile } from "@maplibre/geojson-vt";
import { fromGeojsonVt } from "@maplibre/vt-pbf";
import type { TileAddress } from "../../../geodata/geometry/tile-address.ts";
import { type LayerIndex, TILE_EXTENT } from "./layer-index.ts";
import type { Attributes } from "./layer-source.ts";

const MVT_VERSION = 2;

/**
 * One layer of a tile as protobuf bytes, attributes joined to shapes by key; empty when nothing is
 * on the tile. Bytes of several layers one after the other are a tile with all of them.
 */
export function encodeLayer(
  name: string,
  index: LayerIndex,
  attributes: ReadonlyMap<string, Attributes>,
  address: TileAddress,
): Uint8Array {
  const features = index.shapesOn(address).flatMap(({ position, feature }) => {
    const tags = attributes.get(index.keys[position]!);
    return tags ? [{ ...feature, tags }] : [];
  });
  if (features.length === 0) return new Uint8Array();
  // The library types a tile as its forms before and after projection at once: nothing is both.
  const tile = {
    ...address,
    features,
    transformed: true,
    source: null,
  } as unknown as GeoJSONVTTile;
  return fromGeojsonVt({ [name]: tile }, { version: MVT_VERSION, extent: TILE_EXTENT });
}
