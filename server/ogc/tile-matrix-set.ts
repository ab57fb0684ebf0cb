import { columnOfLon, rowOfLat } from "../../geodata/geometry/tile-address.ts";
import type { Bbox } from "../../geodata/model/geojson.ts";
import { TILE_ZOOM } from "../../geodata/model/tile-layers.ts";

export const TILE_MATRIX_SET_ID = "WebMercatorQuad";
export const TILE_MATRIX_SET_URI =
  "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
export const WEB_MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857";

/** Half the side of the Web Mercator square, metres: pi times the equatorial radius of WGS 84. */
const HALF_SIDE_M = Math.PI * 6_378_137;
const TILE_PIXELS = 256;
/** Size of a standardised rendering pixel, metres (OGC 17-083r4, 6.1.1). */
const PIXEL_M = 0.00028;
/** The registered definition goes to this level. */
const LAST_MATRIX = 24;

/** The registered tile matrix set (OGC 17-083r4, annex D.1). */
export function webMercatorQuad() {
  return {
    id: TILE_MATRIX_SET_ID,
    title: "Google Maps Compatible for the World",
    uri: TILE_MATRIX_SET_URI,
    crs: WEB_MERCATOR,
    orderedAxes: ["X", "Y"],
    wellKnownScaleSet: "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
    tileMatrices: Array.from({ length: LAST_MATRIX + 1 }, (_, z) => {
      const cellSize = (2 * HALF_SIDE_M) / TILE_PIXELS / 2 ** z;
      return {
        id: String(z),
        scaleDenominator: cellSize / PIXEL_M,
        cellSize,
        cornerOfOrigin: "topLeft",
        pointOfOrigin: [-HALF_SIDE_M, HALF_SIDE_M],
        tileWidth: TILE_PIXELS,
        tileHeight: TILE_PIXELS,
        matrixWidth: 2 ** z,
        matrixHeight: 2 ** z,
      };
    }),
  };
}

/** Rows and columns that hold something, for each level that is served. */
export function tileMatrixSetLimits([west, south, east, north]: Bbox) {
  const zooms = Array.from(
    { length: TILE_ZOOM.max - TILE_ZOOM.min + 1 },
    (_, step) => TILE_ZOOM.min + step,
  );
  return zooms.map((z) => ({
    tileMatrix: String(z),
    minTileRow: Math.floor(rowOfLat(north, z)),
    maxTileRow: Math.floor(rowOfLat(south, z)),
    minTileCol: Math.floor(columnOfLon(west, z)),
    maxTileCol: Math.floor(columnOfLon(east, z)),
  }));
}
