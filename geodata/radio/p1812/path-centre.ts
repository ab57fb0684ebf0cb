import { EARTH_RADIUS_KM } from "../effective-earth.ts";

const RADIANS = Math.PI / 180;

/**
 * Latitude of the middle of a path, degrees (P.1812-8 eq. 4): half of the profile's length from the
 * transmitter on the great circle towards the receiver. Degrees, longitude first.
 */
export function pathCentreLatDeg(
  txLon: number,
  txLat: number,
  rxLon: number,
  rxLat: number,
  lengthKm: number,
): number {
  const tx = txLat * RADIANS;
  const rx = rxLat * RADIANS;
  const turn = (rxLon - txLon) * RADIANS;
  const east = Math.sin(turn) * Math.cos(rx);
  const north = Math.cos(tx) * Math.sin(rx) - Math.sin(tx) * Math.cos(rx) * Math.cos(turn);
  const chord = Math.hypot(east, north);
  const half = lengthKm / 2 / EARTH_RADIUS_KM;
  const cosAzimuth = chord === 0 ? 1 : north / chord;
  return (
    Math.asin(Math.sin(tx) * Math.cos(half) + Math.cos(tx) * Math.sin(half) * cosAzimuth) / RADIANS
  );
}
