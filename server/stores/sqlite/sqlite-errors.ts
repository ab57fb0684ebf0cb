import {
  StoreBusyError,
  StoreDamagedError,
  StoreError,
  StoreFullError,
  StoreReadOnlyError,
  StoreUnreachableError,
} from "../store-errors.ts";

/** Primary result codes of sqlite3.h. */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** What to do about a store that is not as it was saved. */
export const REPAIR_STEP =
  "Hãy chạy “npm run -s verify” để biết chỗ hỏng, rồi khôi phục từ bản sao lưu, hoặc đặt DATA_DIR khác. " +
  "Run “npm run -s verify” to see where, then restore a backup or set another DATA_DIR.";

/** The primary result code of SQLite in an error of `node:sqlite`; undefined for another error. */
function resultCode(error: unknown): number | undefined {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode & 0xff
    : undefined;
}

/** Somebody else holds a lock: asking again may help. */
export function isBusy(error: unknown): boolean {
  return resultCode(error) === BUSY;
}

/** What the system calls that SQLite would have told by these codes; any other name is CANTOPEN. */
const SYSTEM_CODES: Readonly<Record<string, number>> = {
  EACCES: READONLY,
  EPERM: READONLY,
  EROFS: READONLY,
  ENOSPC: FULL,
  EDQUOT: FULL,
  EFBIG: FULL,
  EIO: IOERR,
};

/** The code of an error of SQLite, or of a call for the file or the folder of the store. */
function codeOf(error: Error): number | undefined {
  const code = resultCode(error);
  if (code !== undefined || !("syscall" in error) || !("code" in error)) return code;
  return SYSTEM_CODES[String(error.code)] ?? CANTOPEN;
}

/**
 * An error of SQLite, or of the system about the file or its folder, as the store error with its
 * sentence; anything else as it is.
 */
export function storeErrorOf(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const make = (Made: typeof StoreError, text: string) => new Made(text, { cause: error });
  const { message } = error;
  switch (codeOf(error)) {
    case BUSY:
    case LOCKED:
      return make(
        StoreBusyError,
        `Kho dữ liệu ${path} đang bị chương trình khác giữ; đã chờ mà không được, không lưu gì. Hãy đợi chương trình đó xong (hoặc dừng nó) rồi chạy lại. ` +
          `The store is held by another program (${message}); nothing was saved: try again when it is done.`,
      );
    case READONLY:
      return make(
        StoreReadOnlyError,
        `Không được phép ghi vào kho dữ liệu ${path}; không lưu gì. Hãy cấp quyền ghi cho tệp và thư mục, hoặc đặt DATA_DIR khác. ` +
          `The store may not be written (${message}): grant it or set another DATA_DIR.`,
      );
    case FULL:
      return make(
        StoreFullError,
        `Đĩa chứa ${path} đã đầy; không lưu gì của lần này, dữ liệu cũ còn nguyên. Hãy giải phóng chỗ trống rồi chạy lại. ` +
          `The disk is full (${message}); nothing of this change was saved: free some space and try again.`,
      );
    case IOERR:
    case CANTOPEN:
      return make(
        StoreUnreachableError,
        `Không mở hoặc không đọc, ghi được kho dữ liệu ${path} (${message}). Hãy kiểm tra đĩa, quyền của tệp và thư mục, hoặc đặt DATA_DIR khác. ` +
          "The store cannot be opened, read or written: check the disk and the permissions, or set another DATA_DIR.",
      );
    case CORRUPT:
    case NOTADB:
      return make(
        StoreDamagedError,
        `Kho dữ liệu ${path} bị hỏng hoặc không phải là kho của chương trình này (${message}); không có gì bị thay đổi. ${REPAIR_STEP}`,
      );
    default:
      return error;
  }
}
