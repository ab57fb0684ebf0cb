import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { ProblemError, type ProblemKind, problemOf } from "../errors.ts";

export const PROBLEM_MEDIA_TYPE = "application/problem+json; charset=utf-8";

/** What fastify and its plugins refuse by themselves, by the status that they would have sent. */
const KIND_OF_STATUS: Record<number, { kind: ProblemKind; detail: string }> = {
  400: { kind: "invalid-request", detail: "Địa chỉ hoặc yêu cầu không đọc được." },
  // A file outside the folder is one that is not there.
  403: { kind: "not-found", detail: "Không có gì ở địa chỉ này." },
  404: { kind: "not-found", detail: "Không có gì ở địa chỉ này." },
  408: { kind: "request-timeout", detail: "Yêu cầu không đến trọn vẹn trong thời gian cho phép." },
  412: { kind: "precondition-failed", detail: "Điều kiện của yêu cầu (If-…) không thỏa." },
  405: { kind: "method-not-allowed", detail: "Phương thức này không dùng được ở đây." },
  413: { kind: "body-too-large", detail: "Nội dung gửi lên vượt quá giới hạn." },
  414: { kind: "address-too-long", detail: "Địa chỉ dài quá mức cho phép." },
  415: { kind: "unsupported-media-type", detail: "Kiểu nội dung gửi lên không được hỗ trợ." },
  416: { kind: "range-not-satisfiable", detail: "Đoạn (Range) được yêu cầu không có." },
  417: { kind: "expectation-failed", detail: "Không đáp ứng được tiêu đề Expect." },
  429: { kind: "too-many-requests", detail: "Có quá nhiều yêu cầu; hãy thử lại sau ít giây." },
  431: { kind: "headers-too-large", detail: "Phần đầu của yêu cầu quá lớn." },
  503: { kind: "unavailable", detail: "Máy chủ đang bận; hãy thử lại sau ít giây." },
};

/** What the operating system refuses, by its code; the rest of its refusals are our own fault. */
const STATUS_OF_CODE: Record<string, number> = { ENAMETOOLONG: 404, EMFILE: 503, ENFILE: 503 };

/**
 * Any error as the answer that the caller sees: the one table from errors to HTTP. What is not
 * known here is our own fault: a 500 that says nothing about the inside.
 */
export function problemFrom(error: unknown): {
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
  const { statusCode, code } = error as Partial<FastifyError>;
  const known = KIND_OF_STATUS[statusCode ?? STATUS_OF_CODE[code ?? ""] ?? 500];
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
