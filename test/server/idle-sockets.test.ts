import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
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

test("more silent connections than descriptors neither end the server nor keep others out", async () => {
  for (let round = 0; round < 3; round++) {
    const sockets = await openSilent({ port }, SILENT);
    const during = await fetch(`http://127.0.0.1:${port}/api/summary?round=x`);
    // Refused by name, and so answered by the application.
    expect(during.status).toBe(400);
    const page = await fetch(`http://127.0.0.1:${port}/docs/static/swagger-ui.css`);
    expect(page.status).toBe(200);
    await page.arrayBuffer();
    for (const socket of sockets) socket.destroy();
  }
  expect(child.exitCode).toBeNull();
  expect(printed).toBe("");
});
