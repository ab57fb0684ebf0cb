import type { Problem } from "../geodata/model/problem.ts";

/** One thing that is wrong with a request, for RFC 9457 `errors`. */
export type ProblemEntry = NonNullable<Problem["errors"]>[number];

/** The problems that this server tells apart; clients read `type`, people read the rest. */
const PROBLEM_TITLES = {
  "invalid-request": { status: 400, title: "Yêu cầu không hợp lệ / Invalid request" },
  "unknown-parameter": { status: 400, title: "Tham số không có / Unknown parameter" },
  forbidden: { status: 403, title: "Không được phép / Forbidden" },
  "not-found": { status: 404, title: "Không tìm thấy / Not found" },
  "method-not-allowed": { status: 405, title: "Phương thức không dùng được / Method not allowed" },
  "not-acceptable": { status: 406, title: "Không có định dạng được yêu cầu / Not acceptable" },
  "request-timeout": { status: 408, title: "Yêu cầu gửi quá chậm / Request timeout" },
  superseded: { status: 410, title: "Phiên bản dữ liệu đã cũ / Superseded" },
  "precondition-failed": { status: 412, title: "Điều kiện không thỏa / Precondition failed" },
  "body-too-large": { status: 413, title: "Nội dung gửi lên quá lớn / Content too large" },
  "address-too-long": { status: 414, title: "Địa chỉ quá dài / URI too long" },
  "unsupported-media-type": {
    status: 415,
    title: "Không đọc được định dạng / Unsupported media type",
  },
  "range-not-satisfiable": {
    status: 416,
    title: "Không có đoạn được yêu cầu / Range not satisfiable",
  },
  "expectation-failed": { status: 417, title: "Không đáp ứng được Expect / Expectation failed" },
  "too-many-requests": { status: 429, title: "Quá nhiều yêu cầu / Too many requests" },
  "headers-too-large": {
    status: 431,
    title: "Phần đầu yêu cầu quá lớn / Request header too large",
  },
  "internal-error": { status: 500, title: "Lỗi của máy chủ / Internal server error" },
  "not-implemented": { status: 501, title: "Phương thức không hỗ trợ / Not implemented" },
  unavailable: { status: 503, title: "Máy chủ đang bận hoặc đang dừng / Service unavailable" },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemKind = keyof typeof PROBLEM_TITLES;

/** An answer that is not the one asked for: thrown anywhere, turned into problem+json in one place. */
export class ProblemError extends Error {
  readonly kind: ProblemKind;
  readonly entries: readonly ProblemEntry[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    kind: ProblemKind,
    detail: string,
    extra: { entries?: readonly ProblemEntry[]; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.name = "ProblemError";
    this.kind = kind;
    this.entries = extra.entries ?? [];
    this.headers = extra.headers ?? {};
  }
}

/** The caller's mistake: 400. */
export class BadRequestError extends ProblemError {
  constructor(detail: string, entries: readonly ProblemEntry[] = []) {
    super("invalid-request", detail, { entries });
  }
}

/** An absent thing, or one that this viewer may not know of: 404. */
export class NotFoundError extends ProblemError {
  constructor(detail: string) {
    super("not-found", detail);
  }
}

/** RFC 9457 body of a problem. `type` is stable; `title` and `detail` are for people. */
export function problemOf(
  kind: ProblemKind,
  detail?: string,
  entries: readonly ProblemEntry[] = [],
): Problem {
  const { status, title } = PROBLEM_TITLES[kind];
  return {
    type: `urn:problem-type:song-thon:${kind}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(entries.length === 0 ? {} : { errors: [...entries] }),
  };
}
