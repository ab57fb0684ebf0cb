import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openSilent } from "../bench/attack/loopback.ts";
import { freePort, root } from "../e2e/server-under-test.ts";
import { copySeeded } from "../seeded-store.ts";

/** Few enough that the test is quick; the bench has the 1,024 of a common shell. */
const DESCRIPTORS = 256;
const SILENT = 400;

let dataDir: string;
let port: number;
let child: ChildProcess;
let printed = "";
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "song-thon-idle-"));
  copySeeded(inject("seededStore"), dataDir);
  port = await freePort();
  const command = `ulimit -n ${DESCRIPTORS}; exec "$0" server/main.ts`;
  child = spawn("sh", ["-c", command, process.execPath], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr?.on("data", (chunk) => (printed += chunk));
  // Its address is the last thing that it prints before it serves.
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes("http://")) break;
});
afterAll(async () => {
  child.kill("SIGTERM");
  if (child.exitCode === null) await once(child, "exit");
  rmSync(dataDir, { recursive: true, force: true });
});

/** Over a connection of its own: a kept one is silent too, and may be the one that is given up. */
async function statusOf(path: string): Promise<number | undefined> {
  const [answer] = await once(get({ port, path, agent: false }), "response");
  answer.resume();
  await once(answer, "end");
  return answer.statusCode;
}

test("more silent connections than descriptors neither end the server nor keep others out", async () => {
  for (let round = 0; round < 3; round++) {
    const sockets = await openSilent({ port }, SILENT);
    // Refused by name, and so answered by the application.
    expect(await statusOf("/api/summary?round=x")).toBe(400);
    expect(await statusOf("/docs/static/swagger-ui.css")).toBe(200);
    for (const socket of sockets) socket.destroy();
  }
  expect(child.exitCode).toBeNull();
  expect(printed).toBe("");
});
