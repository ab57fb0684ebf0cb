import type { FastifyInstance, FastifyRequest } from "fastify";
import { BadRequestError, NotFoundError, ProblemError } from "../errors.ts";
import { hostFault } from "./host.ts";

/** Longest address that anything here needs, with room, characters. */
const MAX_ADDRESS_LENGTH = 4000;
/** No name: NUL ends one where files are opened, and between two slashes at the end is none. */
const NO_NAME = /%00|\0|\/\/$/;
/** Methods without a body; unknown addresses are left to the handler, which may send a page. */
const SAFE = new Set(["GET", "HEAD"]);

/**
 * Refusals that are the same for every address: a Host that is missing, double or none, far too long
 * addresses, bytes that no file's name has, and wrong methods with `Allow`.
 */
export function refuseStrangeRequests(app: FastifyInstance): void {
  const methodsOf = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ url, method }) => {
    const methods = methodsOf.get(url) ?? new Set<string>();
    for (const one of [method].flat()) methods.add(one);
    methodsOf.set(url, methods);
  });
  const routes: { pattern: RegExp; methods: Set<string> }[] = [];
  app.addHook("onReady", async () => {
    // "*" is the plugin's answer to every OPTIONS, not an address that exists.
    for (const [url, methods] of methodsOf) {
      if (url !== "*") routes.push({ pattern: patternOf(url), methods });
    }
  });

  app.addHook("onRequest", (request, _reply, done) => {
    refuse(request);
    done();
  });

  function refuse(request: FastifyRequest): void {
    const fault = hostFault(request.raw);
    if (fault !== undefined) throw new BadRequestError(fault);
    const address = request.raw.url ?? "";
    if (address.length > MAX_ADDRESS_LENGTH) {
      throw new ProblemError(
        "address-too-long",
        `Địa chỉ dài ${address.length} ký tự; tối đa ${MAX_ADDRESS_LENGTH}.`,
      );
    }
    if (NO_NAME.test(address.split("?", 1)[0] ?? "")) {
      throw new NotFoundError("Không có gì ở địa chỉ này.");
    }
    if (!request.is404) return;
    // Before the body is read: what is wrong with the address comes first, whatever it carries.
    const path = address.split("?", 1)[0] ?? "";
    const allowed = new Set(
      routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods]),
    );
    if (allowed.size === 0 && !SAFE.has(request.method)) {
      throw new NotFoundError("Không có gì ở địa chỉ này.");
    }
    if (allowed.size === 0 || allowed.has(request.method)) return;
    const allow = [...allowed, "OPTIONS"].sort().join(", ");
    throw new ProblemError(
      "method-not-allowed",
      `Ở đây không dùng được ${request.method}; chỉ dùng được ${allow}.`,
      { headers: { allow } },
    );
  }
}

/** A router's address as a regular expression: `/a/:id` holds `/a/1`, `/a/*` everything below. */
function patternOf(url: string): RegExp {
  const source = url
    .replace(/[.+?^${}|[\]\\]/g, "\\$&")
    // A parameter's own expression, `:z(\\d+)`, only narrows it.
    .replace(/:[A-Za-z0-9_]+(\([^)]*\)+)?/g, "[^/]+")
    .replace(/[()]/g, "\\$&")
    .replace(/\*/g, ".*");
  // One slash at the end is the same address.
  return new RegExp(`^${source.replace(/\/$/, "")}/?$`);
}
