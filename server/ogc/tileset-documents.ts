import type { Bbox } from "../../geodata/model/geojson.ts";
import { MVT_MEDIA_TYPE, type Tileset } from "../../geodata/model/tile-layers.ts";
import { type LayerSources, vectorLayers } from "../coverage/tiles/layer-source.ts";
import { CRS84, type DocumentContext, type Link, selfLinks } from "./links.ts";
import {
  TILE_MATRIX_SET_ID,
  TILE_MATRIX_SET_URI,
  tileMatrixSetLimits,
  WEB_MERCATOR,
} from "./tile-matrix-set.ts";

/** A tileset of the whole dataset, or of one collection. */
export interface TilesetAddress {
  title: string;
  /** Path of the list of tilesets that it stands in, absolute. */
  list: string;
  tilesets: readonly Tileset[];
}

const REL_TILING_SCHEME = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";

/** `/tiles`: the one tileset there is. */
export function tilesetsList({ format }: DocumentContext, { title, list }: TilesetAddress) {
  return {
    links: selfLinks(list, {}, format),
    tilesets: [
      {
        title,
        dataType: "vector",
        crs: WEB_MERCATOR,
        tileMatrixSetURI: TILE_MATRIX_SET_URI,
        links: [
          {
            rel: "self",
            href: `${list}/${TILE_MATRIX_SET_ID}`,
            type: "application/json",
            title,
          },
        ],
      },
    ],
  };
}

/** `/tiles/WebMercatorQuad`: what the tiles hold and how they are addressed (OGC 17-083r4, 8). */
export function tilesetDocument(
  { base, format }: DocumentContext,
  { title, list, tilesets }: TilesetAddress,
  sources: LayerSources,
  bounds: Bbox | undefined,
) {
  const path = `${list}/${TILE_MATRIX_SET_ID}`;
  const origin = base.slice(0, base.lastIndexOf("/"));
  const links: Link[] = [
    ...selfLinks(path, {}, format),
    {
      rel: "item",
      href: `${path}/{tileMatrix}/{tileRow}/{tileCol}`,
      type: MVT_MEDIA_TYPE,
      title: "Mảnh bản đồ vector",
      templated: true,
    },
    {
      rel: REL_TILING_SCHEME,
      href: `${base}/tileMatrixSets/${TILE_MATRIX_SET_ID}`,
      type: "application/json",
      title: "Lưới mảnh",
    },
    {
      rel: "describedby",
      href: `${origin}/tiles/${tilesets.join(",")}.json`,
      type: "application/json",
      title: "TileJSON",
    },
  ];
  return {
    title,
    dataType: "vector",
    crs: WEB_MERCATOR,
    tileMatrixSetURI: TILE_MATRIX_SET_URI,
    links,
    ...(bounds && {
      tileMatrixSetLimits: tileMatrixSetLimits(bounds),
      boundingBox: {
        lowerLeft: [bounds[0], bounds[1]],
        upperRight: [bounds[2], bounds[3]],
        crs: CRS84,
      },
    }),
    layers: vectorLayers(sources, tilesets).map(({ id, fields, minzoom, maxzoom }) => ({
      id,
      dataType: "vector",
      minTileMatrix: String(minzoom),
      maxTileMatrix: String(maxzoom),
      propertiesSchema: {
        type: "object",
        properties: Object.fromEntries(
          Object.entries(fields).map(([name, kind]) => [name, { type: kind.toLowerCase() }]),
        ),
      },
    })),
  };
}
