import type { GeoKeys } from "./geo-keys.ts";
import type { Doubt } from "./height-file.ts";
import { RefusedFileError } from "./height-file.ts";

const FOOT = 0.3048;
const US_SURVEY_FOOT = 1200 / 3937;

/** Metres of EPSG's units of length. */
const UNIT_CODES: Record<number, number> = {
  1025: 0.001,
  1033: 0.01,
  9001: 1,
  9002: FOOT,
  9003: US_SURVEY_FOOT,
  9036: 1000,
  9095: 0.304_800_749_7,
};

/** Metres of units by the words that GDAL, Esri and others write. */
const UNIT_WORDS: Record<string, number> = {
  m: 1,
  metre: 1,
  metres: 1,
  meter: 1,
  meters: 1,
  mét: 1,
  ft: FOOT,
  foot: FOOT,
  feet: FOOT,
  "international foot": FOOT,
  "us survey foot": US_SURVEY_FOOT,
  "us survey feet": US_SURVEY_FOOT,
  us_survey_foot: US_SURVEY_FOOT,
  foot_us: US_SURVEY_FOOT,
  "us-ft": US_SURVEY_FOOT,
  "ft-us": US_SURVEY_FOOT,
  ftus: US_SURVEY_FOOT,
  mm: 0.001,
  millimetre: 0.001,
  millimeter: 0.001,
  cm: 0.01,
  centimetre: 0.01,
  centimeter: 0.01,
  dm: 0.1,
  decimetre: 0.1,
  decimeter: 0.1,
  km: 1000,
  kilometre: 1000,
  kilometer: 1000,
};

/** Heights above the sea that are taken as they are, metres (EPSG v10): the world's and the region's. */
const SEA_LEVEL = [3855, 5714, 5727, 5773, 5798, 5704, 5736, 5737];
/** Vertical systems in other units, by their unit (EPSG v10). */
const UNIT_OF_SYSTEM: Record<number, number> = {
  5702: US_SURVEY_FOOT,
  5754: 0.304_800_749_7,
  6130: FOOT,
  6131: FOOT,
  6132: FOOT,
  6360: US_SURVEY_FOOT,
  8050: FOOT,
  8052: US_SURVEY_FOOT,
  8228: FOOT,
};
/** Of these the sea is that of the whole world. */
const WORLD_IN_FEET = [8050, 8052];
/** Depths, positive downwards (EPSG v10). */
const DEPTHS = [
  5336, 5612, 5614, 5706, 5715, 5734, 5739, 5789, 5831, 5861, 5862, 5863, 5864, 5865, 5866, 5867,
  5873, 6357, 6358, 6359, 7976, 8051, 8053, 8358, 8378, 8897, 9287, 9288, 9672,
];
/** Heights above an ellipsoid: WGS 84 in three dimensions, and GeoTIFF 1.0's codes of ellipsoids. */
const isEllipsoidal = (code: number) => code === 4979 || (code >= 5001 && code <= 5033);
/** Height of the sea above the ellipsoid in the district, m (EGM96: -27 to -24). */
export const GEOID_M = -25;

export interface VerticalReference {
  metresPerUnit: number;
  doubts: Doubt[];
}

/**
 * What one unit of a file's heights is in metres, from everything that states it, and what is
 * doubtful about the level that they are counted from.
 *
 * @param words units in words, of GDAL's metadata and of the file beside
 * @throws RefusedFileError for units that are unknown or contradict each other, and for depths
 */
export function verticalReference(
  name: string,
  keys: GeoKeys,
  words: readonly (string | undefined)[],
): VerticalReference {
  const stated = new Map<string, number | undefined>();
  for (const word of words)
    if (word !== undefined && word.trim() !== "")
      stated.set(`“${word.trim()}”`, UNIT_WORDS[word.trim().toLowerCase()]);
  const unit = keys.VerticalUnitsGeoKey;
  if (unit !== undefined && unit !== 0)
    stated.set(`EPSG:${String(unit)}`, UNIT_CODES[Number(unit)]);
  const system = Number(keys.VerticalCSTypeGeoKey ?? 0);
  if (DEPTHS.includes(system))
    throw new RefusedFileError(
      name,
      `độ sâu (EPSG:${system})`,
      "độ cao trên mực nước biển",
      "Hãy đổi dấu bằng gdal_calc.py",
    );
  if (UNIT_OF_SYSTEM[system] !== undefined) stated.set(`EPSG:${system}`, UNIT_OF_SYSTEM[system]);
  const sizes = [...stated.values()];
  const [first = 1] = sizes;
  // The two feet differ by 2 in a million.
  if (sizes.some((size) => size === undefined || Math.abs(size / first - 1) > 1e-5))
    throw new RefusedFileError(
      name,
      `đơn vị độ cao ${[...stated.keys()].join(" và ")}`,
      "một đơn vị độ dài đã biết (m, ft, ftUS, …)",
      "Hãy đổi sang mét bằng gdal_calc.py rồi ghi lại tệp",
    );
  return { metresPerUnit: first, doubts: doubtsOf(name, system) };
}

function doubtsOf(name: string, system: number): Doubt[] {
  if (system === 0 || SEA_LEVEL.includes(system) || WORLD_IN_FEET.includes(system)) return [];
  if (isEllipsoidal(system))
    return [
      {
        blocks: true,
        text:
          `${name}: độ cao trên elipxoit (EPSG:${system}), ở Cao Lộc thấp hơn độ cao trên mực nước biển ` +
          `khoảng ${-GEOID_M} m. Hãy đổi bằng gdalwarp -s_srs EPSG:4979 -t_srs EPSG:4326+5773 TỆP.tif MỚI.tif.`,
      },
    ];
  if (UNIT_OF_SYSTEM[system] !== undefined)
    return [
      {
        blocks: false,
        text: `${name}: mực không của độ cao (EPSG:${system}) không phải của Việt Nam; đơn vị đã đổi sang mét, mức có thể lệch.`,
      },
    ];
  return [
    {
      blocks: true,
      text:
        `${name}: mực không của độ cao (EPSG:${system}) không rõ, có thể không phải mét trên mực nước biển. ` +
        "Hãy đổi bằng gdalwarp -t_srs EPSG:4326+5773 TỆP.tif MỚI.tif.",
    },
  ];
}
