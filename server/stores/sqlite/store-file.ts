import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { makeFolder } from "../make-folder.ts";
import { StoreDamagedError, StoreUnreachableError } from "../store-errors.ts";
import { REPAIR_STEP, storeErrorOf } from "./sqlite-errors.ts";

/** Only the account of the server reads the rows: they hold what the public may not see. */
const OWNER_ONLY = 0o600;

/** The file of the store and those that SQLite keeps beside it. */
const BESIDE = ["", "-wal", "-shm"];

/**
 * Whether there is a store at `path`. Throws StoreDamagedError for what was one: an empty file, or a
 * log without its file; neither is to be filled anew without a word.
 */
export function isStoreThere(path: string): boolean {
  const size = sizeOf(path);
  if (size === 0)
    throw new StoreDamagedError(
      `Tệp kho dữ liệu ${path} rỗng (0 byte), không phải là kho của chương trình này; không có gì bị thay đổi. Hãy khôi phục từ bản sao lưu; nếu chưa từng có dữ liệu, hãy xóa tệp rồi chạy lại. ` +
        "The store file is empty: restore a backup, or remove it if there never was any data.",
    );
  if (size === undefined && (sizeOf(`${path}-wal`) ?? 0) > 0)
    throw new StoreDamagedError(
      `Không có tệp ${path}, nhưng còn ${path}-wal của nó: kho dữ liệu bị xóa hay sao chép thiếu; không có gì bị thay đổi. Hãy khôi phục từ bản sao lưu; nếu muốn bắt đầu lại, hãy xóa cả tệp -wal. ` +
        "The store file is missing beside its log: restore a backup, or remove the log to start anew.",
    );
  return size !== undefined;
}

/**
 * A check that `path` still names the file that is there now; it throws StoreUnreachableError when
 * the file was removed or another was put in its place: what is written to it then reaches nobody.
 */
export function makeAssertSameFile(path: string): () => void {
  const idOf = () => {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found && `${found.dev} ${found.ino}`;
  };
  const opened = idOf();
  return () => {
    if (idOf() === opened) return;
    throw new StoreUnreachableError(
      `Tệp kho dữ liệu ${path} đã bị xóa hoặc bị thay bằng tệp khác trong lúc đang mở; việc đang làm không được lưu. Hãy đặt lại tệp rồi chạy lại (máy chủ: khởi động lại). ` +
        "The store file was removed or replaced while it was open; nothing was saved: put it back and start again.",
    );
  };
}

function sizeOf(path: string): number | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size;
  } catch (error) {
    throw storeErrorOf(error, path);
  }
}

/**
 * Makes a store at `path` by filling another file with `fill` first: nobody ever sees half a store,
 * and of two that begin at once one gives way. Throws a StoreError where the folder or the file
 * cannot be made.
 */
export async function createStoreFile(
  path: string,
  fill: (newPath: string) => Promise<void>,
): Promise<void> {
  const newPath = `${path}.${process.pid}-${randomBytes(4).toString("hex")}.new`;
  try {
    makeFolder(dirname(path));
    try {
      closeSync(openSync(newPath, "wx", OWNER_ONLY));
      await fill(newPath);
      publish(newPath, path);
    } finally {
      for (const ending of BESIDE) rmSync(`${newPath}${ending}`, { force: true });
    }
  } catch (error) {
    throw storeErrorOf(error, path);
  }
}

function publish(newPath: string, path: string): void {
  try {
    linkSync(newPath, path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") return;
    // Some file systems (exFAT) have no links; there two that begin at once are not told apart.
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "ENOSYS") throw error;
    if (!existsSync(path)) renameSync(newPath, path);
  }
  // The name must survive a power cut as its content does.
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
}

/** Takes reading and writing from everybody but the owner, also of stores of older programs. */
export function protectStoreFiles(path: string): void {
  for (const ending of BESIDE) {
    const mode = statSync(`${path}${ending}`, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && (mode & 0o777) !== OWNER_ONLY)
      chmodSync(`${path}${ending}`, OWNER_ONLY);
  }
}

/** Throws StoreUnreachableError when there is no store to be read. */
export function assertStoreThere(path: string): void {
  if (!isStoreThere(path))
    throw new StoreUnreachableError(
      `Chưa có kho dữ liệu ${path}. Hãy khởi động máy chủ một lần, hoặc kiểm tra DATA_DIR. ` +
        "There is no store yet: start the server once, or check DATA_DIR.",
    );
}

/** Throws StoreDamagedError for a database that this program has not made; nothing is written. */
export function assertOurs(database: DatabaseSync, path: string): void {
  const known = database
    .prepare(
      "select name from sqlite_schema where type = 'table' and name in ('migrations', 'meta')",
    )
    .all();
  if (known.length < 2)
    throw new StoreDamagedError(
      `Tệp ${path} là cơ sở dữ liệu SQLite nhưng không phải là kho của chương trình này, hoặc đã mất bảng; không có gì bị thay đổi. ${REPAIR_STEP}`,
    );
}
