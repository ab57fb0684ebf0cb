/**
 * Silent connections beyond the limit of descriptors of the process: ten rounds of 1,100 against a
 * server that may open 1,024, over the loopback. Prints a line a round; ends with 1 when the server
 * ended or did not answer after a round.
 *
 *     node test/bench/idle-sockets.ts [ROUNDS]
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort, root } from "../e2e/server-under-test.ts";
import { ask, openSilent } from "./attack/loopback.ts";

const DESCRIPTORS = 1024;
const SILENT = 1100;
const ROUNDS = Math.min(Number(process.argv[2] ?? 10), 20);
/** Longer than a sampler's second, so that whatever samples meets the full table. */
const HOLD_MS = 2500;

const dataDir = mkdtempSync(join(tmpdir(), "song-thon-idle-"));
const port = await freePort();
const agent = new Agent({ keepAlive: false });
let child: ChildProcess | undefined;
let exits = 0;
let printed = "";

async function start(): Promise<ChildProcess> {
  const started = spawn(
    "sh",
    ["-c", `ulimit -n ${DESCRIPTORS}; exec "$0" server/main.ts`, process.execPath],
    {
      cwd: root,
      env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  started.stdout?.on("data", (chunk) => (printed += chunk));
  started.stderr?.on("data", (chunk) => (printed += chunk));
  for (let tries = 0; tries < 300; tries++) {
    const { status } = await ask({ port }, "/readyz", { from: "127.0.0.1", agent });
    if (status === 200) return started;
    await sleep(100);
  }
  throw new Error(`the server did not start:\n${printed}`);
}

for (let round = 1; round <= ROUNDS; round++) {
  if (!child || child.exitCode !== null) child = await start();
  const sockets = await openSilent({ port }, SILENT);
  const held = sockets.filter((socket) => !socket.destroyed).length;
  const during = await ask({ port }, "/healthz", { from: "127.0.0.2", agent, timeoutMs: 3000 });
  await sleep(HOLD_MS);
  for (const socket of sockets) socket.destroy();
  await sleep(300);
  const after = await ask({ port }, "/api/summary", { from: "127.0.0.2", agent, timeoutMs: 5000 });
  const ended = child.exitCode !== null;
  if (ended) exits++;
  console.log(
    `round ${round}: ${held} connected, another visitor meanwhile ${during.status} in ${during.ms.toFixed(0)} ms, afterwards ${after.status}${ended ? `, SERVER ENDED with ${child.exitCode}` : ""}`,
  );
  if (!ended && after.status !== 200) process.exitCode = 1;
}
console.log(`${ROUNDS} rounds, ${exits} exits`);
if (exits > 0) {
  process.exitCode = 1;
  console.log(printed.slice(-1500));
}
child?.kill("SIGTERM");
rmSync(dataDir, { recursive: true, force: true });
