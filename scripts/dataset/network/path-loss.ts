import { distance } from "@turf/turf";
import type { TerrainGrid } from "../../../geodata/geometry/terrain-grid.ts";

/** A point of the ground with something on it: an antenna, or a phone held up. */
export interface RaisedPoint {
  lon: number;
  lat: number;
  /** Above the ground, metres. */
  heightAglM: number;
}

/** What the relief does to a link, whatever the frequency. */
export interface Link {
  distanceKm: number;
  /**
   * Bullington's equivalent knife edge at 1 GHz (ITU-R P.526-16, 4.5.1): below -0.78 the path is
   * free, above 0 a ridge stands in the line of sight. Grows with the square root of frequency.
   */
  edgeAt1Ghz: number;
  /** Angle from the sender to the receiver or to the ridge before it, degrees, positive up. */
  elevationDeg: number;
}

/** Between terrain samples, km: the demonstration relief has nothing finer. */
const STEP_KM = 0.09;
/** Curvature of an effective earth of 8,500 km (4/3 of the real one), 1/km. */
const CURVATURE_PER_KM = 1 / 8500;
/** Speed of light / 1 GHz, metres. */
const WAVELENGTH_AT_1GHZ_M = 0.299792458;

/** The link between two raised points over the relief. Throws where an end has no height. */
export function linkBetween(
  terrain: TerrainGrid,
  sender: RaisedPoint,
  receiver: RaisedPoint,
): Link {
  const d = Math.max(distance([sender.lon, sender.lat], [receiver.lon, receiver.lat]), 0.01);
  const sendM = groundM(terrain, sender) + sender.heightAglM;
  const receiveM = groundM(terrain, receiver) + receiver.heightAglM;
  const directSlope = (receiveM - sendM) / d;
  let sendSlope = Number.NEGATIVE_INFINITY;
  let receiveSlope = Number.NEGATIVE_INFINITY;
  let freeEdge = Number.NEGATIVE_INFINITY;
  const samples = Math.max(1, Math.floor(d / STEP_KM));
  for (let index = 1; index < samples; index++) {
    const near = (d * index) / samples;
    const far = d - near;
    const share = index / samples;
    const ground = terrain.elevationM(
      sender.lon + (receiver.lon - sender.lon) * share,
      sender.lat + (receiver.lat - sender.lat) * share,
    );
    if (ground === undefined) continue;
    const raised = ground + 500 * CURVATURE_PER_KM * near * far;
    sendSlope = Math.max(sendSlope, (raised - sendM) / near);
    receiveSlope = Math.max(receiveSlope, (raised - receiveM) / far);
    const clearance = raised - (sendM * far + receiveM * near) / d;
    freeEdge = Math.max(freeEdge, edge(clearance, near, far));
  }
  if (sendSlope < directSlope || samples === 1) {
    return {
      distanceKm: d,
      edgeAt1Ghz: Math.max(freeEdge, -5),
      elevationDeg: degrees(directSlope),
    };
  }
  const near = (receiveM - sendM + receiveSlope * d) / (sendSlope + receiveSlope);
  const far = d - near;
  const clearance = sendM + sendSlope * near - (sendM * far + receiveM * near) / d;
  return {
    distanceKm: d,
    edgeAt1Ghz: edge(clearance, near, far),
    elevationDeg: degrees(sendSlope),
  };
}

/** Free space (ITU-R P.525) and Bullington diffraction (P.526-16) of a link at a frequency, dB. */
export function pathLossDb(link: Link, frequencyMhz: number): number {
  const freeSpaceDb = 32.45 + 20 * Math.log10(frequencyMhz) + 20 * Math.log10(link.distanceKm);
  const knifeEdgeDb = diffractionDb(link.edgeAt1Ghz * Math.sqrt(frequencyMhz / 1000));
  const roughDb = (1 - Math.exp(-knifeEdgeDb / 6)) * (10 + 0.02 * link.distanceKm);
  return freeSpaceDb + knifeEdgeDb + roughDb;
}

/** True when a ridge stands between the two ends. */
export function isHiddenByRidge(link: Link): boolean {
  return link.edgeAt1Ghz > 0;
}

/** P.526-16 equation (31): loss behind one edge, dB. */
function diffractionDb(nu: number): number {
  if (nu <= -0.78) return 0;
  return 6.9 + 20 * Math.log10(Math.sqrt((nu - 0.1) ** 2 + 1) + nu - 0.1);
}

/** Parameter of an edge `clearanceM` above the line of sight, `nearKm` and `farKm` from the ends. */
function edge(clearanceM: number, nearKm: number, farKm: number): number {
  const d = nearKm + farKm;
  return clearanceM * Math.sqrt((0.002 * d) / (WAVELENGTH_AT_1GHZ_M * nearKm * farKm));
}

function degrees(slopeMPerKm: number): number {
  return (Math.atan(slopeMPerKm / 1000) * 180) / Math.PI;
}

function groundM(terrain: TerrainGrid, point: RaisedPoint): number {
  const ground = terrain.elevationM(point.lon, point.lat);
  if (ground === undefined) throw new Error(`No height at ${point.lon}, ${point.lat}`);
  return ground;
}
