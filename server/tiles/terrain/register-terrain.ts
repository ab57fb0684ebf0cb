import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { LRUCache } from "lru-cache";
import type { AppDeps } from "../../deps.ts";
import { NotFoundError, ProblemError } from "../../errors.ts";
import { makeAnswerCache } from "../../http/answers.ts";
import { heavily } from "../../http/cost-limit.ts";
import { publicOrigin } from "../../ogc/public-origin.ts";
import { readParameters } from "../../ogc/query-parameters.ts";
import { IMMUTABLE } from "../send-tile.ts";
import { readTileAddress } from "../tile-address.ts";
import { makeDistrictRelief, PROVINCE_BOUNDS } from "./district-relief.ts";
import { terrainAttribution } from "./terrain-attribution.ts";
import { TERRAIN_TILE_SIZE, TERRAIN_ZOOM, terrainTile } from "./terrain-tile.ts";

interface TerrainParams {
  hash: string;
  z: string;
  x: string;
  file: string;
}

/** The district's tiles of all zooms are about 6 MB. */
const MAX_TILE_BYTES = 24_000_000;
const MAX_DOCUMENT_BYTES = 100_000;

/** `/tiles/terrain.json` and `/tiles/terrain/{hash}/{z}/{x}/{y}.png`: relief for the eye only. */
export function registerTerrain(app: FastifyInstance, deps: AppDeps): void {
  const reliefOf = makeDistrictRelief(deps.terrain);
  const documents = makeAnswerCache({ maxBytes: MAX_DOCUMENT_BYTES });
  const tiles = new LRUCache<string, { png: Buffer; etag: string }>({
    maxSize: MAX_TILE_BYTES,
    sizeCalculation: ({ png }) => png.length,
  });

  app.get("/tiles/terrain.json", (request, reply) => {
    // What the asker knew: the relief fades at the outlines, which a commit may move.
    readParameters(request.query, ["version"]);
    const origin = publicOrigin(request, deps);
    return deps.reader.consistently(async (snapshot) => {
      const { hash, header } = await reliefOf(snapshot);
      const attribution = terrainAttribution(header);
      return documents.send(request, reply, `${hash} ${origin} ${attribution}`, async () => ({
        body: JSON.stringify({
          tilejson: "3.0.0",
          name: "terrain",
          attribution,
          scheme: "xyz",
          tiles: [`${origin}/tiles/terrain/${hash}/{z}/{x}/{y}.png`],
          minzoom: TERRAIN_ZOOM.min,
          maxzoom: TERRAIN_ZOOM.max,
          bounds: PROVINCE_BOUNDS,
          encoding: "terrarium",
          tileSize: TERRAIN_TILE_SIZE,
        }),
        contentType: "application/json",
      }));
    });
  });

  app.get<{ Params: TerrainParams }>("/tiles/terrain/:hash/:z/:x/:file", (request, reply) => {
    const { hash: asked, z, x, file } = request.params;
    readParameters(request.query, []);
    return deps.reader.consistently(async (snapshot) => {
      const { hash, relief } = await reliefOf(snapshot);
      if (asked !== hash && /^[0-9a-f]{12}$/.test(asked))
        throw new ProblemError("superseded", "Địa hình này đã được thay; hãy đọc lại TileJSON.");
      const address =
        file.endsWith(".png") && readTileAddress(z, x, file.slice(0, -4), TERRAIN_ZOOM);
      if (asked !== hash || !address) throw new NotFoundError("Không có mảnh địa hình này.");
      const key = `${hash}/${z}/${x}/${file}`;
      let tile = tiles.get(key);
      if (!tile) {
        const png = await heavily(request, async () => terrainTile(relief, address));
        tile = { png, etag: `"${createHash("sha1").update(png).digest("base64url")}"` };
        tiles.set(key, tile);
      }
      reply.header("cache-control", IMMUTABLE).header("etag", tile.etag);
      return reply.header("content-type", "image/png").send(tile.png);
    });
  });
}
