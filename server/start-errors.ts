import type { Config } from "./config.ts";

/**
 * Why the server could not start, in the words of whoever started it: what is wrong and what to do.
 * An error that is not expected here is told with its stack.
 */
export function explainStartError(error: unknown, config: Config | undefined): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  if (config) {
    const { port, host, dataDir } = config;
    if (code === "EADDRINUSE") {
      return (
        `Cổng ${port} trên ${host} đang được chương trình khác dùng. Hãy dừng chương trình đó, hoặc đặt PORT khác, ví dụ PORT=${port + 1} npm start. ` +
        `Port ${port} on ${host} is taken: stop that program or set another PORT.`
      );
    }
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      return `Máy này không có địa chỉ ${host}. Hãy đặt HOST khác. This machine has no address ${host}: set another HOST.`;
    }
    if (code === "EACCES" && "syscall" in error && error.syscall === "listen") {
      return `Không được phép mở cổng ${port}. Hãy đặt PORT từ 1024 trở lên. Not allowed to open port ${port}: set a PORT from 1024.`;
    }
    if (UNWRITABLE.has(code)) {
      return (
        `Không ghi được vào thư mục dữ liệu ${dataDir} (${code}). Hãy cấp quyền ghi, hoặc đặt DATA_DIR khác. ` +
        `Cannot write to the data folder ${dataDir} (${code}): grant it or set another DATA_DIR.`
      );
    }
  }
  // Configuration, lock, store and dataset errors say in their message what to do.
  const { name, message, stack } = error;
  return name === "TypeError" || name === "ReferenceError" ? (stack ?? message) : message;
}

/** Folder not there, not ours, read-only, full, or not a folder. */
const UNWRITABLE = new Set(["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR", "ENOSPC", "EEXIST"]);
