import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import { bestOffer } from "./accept.ts";
import { heavily } from "./cost-limit.ts";

/** What a route makes: a body and what it is. */
interface Answer {
  body: string | Buffer;
  contentType: string;
  headers?: Readonly<Record<string, string>>;
}

interface KeptAnswer {
  raw: Buffer;
  contentType: string;
  headers: Readonly<Record<string, string>>;
  /** Strong, with its quotes, of the uncompressed bytes. */
  etag: string;
  /** Compressed copies, made when first asked for. */
  coded: Map<Coding, Promise<Buffer>>;
}

type Coding = "br" | "gzip";
const CODINGS: Record<Coding, (raw: Buffer) => Promise<Buffer>> = {
  br: (raw) => promisify(brotliCompress)(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (raw) => promisify(gzip)(raw, { level: 6 }),
};
/** Below this a compressed body saves no packet, bytes. */
const WORTH_CODING_BYTES = 1024;

/**
 * Answers that are pure functions of (dataset version, address, media type), kept as bytes. Asking
 * again costs a look-up; two that ask at once wait for the same work.
 */
export interface AnswerCache {
  /**
   * Sends the kept answer for `key`, or makes, keeps and sends it, with ETag, 304 and compression.
   * `key` must hold everything that the answer depends on, the dataset version first.
   */
  send(
    request: FastifyRequest,
    reply: FastifyReply,
    key: string,
    make: () => Promise<Answer>,
  ): Promise<FastifyReply>;
}

export function makeAnswerCache(options: { maxBytes: number }): AnswerCache {
  const kept = new LRUCache<string, KeptAnswer, () => Promise<Answer>>({
    maxSize: options.maxBytes,
    // The two compressed copies together are less than half of the raw bytes.
    sizeCalculation: (answer) => Math.ceil(answer.raw.length * 1.5) + 500,
    fetchMethod: async (_key, _stale, { context: make }) => keep(await make()),
  });

  return {
    async send(request, reply, key, make) {
      const answer =
        kept.get(key) ??
        // Whoever waited for the work of another finds it done.
        (await heavily(
          request,
          async () => kept.get(key) ?? (await kept.forceFetch(key, { context: make })),
        ));
      const coding = codingFor(request, answer);
      reply
        .headers(answer.headers)
        .header("content-type", answer.contentType)
        .header("cache-control", "no-cache")
        .header("etag", coding ? `${answer.etag.slice(0, -1)}-${coding}"` : answer.etag)
        .header("vary", "Accept, Accept-Encoding");
      if (!coding) return reply.send(answer.raw);
      let copy = answer.coded.get(coding);
      if (!copy) {
        copy = CODINGS[coding](answer.raw);
        answer.coded.set(coding, copy);
      }
      return reply.header("content-encoding", coding).send(await copy);
    },
  };
}

function keep({ body, contentType, headers }: Answer): KeptAnswer {
  const raw = typeof body === "string" ? Buffer.from(body) : body;
  const etag = `"${createHash("sha1").update(raw).digest("base64url")}"`;
  return { raw, contentType, headers: headers ?? {}, etag, coded: new Map() };
}

function codingFor(request: FastifyRequest, answer: KeptAnswer): Coding | undefined {
  const header = request.headers["accept-encoding"];
  if (header === undefined || answer.raw.length < WORTH_CODING_BYTES) return undefined;
  // Codings are matched as media types are: "gzip;q=0" refuses, "*" takes the first.
  const ranges = String(header)
    .split(",")
    .map((one) => `c/${one.trim()}`)
    .join(",");
  return bestOffer(ranges, ["c/br", "c/gzip"])?.slice(2) as Coding | undefined;
}
