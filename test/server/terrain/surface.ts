import { writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Ground that every test knows: 338-662 m, waves of 4 to 10 km. Its slopes reach 0.15, so that half
 * a pixel of 90 m too far is 5 m and more; between centres 90 m apart it bends by less than 0.4 m.
 */
export function surfaceM(lon: number, lat: number): number {
  const turn = 2 * Math.PI;
  return (
    500 +
    130 * Math.sin((turn * lon) / 0.1) * Math.cos((turn * lat) / 0.09) +
    32 * Math.sin((turn * (lon + lat)) / 0.05)
  );
}

/** Never a height of the surface: what a void must not become. */
export const SURFACE_MIN_M = 330;

/** Where `writeHgt` leaves a hole unless told otherwise: west, south, east, north, degrees. */
export const HOLE = [106.93, 21.84, 106.95, 21.855] as const;

/** Writes an SRTM tile of the surface, whole metres, big-endian; returns its path. */
export function writeHgt(
  folder: string,
  name: string,
  {
    side = 1201,
    isVoid = () => false,
    heightM = surfaceM,
  }: {
    side?: number;
    isVoid?: (lon: number, lat: number) => boolean;
    heightM?: (lon: number, lat: number) => number;
  } = {},
): string {
  const [south, west] = [Number(name.slice(1, 3)), Number(name.slice(4, 7))];
  const bytes = Buffer.alloc(side * side * 2);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const lon = west + column / (side - 1);
      const lat = south + 1 - row / (side - 1);
      const height = isVoid(lon, lat) ? -32_768 : Math.round(heightM(lon, lat));
      bytes.writeInt16BE(height, (row * side + column) * 2);
    }
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

export function isInHole(lon: number, lat: number): boolean {
  const [west, south, east, north] = HOLE;
  return lon > west && lon < east && lat > south && lat < north;
}
