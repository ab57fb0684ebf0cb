import type { FastifyReply, FastifyRequest } from "fastify";
import { acceptsGzip } from "../ogc/accepts-gzip.ts";
import type { MadeTile } from "./tile-maker.ts";

export const MVT_MEDIA_TYPE = "application/vnd.mapbox-vector-tile";
/** For addresses that name the dataset version: they never change (RFC 8246). */
export const IMMUTABLE = "public, max-age=31536000, immutable";
/** For addresses that mean "as of now": ask again, mostly to hear 304. */
export const REVALIDATE = "no-cache";

/** Sends a tile compressed once or plain; 204 when it is empty. */
export async function sendTile(
  request: FastifyRequest,
  reply: FastifyReply,
  tile: MadeTile,
  cacheControl: string,
): Promise<FastifyReply> {
  const isZipped = tile.raw.length > 0 && acceptsGzip(request.headers["accept-encoding"]);
  const etag = isZipped ? `${tile.etag.slice(0, -1)}-gzip"` : tile.etag;
  reply
    .header("cache-control", cacheControl)
    .header("etag", etag)
    .header("vary", "Accept-Encoding");
  if (tile.raw.length === 0) return reply.code(204).send();
  reply.header("content-type", MVT_MEDIA_TYPE);
  if (!isZipped) return reply.send(tile.raw);
  return reply.header("content-encoding", "gzip").send(await tile.gzipped());
}
