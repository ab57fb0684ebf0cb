import proj4 from "proj4";

/**
 * The seven parameters from VN-2000 to WGS 84 (EPSG:6960), rotations in the position-vector
 * convention; with their signs reversed positions move by 0.8 m, without them by 225 m.
 */
const TO_WGS84 =
  "+towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278";

/** Central meridians of the 3° zones (TM-3) by their EPSG codes, degrees: a zone a province. */
const TM3_MERIDIAN_DEG = {
  "EPSG:5896": 102,
  "EPSG:5897": 105,
  "EPSG:5898": 108,
  "EPSG:5899": 107.75,
  "EPSG:9205": 103,
  "EPSG:9206": 104,
  "EPSG:9207": 104.5,
  "EPSG:9208": 104.75,
  "EPSG:9209": 105.5,
  "EPSG:9210": 105.75,
  "EPSG:9211": 106,
  "EPSG:9212": 106.25,
  "EPSG:9213": 106.5,
  "EPSG:9214": 107,
  /** The province's own zone. */
  "EPSG:9215": 107.25,
  "EPSG:9216": 107.5,
  "EPSG:9217": 108.25,
  "EPSG:9218": 108.5,
} as const;
type Tm3Crs = keyof typeof TM3_MERIDIAN_DEG;

export type Vn2000Crs = "EPSG:4756" | "EPSG:3405" | "EPSG:3406" | Tm3Crs;

/** The national grids as PROJ strings: degrees of the datum, two UTM zones, the zones of TM-3. */
export const VN2000_CRS: Readonly<Record<Vn2000Crs, string>> = {
  "EPSG:4756": `+proj=longlat +ellps=WGS84 ${TO_WGS84} +no_defs`,
  "EPSG:3405": `+proj=utm +zone=48 +ellps=WGS84 ${TO_WGS84} +units=m +no_defs`,
  "EPSG:3406": `+proj=utm +zone=49 +ellps=WGS84 ${TO_WGS84} +units=m +no_defs`,
  ...(Object.fromEntries(
    Object.entries(TM3_MERIDIAN_DEG).map(([code, meridian]) => [
      code,
      `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 ${TO_WGS84} +units=m +no_defs`,
    ]),
  ) as Record<Tm3Crs, string>),
};

/** The grid of a central meridian in 3° zones ("kinh tuyến trục 107°15′, múi 3°"). */
export function tm3OfMeridian(meridianDeg: number): Vn2000Crs | undefined {
  return (Object.keys(TM3_MERIDIAN_DEG) as Tm3Crs[]).find(
    (code) => TM3_MERIDIAN_DEG[code] === meridianDeg,
  );
}

const WGS84 = "+proj=longlat +datum=WGS84 +no_defs";

/**
 * A position of a grid in WGS 84. `first` and `second` are easting and northing in metres (for
 * EPSG:4756 longitude and latitude in degrees).
 */
export function fromVn2000(crs: Vn2000Crs, first: number, second: number) {
  const [lon, lat] = proj4(VN2000_CRS[crs], WGS84, [first, second]) as [number, number];
  return { lon, lat };
}

/** The reverse of `fromVn2000`: easting and northing (for EPSG:4756 degrees). */
export function toVn2000(crs: Vn2000Crs, lon: number, lat: number): [number, number] {
  return proj4(WGS84, VN2000_CRS[crs], [lon, lat]) as [number, number];
}

/** A position as surveyors here write it: X is the northing, Y the easting, metres. */
export interface Vn2000Tm3 {
  /** Northing, m. */
  x: number;
  /** Easting, m; 500,000 on the central meridian. */
  y: number;
}

/** WGS 84 degrees to VN-2000, central meridian 107°15', 3° zone (EPSG:9215). */
export function toVn2000Tm3(lon: number, lat: number): Vn2000Tm3 {
  const [easting, northing] = toVn2000("EPSG:9215", lon, lat);
  return { x: northing, y: easting };
}

/** VN-2000, central meridian 107°15', 3° zone (EPSG:9215) to WGS 84 degrees. */
export function fromVn2000Tm3({ x, y }: Vn2000Tm3): { lon: number; lat: number } {
  return fromVn2000("EPSG:9215", y, x);
}
