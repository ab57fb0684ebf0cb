import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { copySeeded } from "../seeded-store.ts";

const MAIN = resolve(import.meta.dirname, "../../server/main.ts");

interface Running {
  process: ChildProcess;
  /** Everything printed so far. */
  printed(): string;
  exitCode: Promise<number | null>;
}

function start(environment: Record<string, string>): Running {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, PORT: "0", ...environment },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data: Buffer) => {
      printed += data;
    });
  }
  const exitCode = new Promise<number | null>((done) => child.on("exit", done));
  return { process: child, printed: () => printed, exitCode };
}

/** The address that the server prints once it listens. */
async function addressOf(running: Running): Promise<string> {
  for (;;) {
    const address = /^Sóng Thôn: (http:\S+)$/m.exec(running.printed())?.[1];
    if (address) return address;
    if (running.process.exitCode !== null) throw new Error(running.printed());
    await new Promise((done) => setTimeout(done, 20));
  }
}

let folder: string;
let dataDir: string;
let server: Running;
let address: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "song-thon-"));
  dataDir = join(folder, "data");
  server = start({ DATA_DIR: dataDir });
  address = await addressOf(server);
});
afterAll(() => {
  server.process.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

test("the first start says what it loads and gives the plan's baseline", async () => {
  expect(server.printed()).toMatch(/Lần chạy đầu tiên[\s\S]*Đã nạp 175 thôn/);
  const answer = await fetch(`${address}/api/summary?asOf=2023-06-30&epoch=2023`);
  const { targets } = (await answer.json()) as { targets: object[] };
  expect(targets).toMatchObject([
    { numerator: 161, denominator: 175 },
    { numerator: 152, denominator: 175 },
  ]);
});

test("a second server on the same folder is refused by name and changes nothing", async () => {
  const second = start({ DATA_DIR: dataDir });
  expect(await second.exitCode).toBe(1);
  expect(second.printed()).toContain(`đang dùng thư mục ${dataDir}`);
  expect(second.printed()).not.toMatch(/\n\s+at /);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
});

test("a taken port is told with what to do, and the folder is free again", async () => {
  const port = new URL(address).port;
  const other = copySeeded(inject("seededStore"), join(folder, "other"));
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const second = start({ DATA_DIR: other, PORT: port });
    expect(await second.exitCode).toBe(1);
    expect(second.printed()).toContain(`Cổng ${port} trên 127.0.0.1 đang được`);
    expect(second.printed()).not.toMatch(/\n\s+at /);
  }
});

test("a data folder that cannot be written is named", async () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  const second = start({ DATA_DIR: join(file, "data") });
  expect(await second.exitCode).toBe(1);
  expect(second.printed()).toContain(`Không ghi được vào thư mục dữ liệu ${file}/data (ENOTDIR)`);
});

test("a value that a variable may not have is named", async () => {
  const second = start({ DATA_DIR: join(folder, "x"), PUBLIC_DETAIL: "everything" });
  expect(await second.exitCode).toBe(1);
  expect(second.printed()).toContain("PUBLIC_DETAIL");
  expect(second.printed()).not.toMatch(/\n\s+at /);
});

test("told to stop, it is first not ready, then refuses, and leaves with 0", async () => {
  server.process.kill("SIGTERM");
  let ready = 200;
  while (ready === 200) ready = (await fetch(`${address}/readyz`)).status;
  expect(ready).toBe(503);
  const refused = await fetch(`${address}/api/summary`);
  expect([refused.status, refused.headers.get("connection")]).toEqual([503, "close"]);
  expect(await server.exitCode).toBe(0);
});

test("the second start on the same folder loads nothing, and finishes what is in flight when told to stop", async () => {
  const again = start({ DATA_DIR: dataDir });
  const newAddress = await addressOf(again);
  expect(again.printed()).not.toContain("Lần chạy đầu tiên");
  const answer = await fetch(`${newAddress}/api/summary`);
  expect(((await answer.json()) as { datasetVersion: number }).datasetVersion).toBe(1);
  // The course of every indicator over all quarters takes a while: it is in flight at the signal.
  const asked = fetch(`${newAddress}/api/indicators?rule=cv1603-2024`);
  await new Promise((done) => setTimeout(done, 50));
  again.process.kill("SIGINT");
  const finished = await asked;
  expect(finished.status).toBe(200);
  expect(((await finished.json()) as { items: object[] }).items).toHaveLength(22);
  expect(await again.exitCode).toBe(0);
});
