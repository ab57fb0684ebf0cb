import type { FastifyInstance } from "fastify";
import { TILESETS, type Tileset } from "../../geodata/model/tile-layers.ts";
import type { AppDeps } from "../deps.ts";
import { NotFoundError, ProblemError } from "../errors.ts";
import { makeAnswerCache } from "../http/answers.ts";
import { heavily } from "../http/cost-limit.ts";
import { isCalendarDay } from "../ogc/datetime-parameter.ts";
import { publicOrigin } from "../ogc/public-origin.ts";
import { readParameters } from "../ogc/query-parameters.ts";
import { dataFingerprint } from "./data-fingerprint.ts";
import { makeKeptTiles } from "./kept-tiles.ts";
import { IMMUTABLE, sendTile } from "./send-tile.ts";
import { registerTerrain } from "./terrain/register-terrain.ts";
import { readTileAddress } from "./tile-address.ts";
import { tileJson } from "./tile-json.ts";
import { tileMakerOf } from "./tile-maker-of.ts";
import { readTileQuestion } from "./tile-question.ts";

interface TileParams {
  version: string;
  rule: string;
  asOf: string;
  tilesets: string;
  z: string;
  x: string;
  file: string;
}

/** TileJSON documents live as long as a version: a few hundred bytes each. */
const MAX_DOCUMENT_BYTES = 4_000_000;

/** A district's tiles of a dozen questions, with their compressed copies. */
const MAX_TILE_BYTES = 32_000_000;

/**
 * `/tiles/{tilesets}.json`: TileJSON, whose tile addresses name the dataset version;
 * `/tiles/{version}/{rule}/{asOf}/{tilesets}/{z}/{x}/{y}.mvt`: the tiles, which never change;
 * `/tiles/terrain…`: relief.
 */
export function registerTiles(app: FastifyInstance, deps: AppDeps): void {
  const documents = makeAnswerCache({ maxBytes: MAX_DOCUMENT_BYTES });
  const kept = makeKeptTiles(MAX_TILE_BYTES);
  registerTerrain(app, deps);

  app.get<{ Params: TileParams }>(
    "/tiles/:version/:rule/:asOf/:tilesets/:z/:x/:file",
    (request, reply) =>
      deps.reader.consistently(async (snapshot) => {
        const known = kept.get(snapshot.version, request.url);
        if (known) return sendTile(request, reply, known, IMMUTABLE);
        const { version, rule, asOf, tilesets: names, z, x, file } = request.params;
        const given = readParameters(request.query, ["epoch", "operator", "data"]);
        const { epoch, operator, data } = given;
        refuseOtherVersion(version, snapshot.version);
        if (data !== undefined && data !== (await dataFingerprint(snapshot)))
          throw new ProblemError("superseded", "Dữ liệu đã được thay; hãy đọc lại TileJSON.");
        const address = file.endsWith(".mvt") && readTileAddress(z, x, file.slice(0, -4));
        const tilesets = readTilesets(names);
        if (!address || !tilesets || !isCalendarDay(asOf))
          throw new NotFoundError("Không có mảnh bản đồ này.");
        const question = await readTileQuestion(snapshot, { asOf, rule, epoch, operator });
        const maker = tileMakerOf(snapshot);
        const tile = await heavily(request, async () => {
          // No tile says its day: one that is made serves every day until something changes.
          const day = await snapshot.sameSince(question.asOf, question.ruleId);
          return maker.tile({ ...question, asOf: day }, tilesets, address);
        });
        kept.keep(snapshot.version, request.url, tile);
        return sendTile(request, reply, tile, IMMUTABLE);
      }),
  );

  app.get<{ Params: { file: string } }>("/tiles/:file", (request, reply) => {
    const { file } = request.params;
    const tilesets = file.endsWith(".json") ? readTilesets(file.slice(0, -5)) : undefined;
    if (!tilesets) throw new NotFoundError("Không có bộ mảnh bản đồ này.");
    // `version` is what the asker knew: it makes the address another one after a commit.
    const { version: _, ...given } = readParameters(request.query, [
      "rule",
      "asOf",
      "epoch",
      "operator",
      "version",
    ]);
    const origin = publicOrigin(request, deps);
    return deps.reader.consistently(async (snapshot) => {
      const question = await readTileQuestion(snapshot, given);
      const maker = tileMakerOf(snapshot);
      const { version } = snapshot;
      const key = JSON.stringify([version, origin, tilesets, question]);
      return documents.send(request, reply, key, async () => {
        const bounds = await maker.extent(question, tilesets);
        const { sources } = maker;
        const fingerprint = await dataFingerprint(snapshot);
        const body = tileJson({
          origin,
          version,
          fingerprint,
          question,
          tilesets,
          sources,
          bounds,
        });
        return { body: JSON.stringify(body), contentType: "application/json" };
      });
    });
  });
}

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
