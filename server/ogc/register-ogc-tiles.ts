import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readTileAddress } from "../../geodata/geometry/tile-address.ts";
import { TILE_ZOOM, TILESETS, type Tileset } from "../../geodata/model/tile-layers.ts";
import { TILE_SENDING, tileAnswer } from "../coverage/tiles/tile-answer.ts";
import { tileMakerOf } from "../coverage/tiles/tile-maker-of.ts";
import { readTileQuestion } from "../coverage/tiles/tile-question.ts";
import { NotFoundError } from "../errors.ts";
import { invalid, readParameters } from "../http/query-parameters.ts";
import { addRoute } from "../http/route-table.ts";
import { addDocument } from "./add-document.ts";
import { COLLECTIONS, collectionOf } from "./collections.ts";
import { nearestDay, readDatetime } from "./datetime-parameter.ts";
import { type DocumentContext, selfLinks } from "./links.ts";
import { OGC_PATH, type OgcContext } from "./ogc-context.ts";
import { TILE_MATRIX_SET_ID, TILE_MATRIX_SET_URI, webMercatorQuad } from "./tile-matrix-set.ts";
import { type TilesetAddress, tilesetDocument, tilesetsList } from "./tileset-documents.ts";

interface TileParams {
  collectionId?: string;
  tileMatrix: string;
  tileRow: string;
  tileCol: string;
}

/** All layers, in the order in which the whole dataset's tiles carry them. */
const ALL_TILESETS = Object.keys(TILESETS) as Tileset[];

/** OGC API – Tiles: the tiles of the map under the addresses of the standard. */
export function registerOgcTiles(app: FastifyInstance, context: OgcContext): void {
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
    addRoute(app, {
      method: "GET",
      url: `${prefix}/${TILE_MATRIX_SET_ID}/:tileMatrix/:tileRow/:tileCol`,
      allow: "everybody",
      async handler(request, reply) {
        const at = { base: context.baseOf(request), format: "json" } as const;
        const { tilesets } = addressOf(at, (request.params as TileParams).collectionId);
        return sendOgcTile(context, request, reply, tilesets);
      },
    });
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
  { deps: { reader, answers } }: OgcContext,
  request: FastifyRequest,
  reply: FastifyReply,
  tilesets: readonly Tileset[],
): Promise<FastifyReply> {
  const { tileMatrix, tileRow, tileCol } = request.params as TileParams;
  const { f, datetime, rule } = readParameters(request.query, ["f", "datetime", "rule"]);
  if (f !== undefined && f !== "mvt") throw invalid("f", f, "mvt");
  const interval = readDatetime(datetime);
  const address = readTileAddress(tileMatrix, tileCol, tileRow);
  if (!address)
    throw new NotFoundError(
      `Không có mảnh bản đồ này; có từ mức ${TILE_ZOOM.min} đến ${TILE_ZOOM.max}.`,
    );
  return reader.consistently(request.viewer, async (snapshot) => {
    const asOf = nearestDay(interval, (await snapshot.defaults()).asOf);
    const question = await readTileQuestion(snapshot, { asOf, rule });
    const { key, make } = await tileAnswer(snapshot, question, tilesets, address);
    return answers.send(request, reply, snapshot, key, make, TILE_SENDING);
  });
}
