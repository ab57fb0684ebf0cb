import type { FastifyInstance, FastifyRequest } from "fastify";
import { readTileAddress } from "../../geodata/geometry/tile-address.ts";
import { isCalendarDay } from "../../geodata/model/day.ts";
import { TILESETS, type Tileset } from "../../geodata/model/tile-layers.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { dataFingerprint } from "../coverage/tiles/data-fingerprint.ts";
import { TILE_SENDING, tileAnswer } from "../coverage/tiles/tile-answer.ts";
import { tileMakerOf } from "../coverage/tiles/tile-maker-of.ts";
import { readTileQuestion } from "../coverage/tiles/tile-question.ts";
import type { RouteDeps } from "../deps.ts";
import { NotFoundError, ProblemError } from "../errors.ts";
import { IMMUTABLE } from "../http/answers.ts";
import { publicOrigin } from "../http/public-origin.ts";
import { readParameters } from "../http/query-parameters.ts";
import { addRoute } from "../http/route-table.ts";
import { registerTerrain } from "./terrain/register-terrain.ts";
import { tileJson } from "./tile-json.ts";

interface TileParams {
  version: string;
  rule: string;
  asOf: string;
  tilesets: string;
  z: string;
  x: string;
  file: string;
}

/**
 * `/tiles/{tilesets}.json`: TileJSON, whose tile addresses name the dataset version;
 * `/tiles/{version}/{rule}/{asOf}/{tilesets}/{z}/{x}/{y}.mvt`: the tiles, which never change;
 * `/tiles/terrain…`: relief.
 */
export function registerTiles(app: FastifyInstance, deps: RouteDeps): void {
  registerTerrain(app, deps);

  addRoute(app, {
    method: "GET",
    url: "/tiles/:version/:rule/:asOf/:tilesets/:z/:x/:file",
    allow: "everybody",
    handler: (request, reply) =>
      deps.reader.consistently(request.viewer, async (snapshot) => {
        // Read and found right once: a map asks for the same tiles again and again.
        const { key, make } = await snapshot.derive(
          `tile at ${request.url}`,
          () => readTile(request, snapshot),
          () => ADDRESS_BYTES,
        );
        return deps.answers.send(request, reply, snapshot, key, make, SENDING);
      }),
  });

  addRoute(app, {
    method: "GET",
    url: "/tiles/:file",
    allow: "everybody",
    handler(request, reply) {
      const { file } = request.params as TileParams;
      const tilesets = file.endsWith(".json") ? readTilesets(file.slice(0, -5)) : undefined;
      if (!tilesets) throw new NotFoundError("Không có bộ mảnh bản đồ này.");
      // `version` is what the asker knew: it makes the address another one after a commit.
      const { version: _, ...given } = readParameters(request.query, DOCUMENT_PARAMETERS);
      const origin = publicOrigin(request, deps.config.publicUrl);
      return deps.reader.consistently(request.viewer, async (snapshot) => {
        const question = await readTileQuestion(snapshot, given);
        const key = JSON.stringify(["TileJSON", origin, tilesets, question]);
        return deps.answers.send(request, reply, snapshot, key, async () => {
          const maker = tileMakerOf(snapshot);
          const body = tileJson({
            origin,
            version: snapshot.version,
            fingerprint: await dataFingerprint(snapshot),
            question,
            tilesets,
            sources: maker.sources,
            bounds: await maker.extent(question, tilesets),
          });
          return { body: JSON.stringify(body), contentType: "application/json" };
        });
      });
    },
  });
}

/** An address with what it means, bytes. */
const ADDRESS_BYTES = 800;
const SENDING = { ...TILE_SENDING, cacheControl: IMMUTABLE };

/** What an address of a tile asks for. Throws the refusal of one that asks for nothing. */
async function readTile(request: FastifyRequest, snapshot: CoverageSnapshot) {
  const { version, rule, asOf, tilesets: names, z, x, file } = request.params as TileParams;
  const { epoch, operator, data } = readParameters(request.query, TILE_PARAMETERS);
  refuseOtherVersion(version, snapshot.version);
  if (data !== undefined && data !== (await dataFingerprint(snapshot)))
    throw new ProblemError("superseded", "Dữ liệu đã được thay; hãy đọc lại TileJSON.");
  const address = file.endsWith(".mvt") && readTileAddress(z, x, file.slice(0, -4));
  const tilesets = readTilesets(names);
  if (!address || !tilesets || !isCalendarDay(asOf))
    throw new NotFoundError("Không có mảnh bản đồ này.");
  const question = await readTileQuestion(snapshot, { asOf, rule, epoch, operator });
  return tileAnswer(snapshot, question, tilesets, address);
}

const TILE_PARAMETERS = ["epoch", "operator", "data"] as const;
const DOCUMENT_PARAMETERS = ["rule", "asOf", "epoch", "operator", "version"] as const;

/** The tilesets of a comma-separated list, each once; undefined when one does not exist. */
function readTilesets(text: string): Tileset[] | undefined {
  const names = text.split(",");
  const known = names.filter((name): name is Tileset => Object.hasOwn(TILESETS, name));
  return known.length === names.length && new Set(names).size === names.length ? known : undefined;
}

/** Tiles of an older version are gone for good; of a later one nothing is known. */
function refuseOtherVersion(asked: string, current: number): void {
  if (asked === String(current)) return;
  if (/^[1-9]\d{0,9}$/.test(asked) && Number(asked) < current)
    throw new ProblemError(
      "superseded",
      `Phiên bản dữ liệu ${asked} đã được thay bằng ${current}; hãy đọc lại TileJSON.`,
    );
  throw new NotFoundError("Không có phiên bản dữ liệu này.");
}
