import type { VillageListItem } from "../../geodata/model/village-list.ts";

export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Cao Lộc's 22 communes of 2023, WGS 84 degrees: extent of their lattice and half a step. */
export const CAO_LOC_BOUNDS: Bounds = [106.62, 21.73, 107.07, 22.02];

/** Deeper than tiles are made for, so that a single hamlet can be looked at. */
export const MAX_ZOOM = 17;
/** Where the map goes to show one thôn that is out of sight. */
export const VILLAGE_ZOOM = 12.5;

export interface Insets {
  left: number;
  bottom: number;
}

/** Names stand beside the easternmost markers: room for them, as much as the map can spare. */
const NAMES_PX = 72;
const NAMES_SHARE = 0.11;

/** Room around what is fitted, px, on top of what panels cover. */
export function paddingOf(insets: Insets, width: number) {
  const margin = Math.min(32, width / 18);
  return {
    top: margin,
    right: margin + Math.min(NAMES_PX, width * NAMES_SHARE),
    bottom: margin + insets.bottom,
    left: margin + insets.left,
  };
}

/** Whether a place on the screen is not under a panel nor at the very edge. */
export function isInSight(
  point: { x: number; y: number },
  size: { width: number; height: number },
  insets: Insets,
): boolean {
  const margin = 24;
  return (
    point.x >= insets.left + margin &&
    point.x <= size.width - margin &&
    point.y >= margin &&
    point.y <= size.height - insets.bottom - margin
  );
}

/** The land of a thôn reaches about so far beyond its centre, degrees (1.2 km). */
const VILLAGE_REACH_DEG = 0.011;

/** A box with the land around the centres that it was made from. */
export function grown([west, south, east, north]: Bounds): Bounds {
  const reach = VILLAGE_REACH_DEG;
  return [west - reach, south - reach, east + reach, north + reach];
}

/** Smallest box around the centres of thôn; undefined for none. */
export function boundsOf(
  villages: readonly Pick<VillageListItem, "lon" | "lat">[],
): Bounds | undefined {
  if (villages.length === 0) return undefined;
  const lons = villages.map(({ lon }) => lon);
  const lats = villages.map(({ lat }) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
