import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

export interface ServerUnderTest {
  url: string;
  dataDir: string;
  /** Everything that it printed, stdout and stderr. */
  printed(): string;
  /** Milliseconds from the start of node to the first answer of /readyz. */
  readyAfterMs: number;
  process: ChildProcess;
  stop(): Promise<number | null>;
}

/** A port of the loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? done(address.port) : fail(new Error("no port")),
      );
    });
  });
}

/** What `npm start` gives to node in a checkout: the size of the heap is part of what is tested. */
function argumentsOfStart(checkout: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as {
    scripts: { start: string };
  };
  return scripts.start.split(" ").slice(1);
}

/** Starts the real server as a process of its own; `dataDir` absent = a new temporary store. */
export async function startServer(
  options: {
    dataDir?: string;
    env?: Record<string, string>;
    withinMs?: number;
    /** Another checkout than this one. */
    root?: string;
  } = {},
): Promise<ServerUnderTest> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "song-thon-e2e-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const cwd = options.root ?? root;
  const child = spawn(process.execPath, argumentsOfStart(cwd), {
    cwd,
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      // Chromium draws in software on the same cores: a lag there says nothing of the server, and
      // work is priced by the time that it took. cost-ledger.test.ts proves that limit.
      MAX_LAG_MS: "0",
      REQUESTS_PER_MINUTE: "0",
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  child.stderr.on("data", (chunk) => (text += chunk));
  const ended = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));

  const deadline = performance.now() + (options.withinMs ?? 120_000);
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`server ended at once (${child.exitCode}):\n${text}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) break;
    if (performance.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`server not ready in time:\n${text}`);
    }
    await new Promise((next) => setTimeout(next, 50));
  }
  return {
    url,
    dataDir,
    printed: () => text,
    readyAfterMs: performance.now() - startedAt,
    process: child,
    async stop() {
      if (child.exitCode === null) child.kill("SIGTERM");
      const code = await ended;
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}
