import type { PixelGrid } from "../../../geodata/radio/sweep/polar-raster.ts";
import { UTM48 } from "../../../geodata/radio/terrain/utm48.ts";
import { escapeXml } from "./escape-xml.ts";
import { withOverviews } from "./level-overviews.ts";
import { type TiffField, tiledTiff } from "./tiled-tiff.ts";

/** What stands for "not computed" in the file, dBm: no level is as low. */
const LEVEL_NODATA = -9999;

/** What a raster says of itself. */
export interface LevelMeaning {
  /** Name of the band, as QGIS and gdalinfo show it. */
  band: string;
  /** One sentence on the whole file. */
  description: string;
  software: string;
  madeAt: Date;
  /** Items of GDAL's metadata, name and value. */
  items: readonly (readonly [name: string, value: string])[];
}

/**
 * A raster of levels, dBm, as a cloud-optimised GeoTIFF (Float32, UTM 48N) with what it means; NaN
 * becomes nodata.
 */
export function levelGeotiff(
  pixels: PixelGrid,
  levelDbm: Float32Array,
  meaning: LevelMeaning,
): Uint8Array {
  const { columns, rows } = pixels;
  const values = levelDbm.map((level) => (Number.isNaN(level) ? LEVEL_NODATA : level));
  const nodata: TiffField = { tag: 42_113, type: "ascii", values: String(LEVEL_NODATA) };
  return tiledTiff(
    withOverviews({ columns, rows, values }, LEVEL_NODATA),
    [...placeFields(pixels), ...meaningFields(meaning)],
    [nodata],
    LEVEL_NODATA,
  );
}

const CITATION = "WGS 84 / UTM zone 48N|";

/** OGC 19-008r4, GeoTIFF 1.1: the pixels are areas of EPSG:32648, metres. */
function placeFields({ originEastingM, originNorthingM, cellSizeM }: PixelGrid): TiffField[] {
  const key = (id: number, value: number) => [id, 0, 1, value];
  const keys = [
    key(1024, 1),
    key(1025, 1),
    [1026, 34_737, CITATION.length, 0],
    key(3072, Number(UTM48.split(":")[1])),
    key(3076, 9001),
  ];
  // The upper left corner of the upper left pixel.
  const west = originEastingM - cellSizeM / 2;
  const north = originNorthingM + cellSizeM / 2;
  return [
    { tag: 33_550, type: "double", values: [cellSizeM, cellSizeM, 0] },
    { tag: 33_922, type: "double", values: [0, 0, 0, west, north, 0] },
    { tag: 34_735, type: "short", values: [1, 1, 1, keys.length, ...keys.flat()] },
    { tag: 34_737, type: "ascii", values: CITATION },
  ];
}

function meaningFields(meaning: LevelMeaning): TiffField[] {
  const item = (attributes: string, text: string) =>
    `  <Item ${attributes}>${escapeXml(text)}</Item>`;
  const xml = [
    "<GDALMetadata>",
    item('name="DESCRIPTION" sample="0" role="description"', meaning.band),
    item('name="UNITTYPE" sample="0" role="unittype"', "dBm"),
    ...meaning.items.map(([name, value]) => item(`name="${escapeXml(name)}"`, value)),
    "</GDALMetadata>",
  ].join("\n");
  // "2026-11-26T07:30:00.000Z" as TIFF 6.0 writes it, of the same clock.
  const dateTime = meaning.madeAt.toISOString().slice(0, 19).replaceAll("-", ":").replace("T", " ");
  return [
    { tag: 270, type: "ascii", values: meaning.description },
    { tag: 305, type: "ascii", values: meaning.software },
    { tag: 306, type: "ascii", values: dateTime },
    { tag: 42_112, type: "ascii", values: `${xml}\n` },
  ];
}
