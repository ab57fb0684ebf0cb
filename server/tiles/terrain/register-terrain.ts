import type { FastifyInstance } from "fastify";
import { readTileAddress } from "../../../geodata/geometry/tile-address.ts";
import type { RouteDeps } from "../../deps.ts";
import { NotFoundError, ProblemError } from "../../errors.ts";
import { IMMUTABLE } from "../../http/answers.ts";
import { publicOrigin } from "../../http/public-origin.ts";
import { readParameters } from "../../http/query-parameters.ts";
import { addRoute } from "../../http/route-table.ts";
import { makeDistrictRelief, PROVINCE_BOUNDS } from "./district-relief.ts";
import { terrainAttribution } from "./terrain-attribution.ts";
import { TERRAIN_TILE_SIZE, TERRAIN_ZOOM, terrainTile } from "./terrain-tile.ts";

interface TerrainParams {
  hash: string;
  z: string;
  x: string;
  file: string;
}

/** `/tiles/terrain.json` and `/tiles/terrain/{hash}/{z}/{x}/{y}.png`: relief for the eye only. */
export function registerTerrain(app: FastifyInstance, deps: RouteDeps): void {
  const reliefOf = makeDistrictRelief(deps.terrain);

  addRoute(app, {
    method: "GET",
    url: "/tiles/terrain.json",
    allow: "everybody",
    handler(request, reply) {
      // What the asker knew: the relief fades at the outlines, which a commit may move.
      readParameters(request.query, ["version"]);
      const origin = publicOrigin(request, deps.config.publicUrl);
      return deps.reader.consistently(request.viewer, async (snapshot) => {
        const { hash, header } = await reliefOf(snapshot);
        const attribution = terrainAttribution(header);
        const key = JSON.stringify(["terrain", hash, origin, attribution]);
        return deps.answers.send(request, reply, snapshot, key, async () => ({
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
    },
  });

  addRoute(app, {
    method: "GET",
    url: "/tiles/terrain/:hash/:z/:x/:file",
    allow: "everybody",
    handler(request, reply) {
      const { hash: asked, z, x, file } = request.params as TerrainParams;
      readParameters(request.query, []);
      const address =
        file.endsWith(".png") && readTileAddress(z, x, file.slice(0, -4), TERRAIN_ZOOM);
      return deps.reader.consistently(request.viewer, async (snapshot) => {
        const { hash, relief } = await reliefOf(snapshot);
        if (asked !== hash && /^[0-9a-f]{12}$/.test(asked))
          throw new ProblemError("superseded", "Địa hình này đã được thay; hãy đọc lại TileJSON.");
        if (asked !== hash || !address) throw new NotFoundError("Không có mảnh địa hình này.");
        const key = `terrain ${hash} ${z}/${x}/${file}`;
        return deps.answers.send(
          request,
          reply,
          snapshot,
          key,
          async () => ({ body: terrainTile(relief, address), contentType: "image/png" }),
          { cacheControl: IMMUTABLE, codings: [], vary: "Accept-Encoding" },
        );
      });
    },
  });
}
