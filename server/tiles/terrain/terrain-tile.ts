import {
  boundsOf,
  latOfRow,
  lonOfColumn,
  type TileAddress,
} from "../../../geodata/geometry/tile-address.ts";
import type { FadedRelief } from "./faded-relief.ts";
import { encodePng } from "./png.ts";
import { writeTerrarium } from "./terrarium.ts";

/** Pixels along an edge. */
export const TERRAIN_TILE_SIZE = 256;
/** At zoom 12 a pixel is 35 m on the ground, finer than the grid's 90 m. */
export const TERRAIN_ZOOM = { min: 7, max: 12 } as const;

/** A raster-dem tile as a terrarium PNG; each pixel is the height at its centre. */
export function terrainTile(relief: FadedRelief, address: TileAddress): Buffer {
  const { z, x, y } = address;
  const size = TERRAIN_TILE_SIZE;
  const rgb = new Uint8Array(size * size * 3);
  const isFlat = !relief.hasRelief(...boundsOf(address));
  for (let row = 0; row < size; row++) {
    const lat = latOfRow(y + (row + 0.5) / size, z);
    for (let column = 0; column < size; column++) {
      const lon = lonOfColumn(x + (column + 0.5) / size, z);
      const heightM = isFlat ? relief.groundM : relief.heightM(lon, lat);
      writeTerrarium(rgb, row * size + column, heightM);
    }
  }
  return encodePng(rgb, size, size);
}
