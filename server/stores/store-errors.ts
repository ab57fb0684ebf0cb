/**
 * The store could not do what was asked, in the words of whoever asked: what is wrong and what to do.
 * Commands and the start print the message alone; in a request it is a 503.
 */
export class StoreError extends Error {
  override name = "StoreError";
  readonly statusCode = 503;
}

/** Somebody else has committed since the version that a change rests on was read; nothing was saved. */
export class VersionConflictError extends StoreError {
  override name = "VersionConflictError";
  readonly expected: number;
  readonly found: number;

  constructor(expected: number, found: number) {
    super(
      `Kho dữ liệu đã được thay đổi trong lúc làm việc (đã đọc phiên bản ${expected}, nay là ${found}); không lưu gì. Hãy chạy lại lệnh. ` +
        `The store has changed meanwhile (read version ${expected}, now ${found}); nothing was saved: run the command again.`,
    );
    this.expected = expected;
    this.found = found;
  }
}

/** The key of a change was given to another one before; nothing was saved. */
export class IdempotencyConflictError extends Error {
  override name = "IdempotencyConflictError";
  readonly statusCode = 422;

  constructor(key: string) {
    super(
      `Khóa "${key}" đã dùng cho một thay đổi khác; không lưu gì. Hãy gửi lại với khóa mới. ` +
        `The key was given to another change before; nothing was saved: send it with a new key.`,
    );
  }
}

/** A change would leave rows about something that is not in the store; nothing was saved. */
export class DanglingReferenceError extends StoreError {
  override name = "DanglingReferenceError";
}

/** Another process holds the store for longer than we wait. */
export class StoreBusyError extends StoreError {
  override name = "StoreBusyError";
}

/** The file or its folder may not be written, or the store was opened for reading only. */
export class StoreReadOnlyError extends StoreError {
  override name = "StoreReadOnlyError";
}

/** No space is left for the change; nothing of it was saved. */
export class StoreFullError extends StoreError {
  override name = "StoreFullError";
}

/** The file cannot be opened, or the disk fails under it. */
export class StoreUnreachableError extends StoreError {
  override name = "StoreUnreachableError";
}

/** What is stored is not what was saved, or the file is no store of this program. */
export class StoreDamagedError extends StoreError {
  override name = "StoreDamagedError";
}
