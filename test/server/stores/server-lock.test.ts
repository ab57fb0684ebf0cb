import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { acquireServerLock, ServerRunningError } from "../../../server/stores/server-lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "song-thon-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const clock = () => new Date("2026-01-02T03:04:05.000Z");

test("the first server takes the folder, even one that is not there yet", () => {
  const lock = acquireServerLock(join(folder, "new"), clock);
  expect(JSON.parse(readFileSync(lock.path, "utf8"))).toMatchObject({
    pid: process.pid,
    startedAt: "2026-01-02T03:04:05.000Z",
  });
  expect((statSync(lock.path).mode & 0o777).toString(8)).toBe("600");
  lock.release();
  expect(existsSync(lock.path)).toBe(false);
});

test("a second server is refused in Vietnamese and English, with the pid and since when", async () => {
  const other = spawn("sleep", ["60"]);
  try {
    const held = acquireServerLock(folder, clock, other.pid);
    expect(() => acquireServerLock(folder)).toThrow(ServerRunningError);
    expect(() => acquireServerLock(folder)).toThrow(
      new RegExp(
        `Một máy chủ khác \\(tiến trình ${other.pid}, chạy từ 2026-01-02.*Another server \\(process ${other.pid}`,
      ),
    );
    expect(existsSync(held.path)).toBe(true);
  } finally {
    other.kill();
    await once(other, "exit");
  }
});

test("one process does not take the same folder twice", () => {
  const lock = acquireServerLock(folder);
  expect(() => acquireServerLock(folder)).toThrow(ServerRunningError);
  lock.release();
  acquireServerLock(folder).release();
});

test("the folder of a server that died is taken over", async () => {
  const dead = spawn("sleep", ["60"]);
  acquireServerLock(folder, clock, dead.pid);
  dead.kill("SIGKILL");
  await once(dead, "exit");
  const lock = acquireServerLock(folder);
  expect(JSON.parse(readFileSync(lock.path, "utf8"))).toMatchObject({ pid: process.pid });
});

test("a pid that was given to another process does not hold the folder", () => {
  const lock = acquireServerLock(folder, clock, process.ppid);
  const holder = JSON.parse(readFileSync(lock.path, "utf8"));
  writeFileSync(lock.path, JSON.stringify({ ...holder, identity: "an earlier boot:1" }));
  expect(() => acquireServerLock(folder)).not.toThrow();
});

test("a lock file torn by a power cut does not keep the server from starting", () => {
  writeFileSync(join(folder, "server.lock"), '{"pid": 12');
  expect(() => acquireServerLock(folder)).not.toThrow();
});

test("who releases a lock that another has taken over leaves the other's", async () => {
  const dead = spawn("sleep", ["60"]);
  const old = acquireServerLock(folder, clock, dead.pid);
  dead.kill("SIGKILL");
  await once(dead, "exit");
  const mine = acquireServerLock(folder);
  old.release();
  expect(existsSync(mine.path)).toBe(true);
});
