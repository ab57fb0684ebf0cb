import proj4 from "proj4";

/** The working grid of everything that computes with terrain: WGS 84 / UTM zone 48 north. */
export const UTM48 = "EPSG:32648";
/** Scale on the central meridian 105° E and false easting of UTM (DMA TM 8358.2, chapter 2). */
const CENTRAL_SCALE = 0.9996;
const FALSE_EASTING_M = 500_000;
/** Mean radius of the ellipsoid WGS 84 at 22° N, m: the square root of both main radii's product. */
const MEAN_RADIUS_M = 6_362_700;

/** A point of the working grid, metres. */
export interface UtmPoint {
  eastingM: number;
  northingM: number;
}

const converter = proj4("EPSG:4326", UTM48);

/** WGS 84 degrees to the working grid. Exact to a millimetre some degrees beyond the zone too. */
export function toUtm48(lon: number, lat: number): UtmPoint {
  const [eastingM, northingM] = converter.forward([lon, lat]) as [number, number];
  return { eastingM, northingM };
}

/** The working grid to WGS 84 degrees. */
export function fromUtm48({ eastingM, northingM }: UtmPoint): { lon: number; lat: number } {
  const [lon, lat] = converter.inverse([eastingM, northingM]) as [number, number];
  return { lon, lat };
}

/**
 * Metres of the grid in a metre on the ellipsoid, at an easting: 0.9999 to 1.0002 over the
 * district, below 1.001 in the whole zone. By k = k0 (1 + x²/2R²), good to 1e-6 here.
 */
export function scaleFactorAt(eastingM: number): number {
  const x = (eastingM - FALSE_EASTING_M) / (CENTRAL_SCALE * MEAN_RADIUS_M);
  return CENTRAL_SCALE * (1 + (x * x) / 2);
}

/**
 * True distance between two points of the grid along the ellipsoid, m. The grid alone is up to
 * 0.03 % off in the district; with the scale half-way (Simpson's rule, Snyder 1987, eq. 8-12) what
 * is left over 100 km is below 0.001 %. A straight line of the grid leaves the geodesic by less
 * than a metre over 30 km, so profiles are drawn straight in the grid.
 */
export function groundDistanceM(from: UtmPoint, to: UtmPoint): number {
  const gridM = Math.hypot(to.eastingM - from.eastingM, to.northingM - from.northingM);
  const inverseScale =
    (1 / scaleFactorAt(from.eastingM) +
      4 / scaleFactorAt((from.eastingM + to.eastingM) / 2) +
      1 / scaleFactorAt(to.eastingM)) /
    6;
  return gridM * inverseScale;
}

/** The central meridian of the zone, degrees. */
const CENTRAL_LON = 105;

/**
 * By how many degrees grid north lies clockwise of true north: an azimuth from true north is one
 * from grid north plus this (Snyder 1987, eq. 8-11 to its first term; 0.01 degrees at 4 degrees off).
 */
export function gridConvergenceDeg(point: UtmPoint): number {
  const { lon, lat } = fromUtm48(point);
  const rad = Math.PI / 180;
  return Math.atan(Math.tan((lon - CENTRAL_LON) * rad) * Math.sin(lat * rad)) / rad;
}
