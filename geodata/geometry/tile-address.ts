import type { Bbox } from "../model/geojson.ts";
import { TILE_ZOOM } from "../model/tile-layers.ts";

/** A tile of the WebMercatorQuad matrix set; row 0 is the northernmost. */
export interface TileAddress {
  z: number;
  x: number;
  y: number;
}

const WHOLE = /^(0|[1-9]\d{0,8})$/;

/** Reads the three numbers of a tile; undefined when there is no such tile in the zooms served. */
export function readTileAddress(
  z: string,
  x: string,
  y: string,
  zooms: { min: number; max: number } = TILE_ZOOM,
): TileAddress | undefined {
  if (!WHOLE.test(z) || !WHOLE.test(x) || !WHOLE.test(y)) return undefined;
  const address = { z: Number(z), x: Number(x), y: Number(y) };
  if (address.z < zooms.min || address.z > zooms.max) return undefined;
  const size = 2 ** address.z;
  return address.x < size && address.y < size ? address : undefined;
}

/** Longitude of the west edge of a column, degrees; fractions of columns are fine. */
export function lonOfColumn(x: number, z: number): number {
  return (x / 2 ** z) * 360 - 180;
}

/** Latitude of the north edge of a row, degrees; fractions of rows are fine. */
export function latOfRow(y: number, z: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI;
}

/** Column that a longitude lies in, with its fraction. */
export function columnOfLon(lon: number, z: number): number {
  return ((lon + 180) / 360) * 2 ** z;
}

/** Row that a latitude lies in, with its fraction. */
export function rowOfLat(lat: number, z: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z;
}

/** What a tile covers, degrees. */
export function boundsOf({ z, x, y }: TileAddress): Bbox {
  return [lonOfColumn(x, z), latOfRow(y + 1, z), lonOfColumn(x + 1, z), latOfRow(y, z)];
}
