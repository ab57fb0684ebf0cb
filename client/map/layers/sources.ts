import type { SourceSpecification } from "@maplibre/maplibre-gl-style-spec";
import { TILE_ZOOM, TILESETS } from "../../../geodata/model/tile-layers.ts";
import type { View } from "../../view.ts";
import type { MapContext } from "../map-context.ts";

/** All vector layers come in one tile: one request instead of five. */
export const TILES = "tiles";
export const TERRAIN = "terrain";

/**
 * The province of Lạng Sơn with a margin, WGS 84 degrees: the camera never leaves it. From the
 * boundary file of the communes of 2025 (106.096-107.364 east, 21.325-22.462 north).
 */
export const PROVINCE_BOUNDS = [105.95, 21.2, 107.5, 22.6] as const;

/** Address of the vector tiles of a dataset version, rule and day; `origin` without a slash. */
export function tileUrl(origin: string, view: View, context: MapContext): string {
  const tilesets = Object.keys(TILESETS).join(",");
  const query = new URLSearchParams({ epoch: context.epoch });
  if (view.operator !== undefined) query.set("operator", view.operator);
  const path = [context.version, context.rule, context.asOf, tilesets].join("/");
  return `${origin}/tiles/${path}/{z}/{x}/{y}.mvt?${query}`;
}

/** Sources are addresses, never data. */
export function sourcesOf(
  origin: string,
  view: View,
  context: MapContext,
): Record<string, SourceSpecification> {
  return {
    [TILES]: {
      type: "vector",
      tiles: [tileUrl(origin, view, context)],
      minzoom: TILE_ZOOM.min,
      maxzoom: TILE_ZOOM.max,
      bounds: [...PROVINCE_BOUNDS],
    },
    [TERRAIN]: { type: "raster-dem", url: `${origin}/tiles/terrain.json`, encoding: "terrarium" },
  };
}
