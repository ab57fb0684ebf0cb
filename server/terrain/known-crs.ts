import proj4 from "proj4";
import { VN2000_CRS } from "../../geodata/geometry/vn2000.ts";

/** Central meridians of the provinces' 3° zones of VN-2000 by EPSG code, degrees (EPSG v10). */
const TM3_MERIDIANS: Record<number, number> = {
  5896: 102,
  5897: 105,
  5898: 108,
  5899: 107.75,
  9205: 103,
  9206: 104,
  9207: 104.5,
  9208: 104.75,
  9209: 105.5,
  9210: 105.75,
  9211: 106,
  9212: 106.25,
  9213: 106.5,
  9214: 107,
  9215: 107.25,
  9216: 107.5,
  9217: 108.25,
  9218: 108.5,
};

/** China's CGCS2000, which is WGS 84 to some decimetres: degrees, 6° and 3° zones next door. */
const CGCS2000: Record<number, string> = {
  4490: "+proj=longlat +ellps=GRS80 +towgs84=0,0,0 +no_defs",
  4507: "+proj=tmerc +lat_0=0 +lon_0=105 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +towgs84=0,0,0 +units=m +no_defs",
  4545: "+proj=tmerc +lat_0=0 +lon_0=108 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +towgs84=0,0,0 +units=m +no_defs",
};

/**
 * Definition of an EPSG code for proj4, with its shift to WGS 84; undefined for one that is not
 * known here. Rejected: packages with all codes. geotiff-geokeys-to-proj4 leaves out the shift of
 * VN-2000 (225 m), epsg-index has its rotations the wrong way round (0.8 m).
 */
export function definitionOfEpsg(code: number): string | undefined {
  const name = `EPSG:${code}`;
  if (name in VN2000_CRS) return VN2000_CRS[name as keyof typeof VN2000_CRS];
  if (code === 3406) return VN2000_CRS["EPSG:3405"].replace("+zone=48", "+zone=49");
  const meridian = TM3_MERIDIANS[code];
  if (meridian !== undefined)
    return VN2000_CRS["EPSG:9215"].replace("+lon_0=107.25", `+lon_0=${meridian}`);
  if (CGCS2000[code] !== undefined) return CGCS2000[code];
  // WGS 84 and its UTM zones, NAD83, web Mercator.
  return proj4.defs(name) ? name : undefined;
}

/** What `--crs` may be: an EPSG code known here, or a PROJ string or WKT that proj4 can read. */
export function definitionOfText(text: string): string | undefined {
  const code = /^EPSG:(\d+)$/i.exec(text.trim())?.[1];
  if (code !== undefined) return definitionOfEpsg(Number(code));
  try {
    proj4(text, "EPSG:4326").forward([0, 0]);
    return text;
  } catch {
    return undefined;
  }
}
