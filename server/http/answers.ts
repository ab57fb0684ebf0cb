import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import { bestCoding } from "./accept.ts";
import { heavily } from "./cost-limit.ts";
import { isHeldBy } from "./revalidation.ts";
import { makeStampedBody, type StampedBody } from "./stamped-body.ts";

/** What a route makes: a body and what it is. An empty body is sent as 204. */
export interface Answer {
  body: string | Buffer;
  contentType: string;
  headers?: Readonly<Record<string, string>>;
  /** What ends the body and is new again and again, e.g. the second of the answer: no change, so it wants a weak `etag`. */
  tail?: () => string;
  /** With its quotes; of the body where absent. */
  etag?: string;
}

/** From what an answer is made, and for whose eyes. */
export interface AnswerSource {
  /** Of the data; 0 for what no data changes. */
  readonly version: number;
  readonly scope: { readonly key: string; readonly isPublic: boolean };
}

/** The same for everybody, whatever the data. */
export const STATIC: AnswerSource = { version: 0, scope: { key: "public", isPublic: true } };

export interface SendOptions {
  /** Of a public answer: asked again each time unless it says otherwise. */
  cacheControl?: string;
  /** Codings worth their time, the best first; none for what is compressed already. */
  codings?: readonly Coding[];
  vary?: string;
}

type Coding = "br" | "gzip";

/** For addresses that name the dataset version: they never change (RFC 8246). */
export const IMMUTABLE = "public, max-age=31536000, immutable";
/** For addresses that mean "as of now": ask again, mostly to hear 304. */
const REVALIDATE = "no-cache";
/** What not everybody may see is stored by nobody on the way. */
const PRIVATE = "private, no-store";

const ALL_CODINGS: readonly Coding[] = ["br", "gzip"];
const CODERS: Record<Coding, (raw: Buffer) => Promise<Buffer>> = {
  br: (raw) => promisify(brotliCompress)(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  // Level 4 takes half the time of 6, and 3 % more bytes.
  gzip: (raw) => promisify(gzip)(raw, { level: 4 }),
};
/** Below this a compressed body saves no packet, bytes. */
const WORTH_CODING_BYTES = 1024;

/** How long what comes from this source may be kept by others. */
export function cacheControlOf({ scope }: AnswerSource, ofPublic = REVALIDATE): string {
  return scope.isPublic ? ofPublic : PRIVATE;
}

interface CachedAnswer {
  raw: Buffer;
  contentType: string;
  headers: Readonly<Record<string, string>>;
  etag: string;
  /** Compressed copies, made when first asked for. */
  coded: Map<Coding, Promise<Buffer>>;
  stamped?: { body: StampedBody; tail: () => string };
}

/**
 * Every answer that is a pure function of (viewer's scope, dataset version, key), as bytes: of the
 * API, its documents, tiles and pages, within one budget for the whole process. Asking again costs a
 * look-up; two that ask at once wait for the same work; what does not fit is made for each.
 */
export interface AnswerCache {
  /**
   * Sends the answer for `key`, with ETag, 304 and compression, or makes, caches and sends it.
   *
   * @param key everything that it depends on beside its source: the route and what was asked, resolved
   * @param make gets the signal of a caller who has gone
   */
  send(
    request: FastifyRequest,
    reply: FastifyReply,
    source: AnswerSource,
    key: string,
    make: (signal: AbortSignal) => Promise<Answer>,
    options?: SendOptions,
  ): Promise<FastifyReply>;
}

/** @param maxBytes of all cached answers with their compressed copies */
export function makeAnswerCache(maxBytes: number): AnswerCache {
  const cached = new LRUCache<string, CachedAnswer>({
    maxSize: maxBytes,
    // The two compressed copies together are less than half of the raw bytes; of what is stamped the
    // last one that was sent is held too.
    sizeCalculation: ({ raw, stamped }) => Math.ceil(raw.length * (stamped ? 3 : 1.5)) + 500,
  });

  return {
    async send(request, reply, source, key, make, options = {}) {
      const { version, scope } = source;
      const { codings = ALL_CODINGS, vary = "Accept, Accept-Encoding" } = options;
      const cacheKey = `${scope.key} ${version} ${key}`;
      const answer =
        cached.get(cacheKey) ??
        (await heavily(request, async (signal) => {
          // Whoever waited for the work of another finds it done.
          const known = cached.get(cacheKey);
          if (known) return known;
          const made = toCache(await make(signal));
          cached.set(cacheKey, made);
          return made;
        }));
      reply
        .headers(answer.headers)
        .header("cache-control", cacheControlOf(source, options.cacheControl))
        .header("etag", answer.etag)
        .header("vary", vary);
      if (answer.raw.length === 0) return reply.code(204).send();
      reply.header("content-type", answer.contentType);
      const { raw, stamped } = answer;
      const coding = isHeldBy(request, answer.etag)
        ? undefined
        : codingFor(request, raw.length, stamped ? ["gzip"] : codings);
      if (!coding) return reply.send(stamped ? stamped.body.plain(stamped.tail()) : raw);
      if (stamped)
        return reply
          .header("content-encoding", coding)
          .send(await stamped.body.gzipped(stamped.tail()));
      let copy = answer.coded.get(coding);
      if (!copy) {
        copy = CODERS[coding](raw).then(withoutPool);
        answer.coded.set(coding, copy);
      }
      return reply
        .header("etag", `${answer.etag.slice(0, -1)}-${coding}"`)
        .header("content-encoding", coding)
        .send(await copy);
    },
  };
}

function toCache({ body, contentType, headers = {}, etag, tail }: Answer): CachedAnswer {
  const raw = withoutPool(typeof body === "string" ? Buffer.from(body) : body);
  return {
    raw,
    contentType,
    headers,
    etag: etag ?? `"${createHash("sha1").update(raw).digest("base64url")}"`,
    coded: new Map(),
    ...(tail && { stamped: { body: makeStampedBody(raw), tail } }),
  };
}

/** In memory of its own: a small buffer is a piece of a pool of 64 kB, and held would hold all of it. */
function withoutPool(bytes: Buffer): Buffer {
  return bytes.length === bytes.buffer.byteLength
    ? bytes
    : Buffer.from(new Uint8Array(bytes).buffer);
}

function codingFor(
  request: FastifyRequest,
  bytes: number,
  codings: readonly Coding[],
): Coding | undefined {
  const header = request.headers["accept-encoding"];
  if (header === undefined || bytes < WORTH_CODING_BYTES) return undefined;
  return bestCoding(String(header), codings);
}
