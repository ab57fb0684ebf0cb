import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { TILE_ZOOM, TILESETS, type Tileset } from "../../geodata/model/tile-layers.ts";
import { NotFoundError } from "../errors.ts";
import { heavily } from "../http/cost-limit.ts";
import { type KeptTiles, makeKeptTiles } from "../tiles/kept-tiles.ts";
import { REVALIDATE, sendTile } from "../tiles/send-tile.ts";
import { readTileAddress } from "../tiles/tile-address.ts";
import { tileMakerOf } from "../tiles/tile-maker-of.ts";
import { readTileQuestion } from "../tiles/tile-question.ts";
import { addDocument } from "./add-document.ts";
import { COLLECTIONS, collectionOf } from "./collections.ts";
import { nearestDay, readDatetime } from "./datetime-parameter.ts";
import type { DocumentContext } from "./documents.ts";
import { selfLinks } from "./links.ts";
import { OGC_PATH, type OgcContext } from "./ogc-context.ts";
import { invalid, readParameters } from "./query-parameters.ts";
import { TILE_MATRIX_SET_ID, TILE_MATRIX_SET_URI, webMercatorQuad } from "./tile-matrix-set.ts";
import { type TilesetAddress, tilesetDocument, tilesetsList } from "./tileset-documents.ts";

interface TileParams {
  collectionId?: string;
  tileMatrix: string;
  tileRow: string;
  tileCol: string;
}

/** These addresses are for GIS; the map uses the versioned ones. */
const MAX_TILE_BYTES = 16_000_000;
/** All layers, in the order in which the whole dataset's tiles carry them. */
const ALL_TILESETS = Object.keys(TILESETS) as Tileset[];

/** OGC API – Tiles: the tiles of the map under the addresses of the standard. */
export function registerOgcTiles(app: FastifyInstance, context: OgcContext): void {
  const kept = makeKeptTiles(MAX_TILE_BYTES);

  for (const [prefix, addressOf] of [
    [`${OGC_PATH}/tiles`, wholeDataset],
    [`${OGC_PATH}/collections/:collectionId/tiles`, ofCollection],
  ] as const) {
    addDocument(app, context, {
      url: prefix,
      title: "Các bộ mảnh bản đồ",
      make: async (at, _snapshot, params) => tilesetsList(at, addressOf(at, params.collectionId)),
    });
    addDocument(app, context, {
      url: `${prefix}/${TILE_MATRIX_SET_ID}`,
      title: "Bộ mảnh bản đồ",
      async make(at, snapshot, params) {
        const address = addressOf(at, params.collectionId);
        const maker = tileMakerOf(snapshot);
        const question = await readTileQuestion(snapshot, {});
        const bounds = await maker.extent(question, address.tilesets);
        return tilesetDocument(at, address, maker.sources, bounds);
      },
    });
    app.get<{ Params: TileParams }>(
      `${prefix}/${TILE_MATRIX_SET_ID}/:tileMatrix/:tileRow/:tileCol`,
      (request, reply) => {
        const at = { base: context.baseOf(request), format: "json" } as const;
        const { tilesets } = addressOf(at, request.params.collectionId);
        return sendOgcTile(context, kept, request, reply, tilesets);
      },
    );
  }

  addDocument(app, context, {
    url: `${OGC_PATH}/tileMatrixSets`,
    title: "Lưới mảnh",
    make: async ({ base, format }) => {
      const list = `${base}/tileMatrixSets`;
      const href = `${list}/${TILE_MATRIX_SET_ID}`;
      return {
        links: selfLinks(list, {}, format),
        tileMatrixSets: [
          {
            id: TILE_MATRIX_SET_ID,
            title: TILE_MATRIX_SET_ID,
            uri: TILE_MATRIX_SET_URI,
            links: [{ rel: "self", href, type: "application/json", title: TILE_MATRIX_SET_ID }],
          },
        ],
      };
    },
  });
  addDocument(app, context, {
    url: `${OGC_PATH}/tileMatrixSets/${TILE_MATRIX_SET_ID}`,
    title: TILE_MATRIX_SET_ID,
    make: async () => webMercatorQuad(),
  });
}

function wholeDataset({ base }: DocumentContext): TilesetAddress {
  return { title: "Toàn bộ dữ liệu", list: `${base}/tiles`, tilesets: ALL_TILESETS };
}

function ofCollection({ base }: DocumentContext, collectionId = ""): TilesetAddress {
  const collection = collectionOf(collectionId);
  if (!collection) {
    const known = COLLECTIONS.map(({ id }) => id).join(", ");
    throw new NotFoundError(`Không có bộ dữ liệu này. Có: ${known}.`);
  }
  const { id, title, tileset } = collection;
  return { title, list: `${base}/collections/${id}/tiles`, tilesets: [tileset] };
}

/** A tile as of now, or of the day and the rule asked for. */
function sendOgcTile(
  context: OgcContext,
  kept: KeptTiles,
  request: FastifyRequest<{ Params: TileParams }>,
  reply: FastifyReply,
  tilesets: readonly Tileset[],
): Promise<FastifyReply> {
  const { reader } = context.deps;
  const { tileMatrix, tileRow, tileCol } = request.params;
  const { f, datetime, rule } = readParameters(request.query, ["f", "datetime", "rule"]);
  if (f !== undefined && f !== "mvt") throw invalid("f", f, "mvt");
  const interval = readDatetime(datetime);
  const address = readTileAddress(tileMatrix, tileCol, tileRow);
  if (!address)
    throw new NotFoundError(
      `Không có mảnh bản đồ này; có từ mức ${TILE_ZOOM.min} đến ${TILE_ZOOM.max}.`,
    );
  return reader.consistently(async (snapshot) => {
    const known = kept.get(snapshot.version, request.url);
    if (known) return sendTile(request, reply, known, REVALIDATE);
    const asOf = nearestDay(interval, (await snapshot.defaults()).asOf);
    const question = await readTileQuestion(snapshot, { asOf, rule });
    const maker = tileMakerOf(snapshot);
    const tile = await heavily(request, async () => {
      const day = await snapshot.sameSince(question.asOf, question.ruleId);
      return maker.tile({ ...question, asOf: day }, tilesets, address);
    });
    kept.keep(snapshot.version, request.url, tile);
    return sendTile(request, reply, tile, REVALIDATE);
  });
}
