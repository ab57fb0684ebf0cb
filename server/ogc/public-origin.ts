import type { FastifyRequest } from "fastify";
import type { AppDeps } from "../deps.ts";
import { BadRequestError } from "../errors.ts";
import { isHost } from "../http/host.ts";

/** Base of absolute links without a slash at its end: the configured one, else the request's own. */
export function publicOrigin(request: FastifyRequest, { config }: AppDeps): string {
  if (config.publicUrl !== undefined) return config.publicUrl;
  if (!isHost(request.host)) throw new BadRequestError("Tiêu đề Host không hợp lệ.");
  return `${request.protocol}://${request.host}`;
}
