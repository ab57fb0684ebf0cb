import helmet, { type FastifyHelmetOptions } from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

const HELMET: FastifyHelmetOptions = {
  // Set below: helmet would write the same policy anew for every request, a tenth of a cached answer.
  contentSecurityPolicy: false,
  referrerPolicy: { policy: "no-referrer" },
  xFrameOptions: { action: "deny" },
  // Open data: other sites may read it. TLS, and so HSTS, is the proxy's in front.
  crossOriginResourcePolicy: { policy: "cross-origin" },
  strictTransportSecurity: false,
};

/**
 * Security headers of every answer. The policy is that under which MapLibre 6 and the client run:
 * everything from this origin, nothing inline but the styles whose hashes the build of the client
 * gives (react-aria writes some).
 *
 * @param styleHashes as `sha256-…`, without quotes
 */
export async function addSecurityHeaders(
  app: FastifyInstance,
  styleHashes: readonly string[],
): Promise<void> {
  await app.register(helmet, HELMET);
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    ["style-src 'self'", ...styleHashes.map((hash) => `'${hash}'`)].join(" "),
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  app.addHook("onRequest", (_request, reply, done) => {
    reply.header("content-security-policy", policy);
    done();
  });
}

/** Swagger UI writes styles into the page; it gets a policy of its own, for its pages alone. */
export const API_PAGE_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
