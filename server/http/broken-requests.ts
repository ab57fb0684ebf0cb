import type { Server, ServerResponse } from "node:http";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { PROBLEM_MEDIA_TYPE, problemFrom } from "./problems.ts";

/** Status of what Node's parser refuses, by its code; whatever else it refuses is a 400. */
const STATUS_OF_CODE: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Requests that never become one, or that Node would answer by itself and without a word: bytes that
 * are not HTTP, headers that never come, an Expect that nobody meets, CONNECT.
 */
export function answerBrokenRequests(server: Server): void {
  server.on("checkExpectation", (_request, response) => writeProblem(response, 417));
  // Without a listener Node closes the connection in silence.
  server.on("connect", (_request, socket: Duplex) => endWithProblem(socket, 405));
}

/** For Node's `clientError`: bytes that are not HTTP, too slow, or headers beyond the limit. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  // What is being answered already is cut short: a second answer inside it would be read as its body.
  const { _httpMessage: current } = socket as { _httpMessage?: ServerResponse | null };
  if (error.code === "ECONNRESET" || !socket.writable || current?.headersSent) {
    socket.destroy();
    return;
  }
  endWithProblem(socket, STATUS_OF_CODE[error.code ?? ""] ?? 400);
}

/** For addresses that cannot be decoded (`/%`): the router refuses them before any hook runs. */
export function answerBadAddress(
  error: Error & { statusCode?: number },
  _request: unknown,
  reply: { raw: ServerResponse },
): void {
  writeProblem(reply.raw, error.statusCode ?? 400);
}

function writeProblem(response: ServerResponse, statusCode: number): void {
  const { status, text } = problemText(statusCode);
  response.writeHead(status, {
    "content-type": PROBLEM_MEDIA_TYPE,
    "content-length": Buffer.byteLength(text),
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    connection: "close",
  });
  response.end(text);
}

function endWithProblem(socket: Duplex, statusCode: number): void {
  const { status, text } = problemText(statusCode);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
      `Content-Length: ${Buffer.byteLength(text)}`,
      "X-Content-Type-Options: nosniff",
      ...(status === 405 ? ["Allow: GET, HEAD, OPTIONS"] : []),
      "Connection: close",
      "",
      text,
    ].join("\r\n"),
    // A peer that never closes its side would hold the descriptor.
    () => socket.destroy(),
  );
}

function problemText(statusCode: number): { status: number; text: string } {
  const { body } = problemFrom(Object.assign(new Error(), { statusCode }));
  return { status: body.status, text: JSON.stringify(body) };
}
