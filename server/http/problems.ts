import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { ProblemError, type ProblemKind, problemOf } from "../errors.ts";

const PROBLEM_MEDIA_TYPE = "application/problem+json; charset=utf-8";

/** What fastify and its plugins refuse by themselves, by the status that they would have sent. */
const KIND_OF_STATUS: Record<number, { kind: ProblemKind; detail: string }> = {
  400: { kind: "invalid-request", detail: "Địa chỉ hoặc yêu cầu không đọc được." },
  404: { kind: "not-found", detail: "Không có gì ở địa chỉ này." },
  413: { kind: "body-too-large", detail: "Nội dung gửi lên vượt quá giới hạn." },
  414: { kind: "address-too-long", detail: "Địa chỉ dài quá mức cho phép." },
  415: { kind: "unsupported-media-type", detail: "Kiểu nội dung gửi lên không được hỗ trợ." },
  429: { kind: "too-many-requests", detail: "Có quá nhiều yêu cầu; hãy thử lại sau ít giây." },
  431: { kind: "headers-too-large", detail: "Phần đầu của yêu cầu quá lớn." },
  503: { kind: "unavailable", detail: "Máy chủ đang bận; hãy thử lại sau ít giây." },
};

/**
 * Any error as the answer that the caller sees: the one table from errors to HTTP. What is not
 * known here is our own fault: a 500 that says nothing about the inside.
 */
function problemFrom(error: unknown): {
  kind: ProblemKind;
  body: ReturnType<typeof problemOf>;
  headers: Readonly<Record<string, string>>;
} {
  if (error instanceof ProblemError) {
    return {
      kind: error.kind,
      body: problemOf(error.kind, error.message, error.entries),
      headers: error.headers,
    };
  }
  const known = KIND_OF_STATUS[(error as FastifyError).statusCode ?? 500];
  if (known) return { kind: known.kind, body: problemOf(known.kind, known.detail), headers: {} };
  return {
    kind: "internal-error",
    body: problemOf("internal-error", "Máy chủ gặp lỗi khi trả lời; lỗi đã được ghi lại."),
    headers: {},
  };
}

/** Sends the problem; logs once, with its stack, what is our own fault. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { kind, body, headers } = problemFrom(error);
  if (kind === "internal-error") request.log.error(error);
  return reply
    .code(body.status)
    .headers(headers)
    .removeHeader("content-encoding")
    .header("cache-control", "no-store")
    .header("content-type", PROBLEM_MEDIA_TYPE)
    .send(JSON.stringify(body));
}

/** For requests that never become one: bytes that are not HTTP, or headers beyond the limit. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === "HPE_HEADER_OVERFLOW" ? 431 : 400;
  const { body } = problemFrom(Object.assign(new Error(), { statusCode: status }));
  const text = JSON.stringify(body);
  socket.end(
    [
      `HTTP/1.1 ${status} ${status === 431 ? "Request Header Fields Too Large" : "Bad Request"}`,
      `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
      `Content-Length: ${Buffer.byteLength(text)}`,
      "X-Content-Type-Options: nosniff",
      "Connection: close",
      "",
      text,
    ].join("\r\n"),
  );
}

/** For addresses that cannot be decoded (`/%`): the router refuses them before any hook runs. */
export function answerBadAddress(
  error: Error,
  _request: unknown,
  reply: { raw: ServerResponse },
): void {
  const { body } = problemFrom(error);
  const text = JSON.stringify(body);
  reply.raw.writeHead(body.status, {
    "content-type": PROBLEM_MEDIA_TYPE,
    "content-length": Buffer.byteLength(text),
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  reply.raw.end(text);
}
