import type { SourceSpecification } from "@maplibre/maplibre-gl-style-spec";
import { TILESETS } from "../../../geodata/model/tile-layers.ts";
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

/**
 * Address of the TileJSON of a rule and day; `origin` without a slash. The version makes it another
 * address after a commit, and the TileJSON names tiles that may be kept for ever.
 */
export function tileJsonUrl(origin: string, view: View, context: MapContext): string {
  const query = new URLSearchParams({
    version: String(context.version),
    rule: context.rule,
    asOf: context.asOf,
    epoch: context.epoch,
  });
  if (view.operator !== undefined) query.set("operator", view.operator);
  return `${origin}/tiles/${Object.keys(TILESETS).join(",")}.json?${query}`;
}

/** Sources are addresses, never data. */
export function sourcesOf(
  origin: string,
  view: View,
  context: MapContext,
): Record<string, SourceSpecification> {
  return {
    [TILES]: { type: "vector", url: tileJsonUrl(origin, view, context) },
    [TERRAIN]: {
      type: "raster-dem",
      url: `${origin}/tiles/terrain.json?version=${context.version}`,
      encoding: "terrarium",
    },
  };
}
