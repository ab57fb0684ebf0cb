import type { FastifyRequest } from "fastify";
import type { AppDeps } from "../deps.ts";
import { BadRequestError } from "../errors.ts";

/** Names, IPv4 and bracketed IPv6 addresses, with a port: nothing that could end an address. */
const HOST = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$/;

/** Base of absolute links without a slash at its end: the configured one, else the request's own. */
export function publicOrigin(request: FastifyRequest, { config }: AppDeps): string {
  if (config.publicUrl !== undefined) return config.publicUrl;
  if (!HOST.test(request.host)) throw new BadRequestError("Tiêu đề Host không hợp lệ.");
  return `${request.protocol}://${request.host}`;
}
