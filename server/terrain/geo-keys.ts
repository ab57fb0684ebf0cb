import { definitionOfEpsg } from "./known-crs.ts";

/** Keys of a GeoTIFF by their names in OGC 19-008 (annex B). */
export type GeoKeys = Partial<Record<string, unknown>>;

/** A reference system as a file states it, or why it cannot be used. */
export type StatedCrs = { name: string; crs: string } | { unknown: string };

const USER_DEFINED = 32_767;
const METRE = 9001;
/** Degrees of an angle: EPSG's "degree" and "degree (supplier to define representation)". */
const DEGREES = [9102, 9122];
const GREENWICH = 8901;
/** GTModelTypeGeoKey: coordinates from the centre of the Earth. */
const GEOCENTRIC = 3;
/** Codes of projections: this plus the zone, and a hundred more for the south. */
const UTM_NORTH = 16_000;
/** Ellipsoids by EPSG code, for user-defined systems. */
const ELLIPSOIDS: Record<number, string> = {
  7019: "GRS80",
  7024: "krass",
  7030: "WGS84",
};

/** GeoTIFF coordinate transformation codes (annex C) and the PROJ names of their parameters. */
const TRANSFORMATIONS: Record<number, { proj: string; parameters: Record<string, string> }> = {
  1: {
    proj: "tmerc",
    parameters: {
      lat_0: "ProjNatOriginLatGeoKey",
      lon_0: "ProjNatOriginLongGeoKey",
      k: "ProjScaleAtNatOriginGeoKey",
      x_0: "ProjFalseEastingGeoKey",
      y_0: "ProjFalseNorthingGeoKey",
    },
  },
  7: {
    proj: "merc",
    parameters: {
      lon_0: "ProjNatOriginLongGeoKey",
      k: "ProjScaleAtNatOriginGeoKey",
      x_0: "ProjFalseEastingGeoKey",
      y_0: "ProjFalseNorthingGeoKey",
    },
  },
  8: {
    proj: "lcc",
    parameters: {
      lat_0: "ProjFalseOriginLatGeoKey",
      lon_0: "ProjFalseOriginLongGeoKey",
      lat_1: "ProjStdParallel1GeoKey",
      lat_2: "ProjStdParallel2GeoKey",
      x_0: "ProjFalseOriginEastingGeoKey",
      y_0: "ProjFalseOriginNorthingGeoKey",
    },
  },
  10: {
    proj: "laea",
    parameters: {
      lat_0: "ProjCenterLatGeoKey",
      lon_0: "ProjCenterLongGeoKey",
      x_0: "ProjFalseEastingGeoKey",
      y_0: "ProjFalseNorthingGeoKey",
    },
  },
  11: {
    proj: "aea",
    parameters: {
      lat_0: "ProjNatOriginLatGeoKey",
      lon_0: "ProjNatOriginLongGeoKey",
      lat_1: "ProjStdParallel1GeoKey",
      lat_2: "ProjStdParallel2GeoKey",
      x_0: "ProjFalseEastingGeoKey",
      y_0: "ProjFalseNorthingGeoKey",
    },
  },
};

/** The reference system of the keys: an EPSG code, or a projection and datum written out. */
export function crsOfKeys(keys: GeoKeys): StatedCrs {
  const projected = keys.ProjectedCSTypeGeoKey;
  const geographic = keys.GeographicTypeGeoKey;
  const code = projected ?? geographic;
  if (typeof code !== "number") return { unknown: "không ghi hệ tọa độ" };
  const unusual = unusualKey(keys);
  if (unusual !== undefined) return { unknown: unusual };
  if (code !== USER_DEFINED) {
    const crs = definitionOfEpsg(code);
    return crs === undefined ? { unknown: `EPSG:${code}` } : { name: `EPSG:${code}`, crs };
  }
  const datum = datumOf(keys);
  if (datum === undefined) return { unknown: "hệ tự định nghĩa với mốc trắc địa không rõ" };
  if (projected === undefined)
    return { name: "kinh vĩ độ tự định nghĩa", crs: `+proj=longlat ${datum} +no_defs` };
  const projection = projectionOf(keys);
  if (projection === undefined) return { unknown: "hệ tự định nghĩa với phép chiếu không rõ" };
  return {
    name: `${projection.proj} tự định nghĩa`,
    crs: `+proj=${projection.proj} ${projection.parameters} ${datum} +units=m +no_defs`,
  };
}

/**
 * What keys say beside a code or a projection that would move the whole raster if it were left out:
 * degrees counted from elsewhere than Greenwich, other angles than degrees, other lengths than metres.
 */
function unusualKey(keys: GeoKeys): string | undefined {
  const meridian = keys.GeogPrimeMeridianGeoKey ?? GREENWICH;
  const meridianDeg = keys.GeogPrimeMeridianLongGeoKey ?? 0;
  if (![0, GREENWICH, USER_DEFINED].includes(Number(meridian)) || meridianDeg !== 0)
    return `có kinh tuyến gốc không phải Greenwich (${meridianDeg === 0 ? `EPSG:${String(meridian)}` : `kinh độ ${String(meridianDeg)}`})`;
  if (meridian === USER_DEFINED && keys.GeogPrimeMeridianLongGeoKey === undefined)
    return "có kinh tuyến gốc không rõ";
  const angle = keys.GeogAngularUnitsGeoKey ?? DEGREES[0];
  const azimuth = keys.GeogAzimuthUnitsGeoKey ?? DEGREES[0];
  for (const unit of [angle, azimuth])
    if (!DEGREES.includes(Number(unit))) return `đo góc bằng đơn vị EPSG:${String(unit)}`;
  const length = keys.ProjLinearUnitsGeoKey ?? METRE;
  const lengthM = keys.ProjLinearUnitSizeGeoKey ?? 1;
  if (length !== METRE && !(length === USER_DEFINED && lengthM === 1))
    return `đo dài bằng đơn vị EPSG:${String(length)}`;
  if (keys.GTModelTypeGeoKey === GEOCENTRIC) return "tính từ tâm Trái Đất";
  return undefined;
}

/** Ellipsoid and shift to WGS 84; undefined when either would have to be guessed. */
function datumOf(keys: GeoKeys): string | undefined {
  const geographic = keys.GeographicTypeGeoKey;
  if (typeof geographic === "number" && geographic !== USER_DEFINED) {
    const known = definitionOfEpsg(geographic);
    if (known === "EPSG:4326") return "+datum=WGS84";
    const parts = known?.split(" ").filter((part) => /^\+(ellps|towgs84)=/.test(part)) ?? [];
    return parts.length === 2 ? parts.join(" ") : undefined;
  }
  const ellipsoid = ellipsoidOf(keys);
  if (ellipsoid === undefined) return undefined;
  const shift = numbers(keys.GeogTOWGS84GeoKey);
  if (shift.length === 3 || shift.length === 7) return `${ellipsoid} +towgs84=${shift.join(",")}`;
  // Without a shift only the ellipsoids of the world-wide datums say where they lie.
  const worldWide = ["+ellps=WGS84", "+ellps=GRS80"].includes(ellipsoid);
  return worldWide ? `${ellipsoid} +towgs84=0,0,0` : undefined;
}

function ellipsoidOf(keys: GeoKeys): string | undefined {
  const code = keys.GeogEllipsoidGeoKey;
  if (typeof code === "number" && ELLIPSOIDS[code]) return `+ellps=${ELLIPSOIDS[code]}`;
  const [majorM, inverseFlattening] = [
    keys.GeogSemiMajorAxisGeoKey,
    keys.GeogInvFlatteningGeoKey,
  ] as const;
  return typeof majorM === "number" && typeof inverseFlattening === "number"
    ? `+a=${majorM} +rf=${inverseFlattening}`
    : undefined;
}

function projectionOf(keys: GeoKeys): { proj: string; parameters: string } | undefined {
  const utm = Number(keys.ProjectionGeoKey) - UTM_NORTH;
  if (utm >= 1 && utm <= 60) return { proj: "utm", parameters: `+zone=${utm}` };
  if (utm >= 101 && utm <= 160) return { proj: "utm", parameters: `+zone=${utm - 100} +south` };
  const known = TRANSFORMATIONS[Number(keys.ProjCoordTransGeoKey)];
  if (!known) return undefined;
  const parameters: string[] = [];
  for (const [parameter, key] of Object.entries(known.parameters)) {
    // A parameter that is left out would have to be guessed.
    if (typeof keys[key] !== "number") return undefined;
    parameters.push(`+${parameter}=${keys[key]}`);
  }
  return { proj: known.proj, parameters: parameters.join(" ") };
}

function numbers(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return Array.isArray(value) || ArrayBuffer.isView(value)
    ? Array.from(value as ArrayLike<number>)
    : [];
}
