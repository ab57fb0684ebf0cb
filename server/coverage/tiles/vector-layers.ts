import {
  TILE_ZOOM,
  TILESETS,
  type TileLayer,
  type Tileset,
} from "../../../geodata/model/tile-layers.ts";
import type { LayerSources } from "./layer-source.ts";

/** One entry a layer, in the order of the tilesets (TileJSON 3.0.0, 3.3). */
export function vectorLayers(sources: LayerSources, tilesets: readonly Tileset[]) {
  return tilesets
    .flatMap((tileset): readonly TileLayer[] => TILESETS[tileset])
    .map((id) => ({
      id,
      fields: sources[id].fields,
      minzoom: Math.max(TILE_ZOOM.min, sources[id].minZoom),
      maxzoom: TILE_ZOOM.max,
    }));
}
