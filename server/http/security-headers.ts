import type { FastifyHelmetOptions } from "@fastify/helmet";

/**
 * The policy under which MapLibre 6 and the client run: everything from this origin, nothing inline
 * but the styles whose hashes the build of the client gives (react-aria writes one).
 *
 * @param styleHashes as `sha256-…`, without quotes
 */
export function helmetOptions(styleHashes: readonly string[]): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'"],
        styleSrc: ["'self'", ...styleHashes.map((hash) => `'${hash}'`)],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
    // Open data: other sites may read it. TLS, and so HSTS, is the proxy's in front.
    crossOriginResourcePolicy: { policy: "cross-origin" },
    strictTransportSecurity: false,
  };
}

/** Swagger UI writes styles into the page; it gets a policy of its own, for its pages alone. */
export const API_PAGE_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
