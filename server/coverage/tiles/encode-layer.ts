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
  const features = index.shapesOn(address).flatMap(({ position, shape }) => {
    const tags = attributes.get(index.keys[position]!);
    // Ids count from 1: some readers take 0 for "none".
    return tags ? [{ id: position + 1, ...shape, tags }] : [];
  });
  if (features.length === 0) return new Uint8Array();
  // The library types a tile as its forms before and after projection at once: nothing is both.
  const tile = {
    ...address,
    features,
    transformed: true,
    source: null,
  } as unknown as GeoJSONVTTile;
  const encoded = fromGeojsonVt({ [name]: tile }, { version: MVT_VERSION, extent: TILE_EXTENT });
  // A copy of its own: what is cached would hold the encoder's whole buffer, up to twice as much.
  return encoded.slice();
}
