import type { FastifyRequest } from "fastify";
import { BadRequestError } from "../errors.ts";
import { isHost } from "./host.ts";

/** Base of absolute links without a slash at its end: the configured one, else the request's own. */
export function publicOrigin(request: FastifyRequest, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl;
  if (!isHost(request.host)) throw new BadRequestError("Tiêu đề Host không hợp lệ.");
  return `${request.protocol}://${request.host}`;
}
