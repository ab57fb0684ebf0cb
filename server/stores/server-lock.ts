import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./make-folder.ts";

/** What the lock file says of the server that holds the folder. */
interface LockHolder {
  pid: number;
  /** When it took the folder, RFC 3339 UTC. */
  startedAt: string;
  /** Identity of its process beyond the pid, where the system tells; see `processIdentity`. */
  identity?: string;
}

export interface ServerLock {
  path: string;
  /** Gives the folder back; calling it twice does nothing more. */
  release(): void;
}

/** Another server works on this folder; the process should say so and exit with `exitCode`. */
export class ServerRunningError extends Error {
  override name = "ServerRunningError";
  readonly exitCode = 1;
}

const FILE_NAME = "server.lock";

/**
 * Takes `dataDir` (made when absent) for this server process, by a file that only one can create.
 * Throws ServerRunningError while the process in the file lives; the file of a dead one is taken
 * over. Commands do not take it: they work beside the server through WAL.
 */
export function acquireServerLock(
  dataDir: string,
  clock: () => Date = () => new Date(),
  pid = process.pid,
): ServerLock {
  makeFolder(dataDir);
  const path = join(dataDir, FILE_NAME);
  const identity = processIdentity(pid);
  const holder: LockHolder = {
    pid,
    startedAt: clock().toISOString(),
    ...(identity === undefined ? {} : { identity }),
  };
  const text = `${JSON.stringify(holder)}\n`;
  for (;;) {
    try {
      writeFileSync(path, text, { flag: "wx", mode: 0o600 });
      return { path, release: () => releaseIfOurs(path, text) };
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
    const found = readIfThere(path);
    if (found === undefined) continue;
    const other = parseHolder(found);
    if (other && isAlive(other, pid)) throw new ServerRunningError(refusal(dataDir, other));
    setAside(path, found, pid);
  }
}

function refusal(dataDir: string, other: LockHolder): string {
  return (
    `Một máy chủ khác (tiến trình ${other.pid}, chạy từ ${other.startedAt}) đang dùng thư mục ${dataDir}. Hãy dừng máy chủ đó, hoặc đặt DATA_DIR khác. ` +
    `Another server (process ${other.pid}, since ${other.startedAt}) is using ${dataDir}. Stop it, or set another DATA_DIR.`
  );
}

/**
 * Removes a dead server's file. Of two that do so at once one may catch the other's fresh file: it
 * sees so by the text and puts it back.
 */
function setAside(path: string, deadText: string, pid: number): void {
  const aside = `${path}.${pid}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if (readFileSync(aside, "utf8") !== deadText)
    try {
      linkSync(aside, path);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  unlinkSync(aside);
}

function releaseIfOurs(path: string, text: string): void {
  if (readIfThere(path) === text) unlinkSync(path);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Undefined for a file that was torn by a power cut: nobody can be holding it. */
function parseHolder(text: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" &&
      value !== null &&
      Number.isInteger((value as LockHolder).pid)
      ? (value as LockHolder)
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(other: LockHolder, ownPid: number): boolean {
  const now = processIdentity(other.pid);
  // Pids are used again, in containers after every restart: the same pid is not the same process.
  if (now !== undefined && other.identity !== undefined) return now === other.identity;
  if (other.pid === ownPid) return false;
  try {
    process.kill(other.pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/**
 * Boot and start tick of a process (Linux), which no clock jump changes; undefined where the
 * system does not tell or there is no such process.
 */
function processIdentity(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Field 22 of proc(5); the name in field 2 may hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, startTicks] = [fields[0], fields[19]];
    // A zombie waits for its parent only; it holds nothing.
    return state === "Z" ? `${boot}:ended` : `${boot}:${startTicks}`;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
