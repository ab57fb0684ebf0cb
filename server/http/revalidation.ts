import type { FastifyInstance } from "fastify";

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
    const held = request.headers["if-none-match"];
    if (typeof etag !== "string" || held === undefined || !isHeld(held, etag)) {
      return done(null, payload);
    }
    reply.code(304).removeHeader("content-encoding").removeHeader("content-length");
    done(null, "");
  });
}

/** Weak comparison (RFC 9110, 13.1.2); compressed copies of one answer are one answer here. */
function isHeld(header: string, etag: string): boolean {
  if (header.trim() === "*") return true;
  return header.split(",").some((tag) => opaqueOf(tag) === opaqueOf(etag));
}

function opaqueOf(tag: string): string {
  return tag
    .trim()
    .replace(/^W\//, "")
    .replace(/-(br|gzip)"$/, '"');
}
