import type { FastifyInstance, FastifyRequest } from "fastify";

/**
 * Answers 304 to whoever holds the same ETag already, and takes the ETag off refusals, which the
 * etag plugin would give one too. Register after that plugin.
 */
export function addRevalidation(app: FastifyInstance): void {
  app.addHook("onSend", (request, reply, payload, done) => {
    const etag = reply.getHeader("etag");
    if (reply.statusCode !== 200) {
      reply.removeHeader("etag");
      return done(null, payload);
    }
    if (typeof etag !== "string" || !isHeldBy(request, etag)) return done(null, payload);
    reply.code(304).removeHeader("content-encoding").removeHeader("content-length");
    done(null, "");
  });
}

/**
 * Whether the caller holds this answer, or a compressed copy of it. Weak comparison (RFC 9110,
 * 13.1.2).
 */
export function isHeldBy(request: FastifyRequest, etag: string): boolean {
  const held = request.headers["if-none-match"];
  if (held === undefined) return false;
  if (held.trim() === "*") return true;
  return held.split(",").some((tag) => opaqueOf(tag) === opaqueOf(etag));
}

function opaqueOf(tag: string): string {
  return tag
    .trim()
    .replace(/^W\//, "")
    .replace(/-(br|gzip)"$/, '"');
}
